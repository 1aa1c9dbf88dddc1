/**
 * `npm test`: installs what is missing, runs every check of package.json and every test but those that are commands of their own,
 * and ends with one line, `N passed, N failed`. `node tests/run.mjs checks` leaves the tests out. Plain Node: it must run before anything is
 * installed. It runs itself once more as `besides`, for what yields to the tests in a browser.
 */
import { writeSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing, runNpm } from '../src/build/install.mjs';
import { endWithNpm, INTERRUPTED } from '../src/build/nodeProcess.mjs';
import { chromiumPath } from './e2e/harness/chromium.mjs';
import { countTests, lastCount, secondsByKind } from './results.mjs';
import { countOne, execute, fileOf, print, runQuietly, runSideBySide, runStep, sumOf } from './steps.mjs';

/**
 * @typedef {import('./results.mjs').Count} Count
 * @typedef {import('./steps.mjs').Output} Output
 * @typedef {import('./steps.mjs').Step} Step
 */

const cwd = fileURLToPath(new URL('..', import.meta.url));
const build = join(cwd, 'build');

/** Projects of Vitest. Those that are patient hold no speed against a clock, and yield to the others. */
const projects = { patient: 'patient*', others: '!patient*' };

/** @type {Step} */
const install = {
  name: 'install',
  run: async (output) => {
    await installMissing(cwd, output);
    return countOne(true);
  },
};

/**
 * Debian and its relatives can be helped; elsewhere the browser is for the reader to install.
 *
 * @type {Step}
 */
const findBrowser = {
  name: 'browser',
  run: async (output) => {
    if (chromiumPath() === null) {
      const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
      const [program = 'apt-get', ...args] = [...asRoot, 'apt-get'];
      const packages = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'];
      const isUpdated = (await execute(program, [...args, 'update'], { cwd, output })) === 0;
      if (isUpdated) await execute(program, [...args, ...packages], { cwd, output });
    }
    if (chromiumPath() === null) {
      throw new Error('No Chromium or Chrome found. Install one, or set CHROME_PATH to it.');
    }
    return countOne(true);
  },
};

/** @returns {Promise<readonly Step[]>} */
async function checks() {
  /** @type {{ readonly scripts: Readonly<Record<string, string>> }} */
  const { scripts } = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'));
  const names = Object.keys(scripts).filter((script) => script.startsWith('check:'));
  return names.map((name) => ({
    name,
    run: async (output) => countOne((await runNpm(cwd, ['run', '--silent', name], output)) === 0),
  }));
}

/**
 * True of the check that builds the page, which tests look at.
 *
 * @param {Step} check
 */
const isOfBundle = ({ name }) => name === 'check:bundle';

/**
 * @param {string} name
 * @param {string} of a pattern of names of projects
 * @returns {Step}
 */
const testsOf = (name, of) => ({
  name,
  run: async (output) => {
    const reportFile = fileOf(build, name, 'json');
    await rm(reportFile, { force: true });
    const vitest = join('node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
    const args = [vitest, 'run', `--project=${of}`, ...reporters];
    const exitCode = await execute(process.execPath, args, { cwd, output });
    const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => null);
    const times = secondsByKind(report).map(({ kind, seconds }) => `  ${kind}: ${seconds.toFixed(1)} s\n`);
    if (output === 'inherit') process.stdout.write(times.join(''));
    else writeSync(output, times.join(''));
    return countTests(report, exitCode);
  },
});

/**
 * What yields to the tests in a browser, which leave the processor free while they wait for the page.
 *
 * @type {Step}
 */
const besides = {
  name: 'besides',
  run: async (output) => {
    const args = [join('tests', 'run.mjs'), 'besides'];
    const exitCode = await execute(process.execPath, args, { cwd, output, yields: true });
    return lastCount(await readFile(fileOf(build, 'besides', 'log'), 'utf8'), exitCode);
  },
};

/** Leads a session of its own, which no signal of a terminal reaches: all that it started ends with it. */
async function runBesides() {
  endWithNpm();
  process.once('exit', (code) => {
    if (code === INTERRUPTED && process.platform !== 'win32') process.kill(-process.pid);
  });
  const others = (await checks()).filter((check) => !isOfBundle(check));
  return runSideBySide([testsOf('patient tests', projects.patient), ...others], build);
}

/**
 * @param {string | undefined} part `checks`, or `besides`; undefined: everything
 * @returns {Promise<readonly Count[]>}
 */
async function run(part) {
  await mkdir(build, { recursive: true });
  if (part === 'besides') return runBesides();
  const prepared = await runSideBySide(part === 'checks' ? [install] : [install, findBrowser], build);
  const [installed] = prepared;
  if (installed?.failed !== 0) return prepared;
  const all = await checks();
  if (part === 'checks') return [...prepared, ...(await runSideBySide(all, build))];
  const counted = runQuietly(besides, build);
  const built = await Promise.all(all.filter(isOfBundle).map((check) => runQuietly(check, build)));
  print('\n── tests');
  const tested = await runStep(testsOf('tests', projects.others), 'inherit');
  return [...prepared, ...built, tested, await counted];
}

const { passed, failed } = sumOf(await run(process.argv[2]));
print(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
