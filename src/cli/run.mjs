/**
 * Runs a command of this folder that is written in TypeScript: `node src/cli/run.mjs train ...` bundles `train.ts` and
 * runs it in this process; `node src/cli/run.mjs some/file.ts ...` does so with any other file. To start another process would
 * take longer than many a command.
 */
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { bundleOf } from '../build/bundle.mjs';
import { commandFlags, endWithNpm } from '../build/nodeProcess.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));

/**
 * @param {string | undefined} command
 * @returns {string | null}
 */
function entryOf(command) {
  if (command?.endsWith('.ts')) return resolve(command);
  return command !== undefined && /^[a-z][a-zA-Z]*$/.test(command) ? join(folder, `${command}.ts`) : null;
}

const [node = '', , command, ...args] = process.argv;
const entry = entryOf(command);
if (entry === null) {
  process.stderr.write('Usage: node src/cli/run.mjs COMMAND [ARGUMENTS], where src/cli/COMMAND.ts exists.\n');
  process.exitCode = 2;
} else {
  endWithNpm();
  const file = await bundleOf(entry);
  // In time: no WebAssembly was compiled yet, and threads have the flags of the process.
  for (const flag of commandFlags()) setFlagsFromString(flag);
  process.argv = [node, file, ...args];
  await import(pathToFileURL(file).href);
}
