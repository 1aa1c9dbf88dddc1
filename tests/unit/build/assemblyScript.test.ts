import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as baseTest, expect } from 'vitest';
import { assemblyScriptForVite } from '../../../src/build/assemblyScript.mjs';
import { temporaryFolder } from '../temporaryFolder.ts';

const builds = fileURLToPath(new URL('../../../build', import.meta.url));

const test = baseTest.extend('folder', async ({}, { onCleanup }) => {
  await mkdir(builds, { recursive: true });
  return temporaryFolder(onCleanup, builds);
});

/** What a module gets that imports this source; also all files the bundler is told to watch. */
async function load(folder: string, source: string, query: string) {
  const file = join(folder, 'some.as.ts');
  await writeFile(file, source);
  const watched: string[] = [];
  const { load: hook } = assemblyScriptForVite();
  const loadModule = hook as unknown as (this: object, id: string) => Promise<{ code: string } | null>;
  const loaded = await loadModule.call({ addWatchFile: (path: string) => watched.push(path) }, file + query);
  const base64 = /base64 = '(.*)'/.exec(loaded?.code ?? '')?.[1];
  return { base64, watched };
}

const addition = `
export function madd(a: f32, b: f32, c: f32): f32 {
  const x = f32x4.splat(a);
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.extract_lane(f32x4.relaxed_madd(x, f32x4.splat(b), f32x4.splat(c)), 0);
  return f32x4.extract_lane(x, 0) * b + c;
}`;

test.for(['?simd', '?relaxed-simd'])(
  'an import with %s gives a binary that runs',
  async (query, { folder }) => {
    const { base64, watched } = await load(folder, addition, query);
    const env = { memory: new WebAssembly.Memory({ initial: 1 }) };
    const { instance } = await WebAssembly.instantiate(Buffer.from(base64 ?? '', 'base64'), { env });
    expect((instance.exports['madd'] as (...args: number[]) => number)(2, 3, 4)).toBe(10);
    expect(watched).toContainEqual(expect.stringMatching(/kernels\.as\.ts$/));
  },
);

test('other imports are none of its business', async ({ folder }) => {
  expect(await load(folder, addition, '?url')).toEqual({ base64: undefined, watched: [] });
});

test('a mistake is reported with its file', async ({ folder }) => {
  const loading = load(folder, 'export function f(): i32 { return missing; }', '?simd');
  await expect(loading).rejects.toThrow(/some\.as\.ts[\s\S]*missing/);
});

test('static data is refused: it would overwrite the memory of TensorFlow.js', async ({ folder }) => {
  const source =
    'const table: StaticArray<i32> = [1, 2, 3]; export function at(i: i32): i32 { return table[i]; }';
  await expect(load(folder, source, '?simd')).rejects.toThrow('static data');
});
