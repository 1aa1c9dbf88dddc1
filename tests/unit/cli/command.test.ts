/** What becomes of a result that standard output does not take. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { test as baseTest, expect } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';

/** More than a kilobyte, the limit set below. */
const lines = Array.from({ length: 500 }, (_, line) => `result ${line}\n`).join('');
const commandFile = fileURLToPath(new URL('../../../src/cli/command.ts', import.meta.url));
const command = `
import { printResult, runCommand } from '${commandFile}';
await runCommand(async () => {
  process.stderr.write('a message\\n');
  await printResult(${JSON.stringify(lines)});
  return 0;
});
`;

const test = baseTest.extend('folder', async ({}, { onCleanup }) => {
  const folder = await temporaryFolder(onCleanup);
  const entry = join(folder, 'command.ts');
  await writeFile(entry, command);
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
    ssr: { noExternal: true },
  });
  return folder;
});

/** Runs a line of the shell in which `run` is the command; gives what the line leaves in the files `out`, `err` and `code`. */
async function shell(folder: string, line: string): Promise<readonly string[]> {
  const defined = `run() { '${process.execPath}' command.mjs "$@"; echo $? > code; }; ${line}`;
  await promisify(execFile)('sh', ['-c', defined], { cwd: folder });
  const files = ['code', 'out', 'err'].map((name) => readFile(join(folder, name), 'utf8').catch(() => ''));
  const [code = '', out = '', err = ''] = await Promise.all(files);
  return [code.trim(), out, err];
}

test('a result goes to a file or a pipe whole', async ({ folder }) => {
  expect(await shell(folder, 'run > out 2> err')).toEqual(['0', lines, 'a message\n']);
  expect(await shell(folder, 'run 2> err | cat > out')).toEqual(['0', lines, 'a message\n']);
});

test('a reader that has gone ends the command quietly, as it ends others', async ({ folder }) => {
  expect(await shell(folder, 'run 2> err | true')).toEqual(['141', '', 'a message\n']);
  // Nobody reads the messages either.
  expect((await shell(folder, 'run 2>&1 | true'))[0]).toBe('141');
});

test('a result that a full disk cuts short is said aloud, and goes to standard error', async ({ folder }) => {
  const [code, out, err] = await shell(folder, '(ulimit -f 1; run > out 2>&3) 3>&1 | cat > err');
  expect(lines.startsWith(out ?? '?')).toBe(true);
  expect(out).not.toBe(lines);
  expect(err).toMatch(
    /^a message\nStandard output cannot be written: EFBIG.* This was meant for it:\nresult 0\n/,
  );
  expect(err?.endsWith(lines)).toBe(true);
  expect(code).toBe('1');
});
