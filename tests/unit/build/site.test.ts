import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { testInFolder } from '../temporaryFolder.ts';
import { publish } from './publish.ts';

const test = testInFolder.extend('site', ({ folder }) => {
  const path = join(folder, 'site');
  return {
    path,
    read: (name: string) => readFile(join(path, name), 'utf8'),
    /** Publishes a page that says its version and has a script of its own. */
    publish: async (version: string, tag?: string) => {
      const dist = join(folder, `dist-${version}`);
      await mkdir(join(dist, 'assets'), { recursive: true });
      await writeFile(join(dist, 'index.html'), version);
      await writeFile(join(dist, 'assets', `${version}.js`), '');
      return publish(path, { version, dist, ...(tag === undefined ? {} : { tag }) });
    },
  };
});

test('keeps every release under a path of its own, the newest at the root too', async ({ site }) => {
  await site.publish('0.9.0');
  await writeFile(join(site.path, 'CNAME'), 'example.org');
  expect(await site.publish('0.10.0', 'v0.10.0')).toBe('0.10.0\n0.9.0\n');
  expect(await site.read('v0.9.0/index.html')).toBe('0.9.0');
  expect(await site.read('v0.10.0/index.html')).toBe('0.10.0');
  expect(await site.read('index.html')).toBe('0.10.0');
  expect(await readdir(join(site.path, 'assets'))).toEqual(['0.10.0.js']);
  expect(await site.read('CNAME')).toBe('example.org');
});

test('leaves the newest at the root when an older one is published after it', async ({ site }) => {
  await site.publish('0.10.0');
  expect(await site.publish('0.9.1')).toBe('0.10.0\n0.9.1\n');
  expect(await site.read('index.html')).toBe('0.10.0');
  expect(await site.read('v0.9.1/index.html')).toBe('0.9.1');
});

test('replaces a release that is published again', async ({ site }) => {
  await site.publish('0.1.0');
  await writeFile(join(site.path, 'v0.1.0/stale.txt'), '');
  expect(await site.publish('0.1.0')).toBe('0.1.0\n');
  expect(await readdir(join(site.path, 'v0.1.0'))).toEqual(['assets', 'index.html']);
});

test.for<[what: string, version: string, tag: string | undefined, complaint: RegExp]>([
  ['a version that is not three numbers', '0.2.0-dev', undefined, /three numbers .* got 0\.2\.0-dev/],
  ['a tag of another version', '0.2.0', 'v0.3.0', /tag is v0\.3\.0, but package\.json says 0\.2\.0/],
])('refuses %s', async ([, version, tag, complaint], { site }) => {
  await expect(site.publish(version, tag)).rejects.toThrow(complaint);
  await expect(readdir(site.path)).rejects.toThrow('ENOENT');
});

test('refuses where no page was built', async ({ site }) => {
  await expect(publish(site.path, { version: '0.2.0', dist: null })).rejects.toThrow(/There is no page in/);
});
