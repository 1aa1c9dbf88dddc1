import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { bundleOf } from '../../../src/cli/bundle.mjs';

it('a bundle is kept while nothing that it is made from changes, and made anew when something did', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  const [entry, imported] = [join(folder, 'bundleOfTest.ts'), join(folder, 'imported.ts')];
  await writeFile(entry, "import { word } from './imported.ts';\nconsole.log(word);\n");
  const bundleSaying = async (word: string) => {
    await writeFile(imported, `export const word: string = '${word}';\n`);
    const file = await bundleOf(entry);
    onTestFinished(() => rm(dirname(file), { recursive: true, force: true }));
    return { madeMs: (await stat(file)).mtimeMs, code: await readFile(file, 'utf8') };
  };
  onTestFinished(() => rm(folder, { recursive: true }));
  const first = await bundleSaying('one');
  expect(first.code).toContain('"one"');
  expect(await bundleSaying('one')).toEqual(first);
  expect((await bundleSaying('two')).code).toContain('"two"');
});
