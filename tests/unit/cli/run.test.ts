import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { test as baseTest, expect } from 'vitest';
import { root, runIn as run } from '../commands.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const command = `
import { existsSync } from 'node:fs';
import wasmFile from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { grad, mean, square, tensor } from '@tensorflow/tfjs-core';

const slope = grad((x) => mean(square(x)))(tensor([1, 3]));
console.log(JSON.stringify({
  args: process.argv.slice(2),
  release: __RELEASE__,
  slope: [...(await slope.data())],
  wasmFile,
  wasmFound: existsSync(wasmFile),
  names: [typeof require, __filename.endsWith('hello.mjs'), __dirname.length > 1],
}));
process.exitCode = 3;
`;

const test = baseTest.extend('tree', async ({}, { onCleanup }) => {
  const tree = await temporaryFolder(onCleanup);
  await mkdir(join(tree, 'src/cli'), { recursive: true });
  await cp(join(root, 'src/cli/run.mjs'), join(tree, 'src/cli/run.mjs'));
  await cp(join(root, 'src/build'), join(tree, 'src/build'), { recursive: true });
  await writeFile(join(tree, 'package.json'), '{ "version": "4.5.6" }');
  await writeFile(join(tree, 'src/cli/hello.ts'), command);
  await writeFile(join(tree, 'src/cli/poolWorker.ts'), '');
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
  return tree;
});

test('runs a TypeScript command with gradients and a wasm file, and passes everything through', async ({
  tree,
}) => {
  const { code, stdout } = await run(tree, 'hello', '--json', 'two words');
  const said = JSON.parse(stdout);
  expect(said).toMatchObject({
    args: ['--json', 'two words'],
    release: '4.5.6',
    slope: [1, 3],
    wasmFound: true,
    names: ['function', true, true],
  });
  expect(isAbsolute(said.wasmFile) && dirname(said.wasmFile)).toMatch(/tfjs-backend-wasm.dist$/);
  expect(code).toBe(3);
});

test.for([
  { args: [] },
  { args: ['../evil'] },
  { args: ['Hello'] },
  { args: ['bye'] },
  { args: ['none.ts'] },
])('refuses $args', async ({ args }, { tree }) => {
  const { code, stdout, stderr } = await run(tree, ...args);
  expect(stderr).toContain('Usage');
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('ends soon after the shell by which npm runs it was killed', async ({ tree }) => {
  await writeFile(
    join(tree, 'src/cli/wait.ts'),
    "console.log('waits'); setTimeout(() => undefined, 20_000);",
  );
  const line = `'${process.execPath}' '${join(tree, 'src/cli/run.mjs')}' wait; true`;
  const shell = spawn('sh', ['-c', line], { env: { ...process.env, npm_lifecycle_event: 'wait' } });
  await once(shell.stdout, 'data');
  const killedMs = performance.now();
  shell.kill();
  // The pipe is closed when the last process that writes to it has ended.
  await once(shell, 'close');
  expect(performance.now() - killedMs).toBeLessThan(5000);
});
