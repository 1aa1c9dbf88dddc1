/** Going back in a large run: the page follows the hand. */
import type { Page } from 'playwright-core';
import { boundOf, watchMainThread } from '../harness/mainThread.ts';
import { results, scrubber, shownStep, showTab, train } from '../harness/playground.ts';
import { expect, test } from '../harness/test.ts';

const maxTaskMs = 100;
const eightCards = 'A=adattSp&B=ple&C=mmoe&D=sharedBottom&E=adatt&F=mlmmoe&G=crossStitch&H=singleTask';
const middleStep = 100;
/** Few rows, since what the pictures show does not grow with them. */
const path =
  '#tasks=3&source=synthetic&in=8&train=200&val=50&test=50&batch=32&reps=5&eval=5&backend=wasm' +
  `&steps=${2 * middleStep}&${eightCards}`;

test('eight architectures in five repetitions: the page answers while the scrubber is dragged', async ({
  openPage,
  annotate,
}) => {
  const page = await openPage({ path, ownBrowser: true });
  await train(page);
  for (const tab of ['play', 'gates', 'equations'] as const) {
    await showTab(page, tab);
    await results(page).locator('svg[data-picture]').first().waitFor();
    const mainThread = await watchMainThread(page);
    await drag(page);
    const { longestMs, longestBusyMs } = await mainThread.end();
    await annotate(`${tab}: longest task ${longestMs} ms by the clock, ${longestBusyMs} ms of computing`);
    expect(await shownStep(page), `${tab}, where it was dropped`).toBe(middleStep);
    expect(longestBusyMs, tab).toBeLessThanOrEqual(boundOf(maxTaskMs));
  }
});

/** From the end to the start and back to the middle, as a hand does: many small moves; until all is drawn. */
async function drag(page: Page): Promise<void> {
  const box = await scrubber(page).boundingBox();
  if (box === null) throw new Error('There is no scrubber.');
  const { mouse } = page;
  const y = box.y + box.height / 2;
  await mouse.move(box.x + box.width - 8, y);
  await mouse.down();
  await mouse.move(box.x + 8, y, { steps: 60 });
  await mouse.move(box.x + box.width / 2, y, { steps: 40 });
  await mouse.up();
  await expect.poll(() => shownStep(page)).toBe(middleStep);
  await page.evaluate(twoFrames);
}

/** Runs in the page: until what was to be drawn is drawn. */
function twoFrames(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
