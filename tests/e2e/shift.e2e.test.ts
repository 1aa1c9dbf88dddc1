/** Nothing moves by itself: not while the page loads, and not over a whole run. */
import { text } from '../../src/text/text.ts';
import { patience, results, showTab, waitForPhase } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

/** The layout's shift in all, by the measure of the browsers; also of what follows an input. */
const mostShift = 0.02;

test.for([1280, 390])(
  'little moves at %i px on a cold load, and over a run',
  {
    timeout: 300_000,
  },
  async (width, { openPage, annotate }) => {
    const page = await openPage({ ownBrowser: true, width, initScripts: [watchShifts] });
    await results(page).getByText(text.app.run.recorded).waitFor(patience);
    const shiftNow = () => page.evaluate(() => window.shifts);
    // What is loaded a moment later is there as well.
    await page.waitForTimeout(2000);
    const cold = await shiftNow();
    await page.keyboard.press('Space');
    await waitForPhase(page, 'finished');
    await page.waitForTimeout(1000);
    const all = await shiftNow();
    await annotate(
      `layout shift ${sum(cold).toFixed(4)} on the load, ${sum(all).toFixed(4)} with the run (${all.length})`,
    );
    expect(sum(cold)).toBeLessThanOrEqual(mostShift);
    expect(sum(all)).toBeLessThanOrEqual(mostShift);
  },
);

test.for([1280, 390])(
  'little moves at %i px where what was learned fills in',
  async (width, { openPage }) => {
    const page = await openPage({ ownBrowser: true, width, initScripts: [watchShifts] });
    await results(page).getByText(text.app.run.recorded).waitFor(patience);
    await page.waitForTimeout(1000);
    const before = (await page.evaluate(() => window.shifts)).length;
    await showTab(page, 'learned');
    await results(page).getByText(text.learned.quiet.trained(0)).waitFor(patience);
    await page.waitForTimeout(1000);
    const after = await page.evaluate(() => window.shifts);
    expect(sum(after.slice(before))).toBeLessThanOrEqual(mostShift);
  },
);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

declare global {
  interface Window {
    shifts: number[];
  }
}

/** Runs in the page. */
function watchShifts(): void {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if ('value' in entry) window.shifts.push(Number(entry.value));
  }).observe({ type: 'layout-shift', buffered: true });
}
