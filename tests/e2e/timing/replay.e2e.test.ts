/** A replay that moves: the page stays free for the reader, and pictures come often enough to look like motion. */
import { text } from '../../../src/text/text.ts';
import { boundOf, watchMainThread } from '../harness/mainThread.ts';
import { patience, results } from '../harness/playground.ts';
import { expect, test } from '../harness/test.ts';

const words = text.time;
const maxTaskMs = 50;

/** Runs in the page: counts the frames in which ribbons have changed, and the milliseconds from the first to the last. */
function watchRibbons(): void {
  const seen = { numFrames: 0, firstMs: 0, lastMs: 0 };
  Object.assign(window, { ribbonsSeen: seen });
  let last = '';
  const look = () => {
    const ribbons = document.querySelectorAll<SVGPathElement>('[data-stage] [data-kind="gate"]');
    const now = [...ribbons].map(({ style }) => style.strokeWidth).join();
    if (now !== last && last !== '') {
      seen.numFrames++;
      seen.lastMs = performance.now();
      if (seen.numFrames === 1) seen.firstMs = seen.lastMs;
    }
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

declare global {
  interface Window {
    ribbonsSeen: { readonly numFrames: number; readonly firstMs: number; readonly lastMs: number };
  }
}

test('replays the opening run at seven pictures a second or more, with no long task', async ({
  openPage,
  annotate,
}) => {
  const page = await openPage({ ownBrowser: true });
  await results(page).getByText(text.app.run.recorded).waitFor(patience);
  await results(page).locator('svg[data-picture]').first().waitFor();
  // What is drawn in turns after the load is drawn.
  await page.waitForTimeout(3000);
  await page.evaluate(watchRibbons);
  const mainThread = await watchMainThread(page);
  await page.getByRole('button', { name: words.play, exact: true }).click();
  const stop = page.getByRole('button', { name: words.stop, exact: true });
  await stop.waitFor();
  await stop.waitFor({ ...patience, state: 'detached' });
  const { longestMs, longestBusyMs } = await mainThread.end();
  const { numFrames, firstMs, lastMs } = await page.evaluate(() => window.ribbonsSeen);
  const perSecond = (1000 * (numFrames - 1)) / (lastMs - firstMs);
  await annotate(
    `${numFrames} pictures, ${perSecond.toFixed(1)} a second; longest task ${longestMs} ms by the clock, ${longestBusyMs} ms of computing`,
  );
  expect(longestBusyMs).toBeLessThanOrEqual(boundOf(maxTaskMs));
  expect(perSecond * boundOf(1)).toBeGreaterThanOrEqual(7);
});
