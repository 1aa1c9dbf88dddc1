/** Bundles and runs a TypeScript command in this process, since another would start slowly. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
  if (command === undefined) return null;
  const isName = /^[a-z][a-zA-Z]*$/.test(command);
  const file = isName ? join(folder, `${command}.ts`) : resolve(command);
  return file.endsWith('.ts') && existsSync(file) ? file : null;
}

const commands = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && readFileSync(join(folder, name)).includes('await runCommand('))
    .map((name) => name.replace('.ts', ''))
    .join(', ');

const [node = '', , command, ...args] = process.argv;
const entry = entryOf(command);
if (entry === null) {
  const unknown = command === undefined ? '' : `There is no command '${command}'. `;
  process.stderr.write(
    `${unknown}Usage: node src/cli/run.mjs COMMAND [ARGUMENTS]; COMMAND is one of ${commands()}.\n`,
  );
  process.exitCode = 2;
} else {
  endWithNpm();
  const file = await bundleOf(entry);
  // In time: no WebAssembly is compiled yet, and threads inherit the flags.
  for (const flag of commandFlags()) setFlagsFromString(flag);
  process.argv = [node, file, ...args];
  await import(pathToFileURL(file).href);
}
