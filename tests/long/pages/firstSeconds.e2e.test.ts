/** The first ten seconds: the recorded run plays between recorded weights, and invites to move a cell. */
import type { Page } from 'playwright-core';
import { sum } from '../../../src/models/counts.ts';
import { text } from '../../../src/text/text.ts';
import { boundOf, onceMore } from '../../e2e/harness/mainThread.ts';
import { patience, scrubber, shownStep, stage } from '../../e2e/harness/playground.ts';
import { shiftsOf, watchShifts } from '../../e2e/harness/shifts.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const words = text.captions;

/** To the first motion after the first paint, in milliseconds. */
const mostUntilMotionMs = 1000;
const mostShift = 0.02;

const found = (page: Page) => stage(page).getByText(/^Tasks (1 and 2|3 and 4) now borrow from each other\.$/);
const isReplay = (page: Page) => stage(page).getByText(words.replay, { exact: true });

/** Widths of the ribbons that have a weight, as they were drawn at a time. */
interface Picture {
  readonly ms: number;
  readonly step: number;
  readonly widths: Readonly<Record<string, number>>;
}

declare global {
  interface Window {
    firstPictures: Picture[];
  }
}

/** Runs in the page: notes every frame in which ribbons have changed. */
function watchStage(): void {
  window.firstPictures = [];
  let last = '';
  const look = () => {
    const ribbons = document.querySelectorAll<SVGPathElement>(
      '[data-stage] [data-kind="gate"], [data-stage] [data-kind="native"]',
    );
    const widths: Record<string, number> = {};
    let figure = -1;
    let svg: Element | null = null;
    for (const ribbon of ribbons) {
      if (ribbon.ownerSVGElement !== svg) figure++;
      svg = ribbon.ownerSVGElement;
      widths[`${figure} ${ribbon.dataset['edge']}`] = Number(ribbon.style.strokeWidth);
    }
    const now = JSON.stringify(widths);
    if (now !== last && ribbons.length > 0) {
      const slider = document.querySelector('section input[type="range"][aria-valuetext]');
      const [said = '-1'] = /[\d,]+/.exec(slider?.getAttribute('aria-valuetext') ?? '') ?? [];
      window.firstPictures.push({ ms: performance.now(), step: Number(said.replace(',', '')), widths });
    }
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const seenIn = (page: Page): Promise<readonly Picture[]> => page.evaluate(() => window.firstPictures);

const firstPaintOf = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);

/** The ribbons at every recorded moment, by its step. */
async function recordedIn(page: Page): Promise<ReadonlyMap<number, Picture['widths']>> {
  const recorded = new Map<number, Picture['widths']>();
  await scrubber(page).press('Home');
  for (let more = true; more; ) {
    const step = await shownStep(page);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    recorded.set(step, (await seenIn(page)).at(-1)?.widths ?? {});
    await scrubber(page).press('ArrowRight');
    more = (await shownStep(page)) !== step;
  }
  return recorded;
}

/** Waits until the recorded run of a first visit has ended; it began in time, and nothing moved but ribbons. `note` is told how soon. */
async function playedOnce(
  page: Page,
  invitation: string,
  note: (figures: string) => Promise<unknown>,
): Promise<readonly Picture[]> {
  await isReplay(page).waitFor(patience);
  await found(page).waitFor(patience);
  await stage(page).getByText(invitation).waitFor(patience);
  expect(await isReplay(page).count()).toBe(0);
  expect(await found(page).count(), 'said as it happens').toBe(0);
  await stage(page)
    .getByText(/^Tasks (1 and 2|3 and 4) borrow from each other by step/)
    .waitFor();
  const seen = await seenIn(page);
  const untilMotionMs = (seen[1]?.ms ?? Number.NaN) - (await firstPaintOf(page));
  const shift = sum(await shiftsOf(page));
  await note(
    `${invitation} First motion ${Math.round(untilMotionMs)} ms after the first paint, ${seen.length - 1} pictures, layout shift ${shift.toFixed(4)}`,
  );
  expect(untilMotionMs).toBeLessThanOrEqual(boundOf(mostUntilMotionMs));
  expect(shift).toBeLessThanOrEqual(mostShift);
  return seen;
}

test(
  'the recorded run plays at once and ends by itself; what it shows lies between recorded weights',
  onceMore,
  async ({ openPage, annotate }) => {
    const open = (width: number) =>
      openPage({ firstVisit: true, width, initScripts: [watchStage, watchShifts] });
    const [page, phone] = await Promise.all([open(1280), open(390)]);
    const [pictures] = await Promise.all([
      playedOnce(page, words.drag, annotate),
      playedOnce(phone, words.slide, annotate),
    ]);

    // What is drawn between two moments does not depend on the width.
    const recorded = await recordedIn(page);
    const steps = [...recorded.keys()];
    expect(steps.length).toBeGreaterThan(2);
    let numBetween = 0;
    for (const { step, widths } of pictures) {
      const ends = [step, steps[steps.indexOf(step) + 1] ?? step].map((one) => recorded.get(one));
      for (const [ribbon, drawn] of Object.entries(widths)) {
        const [before = Number.NaN, after = Number.NaN] = ends.map((moment) => moment?.[ribbon]);
        // What is written in the style has as many digits as the browser keeps.
        expect(drawn, `${ribbon} at step ${step}`).toBeGreaterThanOrEqual(Math.min(before, after) - 1e-4);
        expect(drawn, `${ribbon} at step ${step}`).toBeLessThanOrEqual(Math.max(before, after) + 1e-4);
        if (Math.abs(drawn - before) > 0.01 && Math.abs(drawn - after) > 0.01) numBetween++;
      }
    }
    expect(numBetween, 'ribbons seen between two moments').toBeGreaterThan(20);
  },
);

test.for([1280, 390])('at %i px the invitation leads to what moves the cell', async (width, { openPage }) => {
  const page = await openPage({ firstVisit: true, width });
  await isReplay(page).waitFor(patience);
  await page.keyboard.press('Shift');
  await stage(page)
    .getByRole('button', { name: words.cell('Task 1', 'Task 2') })
    .click();
  const pair = text.correlation.pair('Task 1', 'Task 2');
  const label = width < 900 ? text.correlation.sliderOf(pair) : text.correlation.cell('Task 1', 'Task 2');
  const input = page.getByLabel(label, { exact: true });
  await expect.poll(() => input.evaluate((one) => one === document.activeElement)).toBe(true);
});
