/** Data of one's own: a file is read, set up, trained on, asked for again, and never leaves the page. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { createStream } from '../../src/core/random.ts';
import { text } from '../../src/text/text.ts';
import { temporaryFolder } from '../unit/temporaryFolder.ts';
import { watchMainThread } from './harness/mainThread.ts';
import { panel, useButton, waitUntilReady } from './harness/ownFile.ts';
import {
  barButton,
  patience,
  press,
  results,
  setUp,
  shareLink,
  train,
  waitForPhase,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.ownData;

/** 30 columns: numbers with blanks, categories, one that never changes, a target of 0 and 1, a real one. */
function ownCsv(numRows: number): string {
  const stream = createStream(7, 'own');
  const numbers = Array.from({ length: 20 }, (_, index) => `x${index + 1}`);
  const kinds = Array.from({ length: 6 }, (_, index) => `kind ${index + 1}`);
  const header = [...numbers, ...kinds, 'unit', 'id', 'clicked', 'revenue'];
  const rows = Array.from({ length: numRows }, (_, row) => {
    const inputs = numbers.map(() => stream.normal());
    const [a = 0, b = 0, c = 0] = inputs;
    const cells = inputs.map((value) => (stream.uniform() < 0.03 ? '' : value.toFixed(3)));
    const chosen = kinds.map(
      (_kind, index) => `"${String.fromCharCode(97 + stream.integerBelow(3 + index))}, ${index}"`,
    );
    const clicked = Number(a + b + 0.5 * stream.normal() > 0.3);
    const revenue = (10 + 3 * (a + b) + 2 * c + stream.normal()).toFixed(2);
    return [...cells, ...chosen, 'kg', row + 1, clicked, revenue].join(',');
  });
  return `${[header.join(','), ...rows].join('\n')}\n`;
}

async function openPanel(page: Page): Promise<Locator> {
  await press(page, text.app.menu.more);
  await page
    .getByRole('button', { name: new RegExp(`^${text.app.ownData.menu.slice(0, 13)}`) })
    .first()
    .click();
  await panel(page).waitFor();
  return panel(page);
}

/** Presses what opens the file picker, and picks. */
async function choose(page: Page, button: Locator, name: string, content: string): Promise<void> {
  // From the disk: what the test hands over in words, the page would have to put together.
  const folder = await temporaryFolder(onTestFinished);
  await writeFile(join(folder, name), content);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles(join(folder, name));
}

const path =
  '#steps=100&eval=50&reps=3&budget=asConfigured&backend=wasm&batch=64&A=adattSp&B=ple&C=sharedBottom';

test('a CSV of 20,000 rows is previewed, set up, trained on, and asked for by its link', async ({
  openPage,
}) => {
  const page = await openPage({ path, ownBrowser: true });
  const csv = ownCsv(20_000);
  const dialog = await openPanel(page);
  const watch = await watchMainThread(page);
  await choose(page, dialog.getByRole('button', { name: words.choose.button }), 'own.csv', csv);
  await waitUntilReady(page);
  const { longestBusyMs } = await watch.end();
  expect(longestBusyMs, 'longest task of the main thread').toBeLessThan(200);

  await dialog.getByText(words.facts(20_000, 20_000, 30)).waitFor();
  const roleOf = (name: string) =>
    dialog.getByLabel(words.columns.roleOf(name), { exact: true }).inputValue();
  expect(await roleOf('x1')).toBe('number');
  expect(await roleOf('kind 1')).toBe('categories');
  expect(await roleOf('unit'), 'never changes').toBe('ignored');
  expect(await roleOf('id'), 'counts the rows').toBe('ignored');
  expect(await roleOf('clicked')).toBe('target');
  await dialog.getByText(text.tableFile.problems.blankNumbers('x1')).first().waitFor();

  await dialog.getByRole('button', { name: words.tasks.add }).click();
  await dialog.getByLabel(words.tasks.column(2)).selectOption('revenue');
  await waitUntilReady(page);
  const correlation = dialog.getByRole('group', {
    name: text.correlation.matrix(text.correlation.views.labels),
  });
  const label = await correlation.getByRole('img').first().getAttribute('aria-label');
  expect(Number(/0\.\d+/.exec(label ?? '')?.[0])).toBeGreaterThan(0.5);
  await useButton(page).click();
  await panel(page).waitFor({ state: 'hidden' });

  await train(page);
  await results(page).getByText(text.table.scope.rows).first().waitFor();

  const link = await shareLink(page);
  expect(link).not.toContain('kg');
  const other = await openPage({ path: new URL(link).hash });
  await results(other).getByText(text.sharing.fileFirst('own.csv')).waitFor();
  expect(await barButton(other, text.app.run.play).isDisabled()).toBe(true);
  await setUp(other).getByText('revenue').first().waitFor();
  await choose(
    other,
    results(other).getByRole('button', { name: text.app.ownData.choose('own.csv') }),
    'renamed.csv',
    csv,
  );
  await panel(other).waitFor({ state: 'hidden', ...patience });
  await train(other);
});

/** What the focus is on, as it is called. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const label = element?.getAttribute('aria-label') ?? labels[0]?.textContent ?? element?.textContent;
    return (label ?? '').trim();
  });

/** Presses Tab until the focus is on what is called so, or begins so; where it has been on the way. */
async function tabTo(page: Page, name: string): Promise<readonly string[]> {
  const passed: string[] = [];
  while (passed.length < 200) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    passed.push(now);
    if (now.startsWith(name)) return passed;
  }
  throw new Error(`The focus does not come to ${name}: ${passed.join(' | ')}`);
}

test('a file is brought, set up and used with the keyboard alone', { tags: 'thorough' }, async ({
  openPage,
}) => {
  const page = await openPage({ path });
  await tabTo(page, text.app.menu.more);
  await page.keyboard.press('Enter');
  await tabTo(page, text.app.ownData.menu);
  await page.keyboard.press('Enter');
  await panel(page).waitFor();
  expect(await tabTo(page, words.choose.example), 'in the order in which it is read').toEqual([
    text.app.ui.close,
    words.choose.button,
    words.choose.example,
  ]);
  await page.keyboard.press('Enter');
  await waitUntilReady(page);
  expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);

  const passed = await tabTo(page, words.columns.roleOf('visit'));
  expect(passed.filter((name) => name === '')).toEqual([]);
  await page.keyboard.type(words.columns.roles.categories.slice(0, 10));
  await tabTo(page, words.split);
  await page.keyboard.press('Enter');
  await tabTo(page, text.tableSetup.fields.resplits.label);
  await page.keyboard.press('Space');
  await waitUntilReady(page);
  await tabTo(page, words.use);
  await page.keyboard.press('Enter');
  await panel(page).waitFor({ state: 'hidden' });
  await expect.poll(() => page.url()).toContain('&resplit=on');
  expect(page.url()).toContain('visit:c');
  await tabTo(page, text.app.run.play);
  await page.keyboard.press('Enter');
  await waitForPhase(page, 'finished');
  await results(page).getByText(text.table.scopeOfResplits).first().waitFor();
});
