/** Finished runs are there the next day, with what changed between them, go elsewhere as a file, and leave no rows behind. */
import type { Locator, Page } from 'playwright-core';
import { DATABASE_NAME } from '../../app/state/history/runDatabase.ts';
import { text } from '../../src/text/text.ts';
import { dialogOf, openHistory, rowsOf } from './harness/history.ts';
import { drop, useButton, waitUntilReady } from './harness/ownFile.ts';
import {
  downloaded,
  giveFile,
  patience,
  pickFile,
  press,
  results,
  savedFile,
  smallRun,
  train,
  waitForPhase,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.history;
const { menu } = text.app;

const cards = 'backend=wasm&eval=10&A=adattSp&B=ple';
const setUps = [`steps=40&${cards}`, `steps=40&lr=.02&${cards}`, `steps=60&lr=.02&seed=7&${cards}`] as const;

const inRow = (page: Page, row: number, name: string | RegExp): Locator =>
  rowsOf(page).nth(row).getByRole('button', { name });

const close = (page: Page): Promise<void> => page.keyboard.press('Escape');

/** Trains three set-ups, and waits until the run that is kept last is in the list. */
async function trainAll(page: Page, address: string): Promise<void> {
  for (const setUp of setUps) {
    await page.goto('about:blank');
    await page.goto(new URL(smallRun(setUp), new URL('.', address)).href);
    await train(page);
  }
}

/** The same browser on another day, after the page was closed. */
async function nextDay(page: Page, address: string): Promise<Page> {
  const context = page.context();
  await page.close();
  const next = await context.newPage();
  await next.clock.setSystemTime(Date.now() + 86_400_000);
  await next.goto(address.replace(/#.*/, ''));
  return next;
}

test('are there the next day: listed with what changed, opened, overlaid, exported, imported, deleted with undo', async ({
  openPage,
}) => {
  const today = await openPage();
  const address = today.url();
  await trainAll(today, address);
  const page = await nextDay(today, address);
  // The set-up of yesterday is on the page, with its run.
  await results(page).getByText(text.app.run.recordedHere).first().waitFor(patience);
  await openHistory(page);
  await expect.poll(() => rowsOf(page).count(), patience).toBe(3);
  const said = await rowsOf(page).allTextContents();
  expect(said[0]).toContain('Training: steps 60 instead of 40');
  expect(said[0]).toContain('Data: seed 7 instead of 1');
  expect(said[0]).not.toContain('learning rate');
  expect(said[1]).toContain('Training: learning rate 0.02 instead of');
  expect(said[2]).toContain(words.first);
  for (const row of said) expect(row).toMatch(/AdaTT-sp against PLE|beats/);

  // An older one is opened; undo finds the one before.
  await inRow(page, 2, /^Open /).click();
  await expect.poll(() => page.url()).not.toContain('seed=7');
  await page.getByRole('button', { name: text.app.ui.undo, exact: true }).click();
  await expect.poll(() => page.url()).toContain('seed=7');
  await results(page).getByText(text.app.run.recordedHere).first().waitFor(patience);

  // Two of them beside it.
  await page.keyboard.press('h');
  for (const row of [1, 2]) await inRow(page, row, /^Overlay/).click();
  await expect.poll(() => inRow(page, 2, /^Overlay/).getAttribute('aria-pressed')).toBe('true');
  await close(page);
  const chart = page.getByRole('figure', { name: 'Task 1', exact: true });
  const letters = () => chart.locator('svg text[data-series]').allTextContents();
  await expect.poll(letters, patience).toEqual(expect.arrayContaining(['A', 'A¹', 'A²', 'B', 'B¹', 'B²']));
  const overlays = page.getByRole('list', { name: words.overlays });
  await overlays.getByRole('button').first().click();
  await expect.poll(letters, patience).not.toContain('A²');

  // A name, deleting with undo, and the whole as a file.
  await openHistory(page);
  await inRow(page, 1, /^Name and note/).click();
  await dialogOf(page).getByLabel(words.name, { exact: true }).fill('Faster');
  await page.keyboard.press('Enter');
  await rowsOf(page).nth(1).getByRole('heading', { name: 'Faster' }).waitFor();
  await inRow(page, 1, words.deleteTitle('Faster')).click();
  await expect.poll(() => rowsOf(page).count()).toBe(2);
  await dialogOf(page).getByText(words.deleted(1)).waitFor();
  await page.keyboard.press('Enter');
  await rowsOf(page).nth(1).getByRole('heading', { name: 'Faster' }).waitFor();
  const exported = await downloaded(page, () =>
    dialogOf(page).getByRole('button', { name: words.exportAll }).click(),
  );

  // On another machine.
  const other = await openPage();
  await openHistory(other);
  await dialogOf(other).getByText(words.empty).waitFor();
  await giveFile(
    other,
    { name: 'runs.json', mimeType: 'application/json', buffer: Buffer.from(exported) },
    () => dialogOf(other).getByRole('button', { name: words.importRuns }).click(),
  );
  await dialogOf(other).getByText(words.imported(3, 0)).waitFor(patience);
  expect(await rowsOf(other).count()).toBe(3);
  expect(await rowsOf(other).nth(1).textContent()).toMatch(/Faster.*from runs\.json, imported on /);
  // A search that finds one.
  await dialogOf(other).getByRole('searchbox').fill('fast');
  await expect.poll(() => rowsOf(other).count()).toBe(1);
});

test('is a file of its own that opens elsewhere as a saved run, and trains again', {
  tags: 'thorough',
}, async ({ openPage }) => {
  const page = await openPage({ path: smallRun(setUps[0]) });
  await train(page);
  await press(page, menu.more);
  const { name, content } = await savedFile(page, () => press(page, text.menu.saveRun));
  expect(name).toBe(words.frozen.fileName);
  const other = await openPage();
  await pickFile(other, name, content.toString());
  await other.getByText(words.frozen.opened(name)).first().waitFor(patience);
  const verdict = (of: Page) => results(of).getByRole('heading', { level: 2 }).first().textContent();
  await expect.poll(() => verdict(other)).toBe(await verdict(page));
  await results(other)
    .getByText(new RegExp(`^A run from ${name}, imported on `))
    .first()
    .waitFor();
  await press(other, text.app.run.play);
  await waitForPhase(other, 'finished');
  await expect.poll(() => verdict(other)).toBe(await verdict(page));
  // The run here is held against the one of the file.
  await results(other).getByText(text.answer.reproduction.sameVerdict(false)).waitFor(patience);
  // A file that was cut off is no run, and says so.
  await pickFile(other, 'cut.json', content.toString().slice(0, content.length / 2));
  await results(other).getByText(text.runsFile.notJson).waitFor(patience);
});

test('a run that is known is there at once, and no other before it', { tags: 'thorough' }, async ({
  openPage,
}) => {
  const page = await openPage({ path: smallRun(setUps[0]) });
  await train(page);
  await page.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      for (const element of document.querySelectorAll('main *'))
        if (element.childElementCount === 0 && element.textContent) seen.add(element.textContent);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.reload();
  const { recordedHere, recorded } = text.app.run;
  await results(page).getByText(recordedHere).first().waitFor(patience);
  const seen = await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
  const seenOf = (words: string) => seen.filter((said) => said.includes(words));
  expect(seenOf(recordedHere)).not.toEqual([]);
  expect([...seenOf(recorded), ...seenOf(text.panels.invitation.title)]).toEqual([]);
});

test('a run on data of one’s own is kept, and its rows are not', { tags: 'thorough' }, async ({
  openPage,
}) => {
  const page = await openPage({ path: smallRun(setUps[0]) });
  const lines = Array.from(
    { length: 200 },
    (_, row) => `${row % 7},${row % 5},${(row % 7) + (row % 5)},secret${row}`,
  );
  await drop(page, 'mine.csv', Buffer.from(`a,b,target,label\n${lines.join('\n')}\n`));
  await waitUntilReady(page);
  await useButton(page).click();
  await train(page);
  await page.reload();
  await results(page).getByTitle(text.app.run.recordedHere).waitFor(patience);
  const kept = await page.evaluate(
    (name) =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const texts = opening.result.transaction('texts').objectStore('texts').getAll();
          texts.onsuccess = () => resolve(texts.result.join(''));
        };
      }),
    DATABASE_NAME,
  );
  expect(kept).toContain('target');
  expect(kept).not.toContain('secret1');
});
