/** The steps of `npm test`, each with its output, its time and its counts. Plain Node: they run before anything is installed. */
import { spawn } from 'node:child_process';
import { open, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, constants, setPriority } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {'inherit' | number} Output shown as it comes, or the descriptor of a file
 * @typedef {import('./results.mjs').Count} Count
 * @typedef {{ readonly name: string; readonly run: (output: Output) => Promise<Count> }} Step
 */

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ readonly cwd: string; readonly output: Output; readonly yields?: boolean }} how `yields`: it takes, with all that it starts,
 *   only the time that others leave
 * @returns {Promise<number | null>} the exit code; null when it could not be started or a signal ended it
 */
export function execute(program, args, { cwd, output, yields = false }) {
  const child = spawn(program, args, { cwd, stdio: ['inherit', output, output], detached: yields });
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
export function print(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * @param {boolean} ok
 * @returns {Count} of a step that is one check
 */
export const countOne = (ok) => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export const sumOf = (counts) => ({
  passed: counts.reduce((sum, { passed }) => sum + passed, 0),
  failed: counts.reduce((sum, { failed }) => sum + failed, 0),
});

/**
 * Runs one step and says how it went.
 *
 * @param {Step} step
 * @param {Output} output
 * @returns {Promise<Count>}
 */
export async function runStep({ name, run }, output) {
  const startMs = performance.now();
  const count = await run(output).catch((error) => {
    print(String(error));
    return countOne(false);
  });
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  print(`${count.failed === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  return count;
}

/**
 * @param {string} folder
 * @param {string} name of a step
 * @param {'log' | 'json'} ending
 */
export const fileOf = (folder, name, ending) => join(folder, `${name.replaceAll(/\W/g, '-')}.${ending}`);

/**
 * Runs one step and shows what it writes when it has ended.
 *
 * @param {Step} step
 * @param {string} folder for what it writes
 * @returns {Promise<Count>}
 */
export async function runQuietly({ name, run }, folder) {
  const file = fileOf(folder, name, 'log');
  const log = await open(file, 'w');
  /** @param {Output} output */
  const runAndShow = async (output) => {
    try {
      return await run(output);
    } finally {
      await log.close();
      print(`\n── ${name}`);
      process.stdout.write(await readFile(file));
    }
  };
  return runStep({ name, run: runAndShow }, log.fd);
}

/**
 * Runs steps that need no quiet, as many at once as there are cores.
 *
 * @param {readonly Step[]} steps
 * @param {string} folder
 * @returns {Promise<readonly Count[]>} in the order of the steps
 */
export async function runSideBySide(steps, folder) {
  print(`\nAt once: ${steps.map(({ name }) => name).join(', ')}`);
  /** @type {Count[]} */
  const counts = [];
  const waiting = steps.entries();
  const runWaiting = async () => {
    for (const [index, step] of waiting) counts[index] = await runQuietly(step, folder);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, runWaiting));
  return counts;
}
