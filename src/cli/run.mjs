/**
 * Bundles and runs a TypeScript command in this process, since another process would start slowly: `node src/cli/run.mjs train ...` or
 * `node src/cli/run.mjs some/file.ts ...`.
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
  // In time: no WebAssembly is compiled yet, and threads inherit the flags.
  for (const flag of commandFlags()) setFlagsFromString(flag);
  process.argv = [node, file, ...args];
  await import(pathToFileURL(file).href);
}
