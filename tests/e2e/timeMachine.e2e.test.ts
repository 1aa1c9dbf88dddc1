/** Going back in a run: everything shows the moment chosen, the run goes on where it stands, and stays the same run. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  csvOf,
  enter,
  field,
  openMore,
  patience,
  press,
  results,
  scrubber,
  setSpeed,
  shareLink,
  showLosses,
  shownStep,
  showTab,
  showTable,
  smallRun,
  stepOf,
  textOf,
  train,
  waitForPause,
  waitForPhase,
  waitForStepAfter,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { run: words, architectures } = text.app;
const evalEvery = 5;
const numSteps = 80;
const path = smallRun(`backend=wasm&steps=${numSteps}&eval=${evalEvery}&A=adattSp&B=ple`);
const nameOfA = architectures.name('A', text.models.label.adattSp);

/** Moves the scrubber with the keyboard until it says `step`. */
async function scrubTo(page: Page, step: number): Promise<void> {
  await scrubber(page).press('Home');
  while ((await shownStep(page)) < step) await scrubber(page).press('ArrowRight');
  expect(await shownStep(page)).toBe(step);
}

/** What the table behind the first picture of architecture A says. */
async function numbersOfA(page: Page): Promise<string> {
  const figure = results(page).getByRole('figure', { name: nameOfA, exact: true }).first();
  if ((await figure.getByRole('table').count()) === 0) await showTable(figure);
  return textOf(figure.getByRole('table'));
}

/** Heat map and diagram of the moment shown. */
async function weightsOf(page: Page): Promise<readonly string[]> {
  await showTab(page, 'gates');
  const map = await numbersOfA(page);
  await showTab(page, 'equations');
  return [map, await numbersOfA(page)];
}

/** Trains on from where it stands and pauses beyond `step`; returns where. */
async function trainBeyond(page: Page, step: number): Promise<number> {
  await press(page, words.play);
  await waitForStepAfter(page, step);
  await press(page, words.pause);
  await waitForPhase(page, 'paused');
  // What was said of the pause before may still stand there.
  await expect.poll(() => waitForPause(page), patience).toBeGreaterThan(step);
  return waitForPause(page);
}

/** The test losses of task 1 at the steps evaluated on schedule. */
async function curveOf(page: Page): Promise<readonly string[]> {
  await showLosses(page);
  const lines = await csvOf(page, 'Task 1');
  return lines.filter((line) => Number(line.split(',')[3]) % evalEvery === 0);
}

test('shows an earlier step everywhere, and goes on as if nobody had looked', async ({ openPage }) => {
  const page = await openPage({ path });
  await setSpeed(page, words.speedOf(10));
  const early = await trainBeyond(page, 6);
  const weightsThen = await weightsOf(page);
  const late = await trainBeyond(page, early + 2 * evalEvery);
  const weightsNow = await weightsOf(page);
  expect(weightsNow).not.toEqual(weightsThen);

  await scrubTo(page, early);
  expect(await weightsOf(page)).toEqual(weightsThen);
  await results(page)
    .getByText(text.panels.network.note(String(early)))
    .waitFor();
  await showTab(page, 'play');
  await showLosses(page);
  // Curves are drawn a moment after they are asked for.
  const isOnCurve = async () =>
    Math.abs((await cursorPlaceOf(page)) - (await placeOnCurveOf(page, early))) < 0.5;
  await expect.poll(isOnCurve, { ...patience, message: 'the cursor' }).toBe(true);
  // The table stands below the window and is there once one scrolls.
  await page.mouse.wheel(0, 900);
  await results(page)
    .getByText(text.panels.compare.tableTitle('test', String(early)))
    .waitFor();

  await press(page, words.step);
  await expect.poll(() => stepOf(page), patience).toBe(late + 1);
  await expect.poll(() => shownStep(page), patience).toBe(late + 1);
  expect(await results(page).locator('[class*="cursor"] line').count(), 'no cursor at the newest').toBe(0);
});

test('a learning rate changed on the way is marked, in the link, and part of the same run again', async ({
  openPage,
}) => {
  const page = await openPage({ path });
  await setSpeed(page, words.speedOf(10));
  const pausedAt = await trainBeyond(page, 4);
  await openMore(page);
  await enter(field(page, text.experiment.fields.training.learningRate), '0.02');
  await page.getByText(text.settings.training.change(String(pausedAt), '0.02')).waitFor();
  await setSpeed(page, words.fullSpeed);
  await train(page);
  await scrubber(page).press('Home');
  const mark = text.time.learningRate('0.02', String(pausedAt));
  await page.getByRole('img', { name: mark, exact: true }).waitFor();
  const marks = results(page).locator('svg text').filter({ hasText: 'η 0.02' });
  expect(await marks.count(), 'charts that mark it').toBe(2);
  expect(await shareLink(page)).toContain(`lrs=${pausedAt}:.02`);
  const curve = await curveOf(page);

  await press(page, words.reset);
  await waitForPhase(page, 'idle');
  expect(await scrubber(page).count(), 'nothing to go back to').toBe(0);
  await train(page);
  expect(await shownStep(page)).toBe(numSteps);
  expect(await curveOf(page)).toEqual(curve);
});

/** Where the line of the cursor stands in the chart of task 1, in pixels. */
async function cursorPlaceOf(page: Page): Promise<number> {
  const line = chartOf(page).locator('[class*="cursor"] line');
  return Number(await line.getAttribute('x1'));
}

/** Where the curve of architecture A has its point of `step`, of those evaluated so far. */
async function placeOnCurveOf(page: Page, step: number): Promise<number> {
  const lines = (await csvOf(page, 'Task 1')).filter((line) => line.includes(nameOfA));
  const steps = [...new Set(lines.map((line) => Number(line.split(',')[3])))];
  const d = await chartOf(page).locator('.recharts-line-curve').first().getAttribute('d');
  const points = (d ?? '').split(/[ML]/).slice(1);
  if (points.length !== steps.length) return Number.NaN;
  return Number(points[steps.indexOf(step)]?.split(',')[0]);
}

const chartOf = (page: Page): Locator => results(page).getByRole('figure', { name: 'Task 1', exact: true });
