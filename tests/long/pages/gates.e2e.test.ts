/** Alarms lead to their cells, and what is said of gates has room. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { changeLook, looks } from '../../e2e/harness/looks.ts';
import {
  chooseLabel as choose,
  patience,
  results,
  runWithAlarm,
  showTab,
  textOf,
  train,
} from '../../e2e/harness/playground.ts';
import { expect, test, testOnePage } from '../../e2e/harness/test.ts';

const { architectures } = text.app;
const { views, alarms } = text.gates;
const adattSp = architectures.name('A', text.models.label.adattSp);
const level = (page: Page, number: number): Locator =>
  results(page).getByRole('region', { name: text.app.ui.level(number), exact: true });

const mapOf = (page: Page, number: number, title: string): Locator =>
  level(page, number).getByRole('figure', { name: title, exact: true });

test('an alarm is on the tab, is read aloud, and leads to the cells that cause it', async ({ openPage }) => {
  const page = await openPage({ path: runWithAlarm });
  await train(page);
  const tab = page.getByRole('tab', { name: text.app.places.inspect });
  await tab.getByText(alarms.count(1)).waitFor(patience);
  const aloud = page.locator('[aria-live]').filter({ hasText: alarms.announce('') });
  expect(await textOf(aloud)).toContain('Task 3 gives its own experts less than 10 %');

  await tab.click();
  // With one expert of each task another view would show the same.
  expect(await page.getByRole('radio', { name: views.tasks }).count()).toBe(0);
  for (const view of [views.health, views.experts]) {
    await choose(page, view);
    await results(page).getByRole('button', { name: alarms.show }).click();
    const figure = mapOf(page, 2, adattSp);
    const map = figure.getByRole('application');
    expect(await map.evaluate((element) => element === document.activeElement), view).toBe(true);
    await expect.poll(() => map.evaluate(isOnScreen)).toBe(true);
    expect(await figure.locator('[data-alarm]').count(), view).toBe(1);
    await figure.getByText(text.charts.cell('Task 3', 'Task 3 expert'), { exact: true }).waitFor();
  }
});

/** Runs in the page. */
function isOnScreen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

const testLook = testOnePage(async (openPage) => {
  const page = await openPage({ path: `${runWithAlarm}&C=mmoe` });
  await train(page);
  await showTab(page, 'gates');
  return page;
});

testLook.for(looks)(
  'health, alarms and definitions fit $width px, $theme',
  async ({ width, theme }, { page }) => {
    await changeLook(page, { width, theme });
    for (const label of Object.values(views)) {
      await choose(page, label);
      await level(page, 2).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), label).toBe(width);
    }
    const use = level(page, 2).getByRole('region', { name: adattSp, exact: true });
    const cells = await use.getByRole('table').first().locator('tbody tr td:nth-child(2)').allTextContents();
    expect(cells).toHaveLength(3);
    const total = cells.reduce((sum, cell) => sum + Number.parseFloat(cell), 0);
    expect(total, 'use of the experts of a level').toBeCloseTo(1, 1);
    await results(page).getByRole('button', { name: text.gates.help.title }).click();
    await page.getByText(text.gates.help.contains.gateOnOwn, { exact: false }).waitFor();
    await page.keyboard.press('Escape');
  },
);
