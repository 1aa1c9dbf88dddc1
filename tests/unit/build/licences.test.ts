import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { test as baseTest, expect } from 'vitest';
import { noticeOf, noticesText } from '../../../src/build/licenceNotices.mjs';
import { root } from '../commands.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const test = baseTest.extend('packageWith', async ({}, { onCleanup }) => {
  const folder = await temporaryFolder(onCleanup);
  return async (files: Readonly<Record<string, string>>) => {
    const manifest = JSON.stringify({ name: '@a/b', version: '1.2.3', license: 'MIT' });
    for (const [name, content] of Object.entries({ 'package.json': manifest, 'index.js': '', ...files }))
      await writeFile(join(folder, name), content);
    return folder;
  };
});

const header = '/**\n * @license\n * Copyright Someone\n */';

test.for<[from: string, files: Record<string, string>, text: string]>([
  ['its files', { LICENSE: 'Do\r\n', 'NOTICE.md': 'By\n', 'licenses.js': 'no' }, 'Do\n\nBy'],
  [
    'its README',
    { 'README.md': 'a\n\n## License\n\nCopyright Someone\n' },
    '## License\n\nCopyright Someone',
  ],
  ['its code', { 'README.md': '# b', 'index.js': `${header}\nf();\n/** g */` }, header],
])('takes the licence of a package from %s', async ([, files, text], { packageWith }) => {
  const notice = noticeOf(await packageWith(files));
  expect(notice).toEqual({ name: '@a/b', version: '1.2.3', licence: 'MIT', text });
});

test('fails the build for a package that names no terms', async ({ packageWith }) => {
  const folder = await packageWith({ 'README.md': '# b' });
  expect(() => noticeOf(folder)).toThrow('The package @a/b has no licence text.');
});

test('lists all packages, then each text once', () => {
  const shared = { licence: 'MIT', text: 'Do.' };
  const lines = noticesText([
    { name: 'a', version: '1.0.0', ...shared },
    { name: 'b', version: '2.0.0', licence: 'ISC', text: 'Take.' },
    { name: 'c', version: '3.0.0', ...shared },
  ]);
  const [list, ...texts] = lines.split(/\n\n-+\n\n/);
  expect(list).toBe('a 1.0.0 (MIT)\nb 2.0.0 (ISC)\nc 3.0.0 (MIT)');
  expect(texts).toEqual(['a 1.0.0 (MIT)\nc 3.0.0 (MIT)\n\nDo.', 'b 2.0.0 (ISC)\n\nTake.\n']);
});

/** A page with a package in it, and one in its worker. */
const tree = {
  LICENSE: 'Ours.',
  'package.json': '{ "name": "tree", "version": "0.1.0", "license": "MIT", "type": "module" }',
  'index.html': '<script type="module" src="/page.js"></script>',
  'page.js': `import '/parts/node_modules/a/index.js';
    new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });`,
  'worker.js': "import '/parts/node_modules/@b/c/index.js';",
  'vite.config.js': `import { licenceNotices } from './src/build/licenceNotices.mjs';
    const { inPage, inWorker } = licenceNotices(import.meta.dirname);
    export default { plugins: [inPage], worker: { format: 'es', plugins: () => [inWorker] } };`,
  'parts/node_modules/a/package.json': '{ "name": "a", "version": "1.0.0", "license": "MIT" }',
  'parts/node_modules/a/index.js': "console.log('a');",
  'parts/node_modules/a/LICENSE': 'A.',
  'parts/node_modules/@b/c/package.json': '{ "name": "@b/c", "version": "2.0.0", "license": "ISC" }',
  'parts/node_modules/@b/c/index.js': "console.log('c');",
  'parts/node_modules/@b/c/LICENSE': 'C.',
  'parts/node_modules/unused/package.json': '{ "name": "unused", "version": "3.0.0", "license": "ISC" }',
};

test('the command lists what is in the page and in its worker, and writes nothing', async ({
  onTestFinished,
}) => {
  const folder = await temporaryFolder(onTestFinished);
  for (const [name, content] of Object.entries(tree)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  for (const name of ['licences.mjs', 'licenceNotices.mjs'])
    await cp(join(root, 'src/build', name), join(folder, 'src/build', name));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'src/build/licences.mjs')]);
  expect(stdout).toBe('tree 0.1.0 (MIT)\n@b/c 2.0.0 (ISC)\na 1.0.0 (MIT)\n');
  expect(existsSync(join(folder, 'dist'))).toBe(false);
});
