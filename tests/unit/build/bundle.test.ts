import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { bundleOf } from '../../../src/build/bundle.mjs';
import { temporaryFolder } from '../temporaryFolder.ts';

it('a bundle is kept while nothing that it is made from is written, and made anew when something was', async () => {
  const folder = await temporaryFolder(onTestFinished);
  const [entry, imported] = [join(folder, 'bundleOfTest.ts'), join(folder, 'imported.ts')];
  await writeFile(entry, "import { word } from './imported.ts';\nconsole.log(word);\n");
  const say = (word: string) => writeFile(imported, `export const word: string = '${word}';\n`);
  const made = async () => {
    const file = await bundleOf(entry);
    onTestFinished(() => rm(dirname(file), { recursive: true, force: true }));
    return { madeMs: (await stat(file)).mtimeMs, code: await readFile(file, 'utf8') };
  };
  await say('one');
  const first = await made();
  expect(first.code).toContain('"one"');
  expect(await made()).toEqual(first);
  await say('two');
  expect((await made()).code).toContain('"two"');
});
