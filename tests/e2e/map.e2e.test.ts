/** When does AdaTT pay? The recorded map in *Sweep*, where the experiment stands on it, and a cell that is opened. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { mapCorrelations, mapPoints } from '../studies/mapPlan.ts';
import { patience, results, savedAs, showTab } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.map;

const map = (page: Page): Locator => results(page).getByRole('application', { name: /^Map: who wins of/ });
const said = (page: Page): Promise<string | null> =>
  results(page).getByRole('figure', { name: words.title }).getByRole('status').textContent();
const cellOf = (page: Page, row: number, column: number): Locator =>
  page.getByRole('spinbutton', { name: text.correlation.cell(`Task ${row}`, `Task ${column}`), exact: true });
/** From the left of the map. */
const markAt = async (page: Page): Promise<number> =>
  (await map(page).locator('[data-here]').first().boundingBox())?.x ?? Number.NaN;

test('the map says where the experiment stands as its matrix is edited, and a click opens a cell', async ({
  openPage,
}) => {
  const page = await openPage();
  await showTab(page, 'map');
  await map(page).waitFor(patience);
  expect(await said(page)).toBe(words.here.at(words.here.onAverage(0.3, 10_000), [words.here.uneven]));
  expect(await map(page).locator('[data-winner]').count()).toBe(mapPoints.length);
  for (const cell of await map(page).locator('[data-winner=""]').all())
    expect(await cell.getAttribute('fill')).toMatch(/^url\(/);

  const before = await markAt(page);
  await cellOf(page, 1, 2).fill('0.6');
  await cellOf(page, 1, 2).press('Enter');
  await expect
    .poll(() => said(page))
    .toBe(words.here.at(words.here.onAverage(0.25, 10_000), [words.here.uneven]));
  expect(await markAt(page)).toBeLessThan(before);

  const saved = await savedAs(page, words.title, 'csv');
  expect(saved.content.toString().trim().split('\r\n')).toHaveLength(1 + 2 * mapPoints.length);

  // The last column, the row of the most labels.
  const last = map(page)
    .locator('[data-winner]')
    .nth(mapCorrelations.length - 1);
  await last.click();
  await page
    .getByText(words.opened(words.setting(1, 30_000)))
    .first()
    .waitFor();
  await expect.poll(() => cellOf(page, 1, 2).inputValue()).toBe('1');
  await page.mouse.move(0, 0);
  await expect
    .poll(() => said(page))
    .toMatch(/^You are here\. Correlation 1, 30,000 labels per task: .* to /);
  await page.getByRole('button', { name: text.app.ui.undo, exact: true }).click();
  await expect.poll(() => cellOf(page, 1, 2).inputValue()).toBe('0.6');
});
