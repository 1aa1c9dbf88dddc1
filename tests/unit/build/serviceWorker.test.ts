import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { writeServiceWorker } from '../../../src/build/serviceWorker.mjs';
import { temporaryFolder } from '../temporaryFolder.ts';

let folder = '';
beforeEach(async () => {
  folder = await temporaryFolder(onTestFinished);
  await mkdir(join(folder, 'assets'));
  const files = { 'index.html': 'page', 'picture.png': '', 'assets/a-1.js': 'one' };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  // The page in another language, which has a service worker of its own.
  await mkdir(join(folder, 'zh'));
  await writeFile(join(folder, 'zh/index.html'), '页面');
});

async function written(): Promise<string> {
  await writeServiceWorker(folder);
  return readFile(join(folder, 'sw.js'), 'utf8');
}

const versionIn = (code: string): string => /version:["`](\w{16})["`]/.exec(code)?.[1] ?? 'none';

test('lists what the page asks for, with the hash that tells it from what a host may give instead', async () => {
  const files = [...(await written()).matchAll(/path:["`]([^"`]*)["`],integrity:["`](sha256-[^"`]*)["`]/g)];
  const hashOf = (content: string) => `sha256-${createHash('sha256').update(content).digest('base64')}`;
  expect(files.map(([, path, integrity]) => [path, integrity]).sort()).toEqual([
    ['./', hashOf('page')],
    ['assets/a-1.js', hashOf('one')],
  ]);
});

test('names a version after its files, whenever it is written', async () => {
  const first = versionIn(await written());
  expect(versionIn(await written())).toBe(first);
  await writeFile(join(folder, 'index.html'), 'another page');
  expect(versionIn(await written())).not.toBe(first);
});

test('needs no code from strings', async () => {
  expect(await written()).not.toMatch(/\beval\b|new Function|importScripts/);
});
