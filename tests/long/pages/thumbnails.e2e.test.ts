/** Small pictures above the towers: they come by themselves, fill in, go back with the scrubber, and move nothing. */
import type { Page } from 'playwright-core';
import { sum } from '../../../src/models/counts.ts';
import { text } from '../../../src/text/text.ts';
import { patience, results, scrubber, stage } from '../../e2e/harness/playground.ts';
import { shiftsOf, watchShifts } from '../../e2e/harness/shifts.ts';
import { expect, test } from '../../e2e/harness/test.ts';
import { recordWorkers } from '../../e2e/harness/workers.ts';

const { run } = text.app;

/** A page is at rest so long before it trains for them, in milliseconds. */
const restMs = 1000;

const squares = (page: Page) => stage(page).locator('[data-thumbnail]');
const titled = (page: Page, step: string, isPair = true) =>
  squares(page)
    .locator('title')
    .getByText(text.charts.thumbnail('Task 1', 'A · AdaTT-sp', step, isPair), { exact: true });

/** The paths of a network's predictions, one text a task. */
const drawn = (page: Page, isTruth = false): Promise<readonly string[]> =>
  squares(page).evaluateAll(
    (all, ofTruth) =>
      all
        .slice(0, 4)
        .map((square) =>
          [
            ...square.querySelectorAll(
              ofTruth ? ':scope > g:last-child path' : ':scope > g:not(:last-child) path',
            ),
          ]
            .map((path) => `${path.getAttribute('fill')} ${path.getAttribute('d')}`)
            .join(' '),
        ),
    isTruth,
  );

/** Places of everything on the stage but the pictures themselves. */
const places = (page: Page): Promise<readonly string[]> =>
  stage(page).evaluate((element) =>
    [...element.querySelectorAll('*')]
      .filter(
        (one) => one.closest('[data-thumbnail], polyline, title') === null && !/^(path|g)$/.test(one.tagName),
      )
      .map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return [one.tagName, x, y, width, height].join(' ');
      }),
  );

test('they come by themselves once the page is at rest, go back to step 0 and on to the end, and nothing moves', async ({
  openPage,
  annotate,
}) => {
  const page = await openPage({ savesData: false, initScripts: [recordWorkers, watchShifts] });
  await page.setViewportSize({ width: 1280, height: 800 });
  await results(page).getByText(run.recorded).waitFor(patience);
  const before = await places(page);
  await squares(page).first().waitFor(patience);
  const shownMs = await page.evaluate(() => performance.now());
  const workerMs = await page.evaluate(() => window.workerRecord.firstMs);
  const shifts = await shiftsOf(page);
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  await annotate(
    `begins ${Math.round(workerMs - paintMs)} ms after the first paint, first pictures ${Math.round(shownMs - paintMs)} ms after it`,
  );
  expect(workerMs - paintMs).toBeGreaterThanOrEqual(restMs);
  await titled(page, '2,000').waitFor({ ...patience, state: 'attached' });
  expect(await squares(page).count()).toBe(8);
  // At this height the whole answer is in sight with them.
  const box = await page.getByRole('region', { name: /^Compared with / }).boundingBox();
  expect((box?.y ?? Number.NaN) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
  expect(await places(page)).toEqual(before);

  const [end, truth] = [await drawn(page), await drawn(page, true)];
  expect(new Set(end).size).toBe(4);
  await scrubber(page).press('Home');
  await titled(page, '0').waitFor({ ...patience, state: 'attached' });
  const [start, truthThen] = [await drawn(page), await drawn(page, true)];
  for (const task of end.keys()) expect(start[task]).not.toBe(end[task]);
  expect(truthThen).toEqual(truth);
  await scrubber(page).press('End');
  await titled(page, '2,000').waitFor({ ...patience, state: 'attached' });
  expect(await drawn(page)).toEqual(end);
  // The layout's shift in all, by the measure of the browsers.
  expect(sum(shifts)).toBeLessThanOrEqual(0.02);
  // Only the legend gives way to a longer sentence.
  expect(sum(await shiftsOf(page)) - sum(shifts)).toBeLessThanOrEqual(0.0005);
});
