/**
 * `npm test`: installs what is missing, runs every check of package.json and every test but those that are commands of their own,
 * and ends with one line, `N passed, N failed`. `node tests/run.mjs checks` leaves the tests out. Plain Node: it must run before anything is
 * installed. It runs itself once more as `besides`, for the checks that yield to the tests.
 */
import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing, runNpm } from '../src/build/install.mjs';
import { endWithNpm } from '../src/build/nodeProcess.mjs';
import { chromiumPath } from './e2e/harness/chromium.mjs';
import { countTests, secondsByKind } from './results.mjs';

/**
 * @typedef {'inherit' | number} Output shown as it comes, or the descriptor of a file
 * @typedef {{ readonly name: string; readonly run: (output: Output) => Promise<boolean> }} Step
 * @typedef {import('./results.mjs').Count} Count
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const build = join(root, 'build');

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Output} output
 * @param {boolean} [yields] takes, with all that it starts, only the time that others leave
 * @returns {Promise<number | null>} the exit code; null when it could not be started or a signal ended it
 */
function execute(program, args, output, yields = false) {
  const child = spawn(program, args, { cwd: root, stdio: ['inherit', output, output], detached: yields });
  if (yields && child.pid !== undefined) yieldToOthers(child.pid);
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
}

/** @param {number} pid of a process that leads a session and has started nothing yet */
function yieldToOthers(pid) {
  const priority = constants.priority.PRIORITY_LOW;
  setPriority(pid, priority);
  // Linux may share time between sessions first, each of which has a priority too.
  writeFile(`/proc/${pid}/autogroup`, `${priority}`).catch(() => undefined);
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {number} startMs */
const secondsSince = (startMs) => ((performance.now() - startMs) / 1000).toFixed(1);

/**
 * Runs one step and shows, when it has ended, what it wrote and how it went.
 *
 * @param {Step} step
 * @returns {Promise<Count>}
 */
async function runStep({ name, run }) {
  const startMs = performance.now();
  const file = join(build, `${name.replace(':', '-')}.log`);
  const log = await open(file, 'w');
  const ok = await run(log.fd).catch(async (error) => {
    await log.appendFile(`${String(error)}\n`);
    return false;
  });
  await log.close();
  print(`\n── ${name}`);
  process.stdout.write(await readFile(file));
  print(`${ok ? '✓' : '✗'} ${name} (${secondsSince(startMs)} s)`);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Runs steps that need no quiet, as many at once as there are cores.
 *
 * @param {readonly Step[]} steps
 * @returns {Promise<readonly Count[]>} in the order of the steps
 */
async function runSideBySide(steps) {
  print(`\nAt once: ${steps.map(({ name }) => name).join(', ')}`);
  /** @type {Count[]} */
  const counts = [];
  const waiting = steps.entries();
  const runWaiting = async () => {
    for (const [index, step] of waiting) counts[index] = await runStep(step);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, runWaiting));
  return counts;
}

/** @type {Step} */
const install = {
  name: 'install',
  run: async (output) => {
    await installMissing(root, output);
    return true;
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
      const isUpdated = (await execute(program, [...args, 'update'], output)) === 0;
      if (isUpdated) await execute(program, [...args, ...packages], output);
    }
    if (chromiumPath() === null) {
      throw new Error('No Chromium or Chrome found. Install one, or set CHROME_PATH to it.');
    }
    return true;
  },
};

/** @returns {Promise<readonly Step[]>} */
async function checks() {
  /** @type {{ readonly scripts: Readonly<Record<string, string>> }} */
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const names = Object.keys(scripts).filter((script) => script.startsWith('check:'));
  return names.map((name) => ({
    name,
    run: async (output) => (await runNpm(root, ['run', '--silent', name], output)) === 0,
  }));
}

/**
 * True of the check that builds the page, which tests look at.
 *
 * @param {Step} check
 */
const isOfBundle = ({ name }) => name === 'check:bundle';

/**
 * All checks but that of the bundle. They yield to the tests, which leave the processor free while they wait for the page.
 *
 * @type {Step}
 */
const otherChecks = {
  name: 'checks',
  run: async (output) =>
    (await execute(process.execPath, [join('tests', 'run.mjs'), 'besides'], output, true)) === 0,
};

async function runTests() {
  const startMs = performance.now();
  print('\n── tests');
  const reportFile = join(build, 'tests.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  await rm(reportFile, { force: true });
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', ...reporters];
  const exitCode = await execute(process.execPath, args, 'inherit');
  const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => null);
  const count = countTests(report, exitCode);
  for (const { kind, seconds } of secondsByKind(report)) print(`  ${kind}: ${seconds.toFixed(1)} s`);
  print(`${count.failed === 0 ? '✓' : '✗'} tests (${secondsSince(startMs)} s)`);
  return count;
}

/**
 * @param {string | undefined} part `checks`, or `besides`, see `otherChecks`; undefined: everything
 * @returns {Promise<readonly Count[]>}
 */
async function run(part) {
  await mkdir(build, { recursive: true });
  if (part === 'besides') {
    endWithNpm();
    return runSideBySide((await checks()).filter((check) => !isOfBundle(check)));
  }
  const prepared = await runSideBySide(part === 'checks' ? [install] : [install, findBrowser]);
  const [installed] = prepared;
  if (installed?.failed !== 0) return prepared;
  const all = await checks();
  if (part === 'checks') return [...prepared, ...(await runSideBySide(all))];
  const checked = runStep(otherChecks);
  const built = await Promise.all(all.filter(isOfBundle).map(runStep));
  return [...prepared, ...built, await runTests(), await checked];
}

const counts = await run(process.argv[2]);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
print(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
