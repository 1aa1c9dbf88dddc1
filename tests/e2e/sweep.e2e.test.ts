/** Where does it start to pay? One setting swept on the page, from the estimate to the CSV. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  csvOf,
  enter,
  field,
  patience,
  setUp,
  showTab,
  sweep,
  sweepForm,
  unfold,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { actions, status, results: words, setUp: form } = text.sweep;

/** Some seconds a point: long enough to be seen growing, short enough to be waited for. */
const small = (rest: string): string =>
  `#source=synthetic&in=8&budget=asConfigured&train=200&val=50&test=50&reps=3&batch=16&backend=wasm&${rest}`;
const slow = small('tasks=3&steps=1600&eval=100&A=adattSp&B=sharedBottom&C=mmoe&D=ple');
const quick = small('tasks=2&steps=20&eval=10&A=adattSp&B=sharedBottom');

const noise = (page: Page): Locator =>
  field(page, { ...text.experiment.fields.task.noise, unit: text.experiment.noiseUnits.share });
const button = (page: Page, name: string): Locator =>
  sweepForm(page).getByRole('button', { name, exact: true });
/** A control by its label, behind which a unit may stand. */
const inForm = (page: Page, label: string): Locator => sweepForm(page).getByLabel(new RegExp(`^${label}`));
const pointRows = (page: Page): Locator =>
  page.getByRole('table', { name: words.points }).locator('tbody tr');
const trainedRows = (page: Page): Locator => pointRows(page).filter({ hasNotText: words.notTrained });

async function openSweep(page: Page, numPoints: number): Promise<void> {
  await showTab(page, 'sweep');
  await enter(inForm(page, text.sweep.numPoints.label), String(numPoints));
}

test('a sweep says its cost, grows, keeps what is finished when cancelled, and goes on', async ({
  openPage,
}) => {
  const page = await openPage({ path: slow });
  await openSweep(page, 4);
  await inForm(page, 'D · PLE').uncheck();
  await sweepForm(page).getByText('Values: −0.5, 0, 0.5, 1').waitFor();

  const size = text.sweep.cost.size(4 * 4 * 3);
  await sweepForm(page).getByText(text.sweep.cost.unknown(size)).waitFor(patience);
  await button(page, actions.start).click();
  // A busy page may show the next point first.
  await sweepForm(page)
    .getByText(/^point [12] of 4 · Correlation (−0\.5|0) · step [\d,]+ of 1,600$/)
    .waitFor(patience);
  await page.getByRole('progressbar', { name: status.progress }).waitFor();
  // It estimates while it runs.
  await sweepForm(page)
    .getByText(/^about .* left$/)
    .waitFor(patience);
  // It lives on when the reader looks at something else.
  await showTab(page, 'play');
  await showTab(page, 'sweep');
  await expect.poll(() => trainedRows(page).count(), patience).toBeGreaterThanOrEqual(2);
  await button(page, actions.cancel).click();
  const kept = await trainedRows(page).allTextContents();
  // On a slow machine the third may be finished before the click comes.
  expect([2, 3]).toContain(kept.length);
  const goOn = actions.goOnWith(4 - kept.length);

  await page.reload();
  await showTab(page, 'sweep');
  await button(page, goOn).waitFor(patience);
  expect(await inForm(page, 'D · PLE').isChecked()).toBe(false);
  expect(await trainedRows(page).allTextContents()).toEqual(kept);
  await button(page, goOn).click();
  await sweepForm(page)
    .getByText(new RegExp(`^point ${kept.length + 1} of 4 · Correlation `))
    .waitFor(patience);
  await sweepForm(page).getByText(actions.allTrained).waitFor(patience);
  expect((await trainedRows(page).allTextContents()).slice(0, kept.length)).toEqual(kept);
  expect(await trainedRows(page).count()).toBe(4);
  const [header, ...rows] = await csvOf(page, words.title('Correlation', null));
  expect(header).toMatch(/^correlation,architecture,task,gain,low,high,/);
  expect(rows).toHaveLength(4 * 3 * 4);
});

test('a point opens as the experiment, and is undone like any edit', { tags: 'thorough' }, async ({
  openPage,
}) => {
  const page = await openPage({ path: quick });
  await showTab(page, 'sweep');
  await inForm(page, form.axis).selectOption({ label: 'Noise' });
  await enter(inForm(page, form.from), '0');
  await enter(inForm(page, form.to), '1');
  await enter(inForm(page, text.sweep.numPoints.label), '2');
  await inForm(page, 'B · Shared-Bottom').uncheck();
  await sweep(page);
  await page.getByRole('button', { name: words.openAt('Noise 1') }).click();
  await unfold(page, 'Task 1');
  await expect.poll(() => noise(page).inputValue()).toBe('1');
  expect(await setUp(page).getByText('B · Shared-Bottom').count()).toBe(0);
  // The points are still those of what is in the form.
  await sweepForm(page).getByText(actions.allTrained).waitFor();
  await page.getByRole('button', { name: text.app.ui.undo }).click();
  await expect.poll(() => noise(page).inputValue()).toBe('0.25');
});
