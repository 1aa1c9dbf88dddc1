/** Gates read honestly: the paper's figure 3, alarms that lead to their cells, and the health of a sparse task's experts. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { changeLook, looks } from './harness/looks.ts';
import { csvOf, patience, results, runWithAlarm, showTab, textOf, train } from './harness/playground.ts';
import { expect, test, testOnePage } from './harness/test.ts';

const { architectures } = text.app;
const { readings, views, alarms } = text.gates;
const adattSp = architectures.name('A', text.models.label.adattSp);
const ple = architectures.name('B', text.models.label.ple);

/**
 * The set-up of figure 3: one expert per task, two levels, tasks 1 and 2 related; small, with features worth lending. The link
 * is of version 1, as it was when it was tried which gates it leads to.
 */
const figure3 =
  '#v=1&tasks=3&corr=.9,.05,.05&source=sharedFeatures&feat=6&common=0&in=16&train=4000&val=200&test=1000&reps=3&batch=64' +
  '&lr=.005&steps=1200&eval=200&backend=wasm&A=adattSp&B=ple';

const level = (page: Page, number: number): Locator =>
  results(page).getByRole('region', { name: text.app.ui.level(number), exact: true });

const mapOf = (page: Page, number: number, title: string): Locator =>
  level(page, number).getByRole('figure', { name: title, exact: true });

const choose = (page: Page, label: string): Promise<void> =>
  page.getByRole('tabpanel').getByText(label, { exact: true }).and(page.locator('label')).click();

/** Weights by reading, unit and expert; null: the cell cannot exist. */
type Weights = (reading: string) => readonly (readonly (number | null)[])[];

async function weightsOf(page: Page, number: number, title: string): Promise<Weights> {
  const [header = '', ...lines] = await csvOf(page, title, level(page, number));
  const rows = lines.map((line) => line.split(','));
  const units = [...new Set(rows.map(([unit]) => unit))];
  return (reading) => {
    const at = header.split(',').indexOf(reading);
    const weightIn = (row: readonly string[]) => (row[at] === '' ? null : Number(row[at]));
    return units.map((unit) => rows.filter(([name]) => name === unit).map(weightIn));
  };
}

const totals = (rows: readonly (readonly (number | null)[])[]): readonly number[] =>
  rows.map((row) => row.reduce<number>((sum, weight) => sum + (weight ?? 0), 0));

const near = (...values: readonly number[]) => values.map((value) => expect.closeTo(value, 5));

test("reads the paper's figure 3: gates, native weights and their sums", async ({ openPage }) => {
  const page = await openPage({ path: figure3 });
  await train(page);
  await showTab(page, 'gates');
  for (const number of [1, 2]) {
    const weights = await weightsOf(page, number, adattSp);
    expect(totals(weights('gate')), 'gates').toEqual(near(1, 1, 1));
    expect(weights('native'), 'native').toEqual([
      [1, null, null],
      [null, 1, null],
      [null, null, 1],
    ]);
    expect(totals(weights('sum')), 'sum').toEqual(near(2, 2, 2));
    expect(totals(weights('contribution')), 'contribution').toEqual(near(1, 1, 1));
    // The related tasks lend to each other more than the outsider does, and take more from each other than it takes.
    const [first = [], second = [], third = []] = weights('gate');
    expect(first[1], 'from 2 to 1').toBeGreaterThan(first[2] ?? 1);
    expect(second[0], 'from 1 to 2').toBeGreaterThan(second[2] ?? 1);
    expect(third[2], 'from 3 to itself').toBeGreaterThan((third[0] ?? 1) + (third[1] ?? 1));
  }

  const own = mapOf(page, 1, adattSp);
  await expect.poll(() => own.getByText(text.charts.rowTotal('2.00')).count()).toBe(3);
  await choose(page, readings.native);
  await expect.poll(() => own.locator('[data-fixed]').count()).toBe(3);
  await own.getByText(text.charts.fixedAtOne).waitFor();
  await choose(page, readings.gate);
  await expect.poll(() => own.getByText(text.charts.rowTotal('1.00')).count()).toBe(3);
});

const testMaps = testOnePage(async (openPage) => {
  const page = await openPage({ path: figure3.replace('steps=1200', 'steps=40') });
  await train(page);
  await showTab(page, 'gates');
  return page;
});

testMaps('hatches what PLE cannot have, expert by expert and from task to task', async ({ page }) => {
  await choose(page, readings.gate);
  const [none, some] = [null, expect.any(Number)];
  const task = [
    [some, none, none, some],
    [none, some, none, some],
    [none, none, some, some],
  ];
  for (const view of [views.experts, views.tasks]) {
    await choose(page, view);
    expect((await weightsOf(page, 1, ple))('gate'), view).toEqual([...task, [some, some, some, some]]);
    expect((await weightsOf(page, 2, ple))('gate'), view).toEqual(task);
    expect(await mapOf(page, 2, ple).locator('[data-missing]').count(), view).toBe(6);
  }
  await mapOf(page, 2, ple).getByText(text.charts.notConnected, { exact: true }).waitFor();
});

testMaps('a cell is kept by Enter until it is chosen again', async ({ page }) => {
  await choose(page, views.experts);
  const figure = mapOf(page, 1, adattSp);
  const map = figure.getByRole('application');
  await map.focus();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'Enter']) await map.press(key);
  const cell = text.charts.cell('Task 3', 'Task 2 expert');
  await map.blur();
  await figure.getByText(cell).waitFor();
  await choose(page, views.tasks);
  await figure.getByText(text.charts.cell('Task 3', 'Task 2'), { exact: true }).waitFor();
  await map.focus();
  await map.press('Escape');
  await map.blur();
  await figure.getByText(text.charts.heatMapHint).waitFor();
});

test('an alarm is on the tab, is read aloud, and leads to the cells that cause it', async ({ openPage }) => {
  const page = await openPage({ path: runWithAlarm });
  await train(page);
  const tab = page.getByRole('tab', { name: text.app.places.inspect });
  await tab.getByText(alarms.count(1)).waitFor(patience);
  const aloud = page.locator('[aria-live]').filter({ hasText: alarms.announce('') });
  expect(await textOf(aloud)).toContain('Task 3 gives its own experts less than 10 %');

  await tab.click();
  for (const view of [views.health, views.tasks, views.experts]) {
    await choose(page, view);
    await results(page).getByRole('button', { name: alarms.show }).click();
    const figure = mapOf(page, 2, adattSp);
    const map = figure.getByRole('application');
    expect(await map.evaluate((element) => element === document.activeElement), view).toBe(true);
    await expect.poll(() => map.evaluate(isOnScreen)).toBe(true);
    expect(await figure.locator('[data-alarm]').count(), view).toBe(1);
    const expert = view === views.tasks ? 'Task 3' : 'Task 3 expert';
    await figure.getByText(text.charts.cell('Task 3', expert), { exact: true }).waitFor();
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
