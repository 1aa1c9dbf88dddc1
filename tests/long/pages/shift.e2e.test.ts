/** Nothing moves by itself: not while the page loads, not over a whole run, and not where another place or reading is looked at. */
import { sum } from '../../../src/models/counts.ts';
import { text } from '../../../src/text/text.ts';
import {
  bar,
  patience,
  press,
  results,
  setSpeed,
  showTab,
  smallRun,
  train,
  waitForPhase,
  waitForStepAfter,
  waitForTab,
} from '../../e2e/harness/playground.ts';
import { shiftsOf, unaskedShiftsOf, watchShifts } from '../../e2e/harness/shifts.ts';
import { expect, test } from '../../e2e/harness/test.ts';

/** The layout's shift in all, by the measure of the browsers; also of what follows an input. */
const mostShift = 0.02;
/** Long enough for everything that comes while it trains. */
const path = smallRun('backend=wasm&steps=400&eval=50&A=adattSp&B=ple').replace('reps=2', 'reps=3');

/** Looks at a wide page and at a phone side by side: most of the time is spent waiting for what should not move. */
const onBoth = (look: (width: number) => Promise<void>) => Promise.all([1280, 390].map(look));

/** On a wide page `thumbnails.e2e.test.ts` looks at the same. */
test('on a phone little moves on a cold load, and where small pictures and planes fill in', async ({
  openPage,
  annotate,
}) => {
  const page = await openPage({ savesData: false, width: 390, initScripts: [watchShifts] });
  await results(page).getByText(text.app.run.recorded).waitFor(patience);
  // What is loaded a moment later is there as well, and what a page at rest trains has begun.
  await page.locator('[data-thumbnail]').first().waitFor(patience);
  const cold = await shiftsOf(page);
  await showTab(page, 'learned');
  await results(page).getByText(text.learned.retraining.trained(0)).waitFor(patience);
  await page.waitForTimeout(1000);
  const filled = (await shiftsOf(page)).slice(cold.length);
  await annotate(
    `layout shift ${sum(cold).toFixed(4)} on the load, ${sum(filled).toFixed(4)} where planes fill in`,
  );
  expect(sum(cold)).toBeLessThanOrEqual(mostShift);
  expect(sum(filled)).toBeLessThanOrEqual(mostShift);
});

test('little moves over a run, and from place to place after it', async ({ openPage, annotate }) => {
  await onBoth(async (width) => {
    const page = await openPage({ width, path, initScripts: [watchShifts] });
    await train(page);
    await page.waitForTimeout(1000);
    const all = await shiftsOf(page);
    await annotate(`layout shift at ${width} px ${sum(all).toFixed(4)} on the load and over the run`);
    expect(sum(all), `${width} px`).toBeLessThanOrEqual(mostShift);

    for (const tab of ['gates', 'row', 'learned', 'equations', 'sweep', 'play'] as const) {
      const before = await shiftsOf(page);
      await showTab(page, tab);
      await waitForTab(page, tab);
      await page.waitForTimeout(500);
      const switched = (await shiftsOf(page)).slice(before.length);
      await annotate(`layout shift ${sum(switched).toFixed(4)} to ${tab} at ${width} px`);
      expect(sum(switched), `${tab} at ${width} px`).toBeLessThanOrEqual(mostShift);
    }

    for (const name of choicesOfCurves) {
      const before = await shiftsOf(page);
      await page
        .locator('#curves')
        .getByRole('radio', { name, exact: true, includeHidden: true })
        .evaluate((radio: HTMLInputElement) => radio.click());
      await page.waitForTimeout(250);
      expect(sum((await shiftsOf(page)).slice(before.length)), `${name} at ${width} px`).toBeLessThanOrEqual(
        mostShift,
      );
    }

    if (width > 390) return;
    // On a phone what comes with the end of a run finds the reader far below, who is there before it ends.
    await setSpeed(page, text.app.run.speedOf(10));
    await press(page, text.app.run.playAgain);
    await waitForStepAfter(page, 0);
    const last = page.locator('#curves ~ *').last();
    await last.evaluate((element) => element.scrollIntoView());
    await page.waitForTimeout(150);
    const before = await shiftsOf(page);
    // With the menu open, which must not move under the hand either.
    await press(page, text.app.menu.more);
    await bar(page)
      .getByRole('combobox', { name: text.app.run.speed, exact: true })
      .selectOption(text.app.run.fullSpeed);
    await waitForPhase(page, 'finished');
    await page.waitForTimeout(500);
    const late = (await shiftsOf(page)).slice(before.length);
    await annotate(`layout shift ${sum(late).toFixed(4)} at the end of a run, far below`);
    expect(sum(late)).toBeLessThanOrEqual(mostShift);
  });
});

test('a gate of a saved run keeps its place until its numbers come, and all below it stays', async ({
  openPage,
}) => {
  await onBoth(async (width) => {
    const page = await openPage({ width, initScripts: [watchShifts] });
    await results(page).getByText(text.app.run.recorded).waitFor(patience);
    await page.waitForTimeout(1000);
    const before = await unaskedShiftsOf(page);
    await results(page).getByRole('application').first().focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    const gate = results(page).getByRole('region', { name: text.gate.gate, exact: true });
    await gate.locator('[data-ribbon]').first().waitFor(patience);
    await page.waitForTimeout(500);
    const moved = (await unaskedShiftsOf(page)).slice(before.length);
    expect(sum(moved), `${width} px`).toBeLessThanOrEqual(mostShift / 10);
  });
});

const { readings, splits, abscissas, scales } = text.panels.compare;
/** Names of all that may be chosen for the curves, in an order in which each changes something. */
const choicesOfCurves = [readings, splits, abscissas, scales, readings].flatMap((names) =>
  Object.values(names),
);
