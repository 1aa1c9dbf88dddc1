/** The page as one file on a disk: it opens with the experiment and the result that it was saved with, and trains them again. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { text } from '../../../src/text/text.ts';
import { bar, patience, savedFile, smallRun, train } from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';
import { temporaryFolder } from '../../unit/temporaryFolder.ts';

const { menu, run } = text.app;

const verdictOf = (page: Page) => page.getByRole('heading', { level: 2 }).first().textContent();

async function save(page: Page): Promise<Buffer> {
  await bar(page).getByRole('button', { name: menu.more, exact: true }).click();
  const item = page.getByRole('button', { name: text.menu.saveStandalone, exact: true });
  return (await savedFile(page, () => item.click())).content;
}

test('a finished run goes to a disk as one file, which shows it, trains it again, and saves itself', async ({
  openPage,
}) => {
  const page = await openPage({ path: smallRun('backend=wasm&steps=20&eval=10&A=adattSp&B=ple&reps=3') });
  await train(page);
  const verdict = await verdictOf(page);
  const folder = await temporaryFolder(onTestFinished);
  const open = async (name: string, content: Buffer) => {
    await writeFile(join(folder, name), content);
    return openPage({ url: pathToFileURL(`${folder}/`).href, path: name });
  };
  const first = await open('first.html', await save(page));
  await bar(first).getByText(run.phase.recorded, { exact: true }).waitFor(patience);
  await expect.poll(() => verdictOf(first), patience).toBe(verdict);
  await train(first);
  await expect.poll(() => verdictOf(first), patience).toBe(verdict);
  const second = await open('second.html', await save(first));
  await bar(second).getByText(run.phase.recorded, { exact: true }).waitFor(patience);
  await expect.poll(() => verdictOf(second), patience).toBe(verdict);
});
