/**
 * Runs a command of this folder that is written in TypeScript: `node src/cli/run.mjs train ...` bundles `train.ts` and
 * runs it in a Node process of its own; `node src/cli/run.mjs some/file.ts ...` does so with any other file. Arguments,
 * standard streams and the exit code are passed through unchanged.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleOf } from './bundle.mjs';
import { nodeFlags } from './nodeFlags.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));

/**
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
function execute(file, args) {
  const child = spawn(process.execPath, [...nodeFlags(), file, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}

/**
 * @param {string | undefined} command
 * @returns {string | null}
 */
function entryOf(command) {
  if (command?.endsWith('.ts')) return resolve(command);
  return command !== undefined && /^[a-z][a-zA-Z]*$/.test(command) ? join(folder, `${command}.ts`) : null;
}

const [command, ...args] = process.argv.slice(2);
const entry = entryOf(command);
if (entry === null) {
  process.stderr.write('Usage: node src/cli/run.mjs COMMAND [ARGUMENTS], where src/cli/COMMAND.ts exists.\n');
  process.exitCode = 2;
} else {
  process.exitCode = await execute(await bundleOf(entry), args);
}
