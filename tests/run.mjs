/**
 * `npm test`: installs what is missing, runs every check of package.json and every test, and ends with one line,
 * `N passed, N failed`. `node tests/run.mjs checks` leaves the tests out. Plain Node: it must run before anything is
 * installed.
 */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing, runNpm } from '../src/cli/install.mjs';
import { chromiumPath } from './e2e/harness/chromium.mjs';
import { countTests } from './results.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program with its output shown.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number | null>} the exit code; null when it could not be started or a signal ended it
 */
function execute(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs one step and says how it went.
 *
 * @param {string} name
 * @param {() => Promise<boolean>} isPassed
 * @returns {Promise<import('./results.mjs').Count>}
 */
async function step(name, isPassed) {
  const startMs = performance.now();
  print(`\n── ${name}`);
  const ok = await isPassed().catch((error) => {
    print(String(error));
    return false;
  });
  print(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - startMs) / 1000).toFixed(1)} s)`);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Debian and its relatives can be helped; elsewhere the browser is for the reader to install. */
async function findBrowser() {
  if (chromiumPath() === null) {
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const [program = 'apt-get', ...args] = [...asRoot, 'apt-get'];
    const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'];
    if ((await execute(program, [...args, 'update'])) === 0) await execute(program, [...args, ...install]);
  }
  const path = chromiumPath();
  print(path ?? 'No Chromium or Chrome found. Install one, or set CHROME_PATH to it.');
  return path !== null;
}

async function runChecks() {
  /** @type {{ readonly scripts: Readonly<Record<string, string>> }} */
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const counts = [];
  for (const name of Object.keys(scripts).filter((script) => script.startsWith('check:'))) {
    counts.push(await step(name, async () => (await runNpm(root, ['run', '--silent', name])) === 0));
  }
  return counts;
}

async function runTests() {
  const reportFile = join(root, 'build/tests.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  await rm(reportFile, { force: true });
  const exitCode = await execute(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters]);
  const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => null);
  return countTests(report, exitCode);
}

async function runAll() {
  const installed = await step('install', async () => {
    await installMissing(root);
    return true;
  });
  if (installed.failed > 0) return [installed];
  const checksOnly = process.argv[2] === 'checks';
  if (checksOnly) return await runChecks();
  return [await step('browser', findBrowser), ...(await runChecks()), await runTests()];
}

const counts = await runAll();
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
print(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
