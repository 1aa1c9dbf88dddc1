/** Drag and see: how soon the networks follow the hand, and what it costs the page. */
import type { Page } from 'playwright-core';
import { sum } from '../../../src/models/counts.ts';
import { text } from '../../../src/text/text.ts';
import { boundOf, watchMainThread } from '../harness/mainThread.ts';
import { patience, pressMiddle, results, setUp } from '../harness/playground.ts';
import { shiftsOf, watchShifts } from '../harness/shifts.ts';
import { expect, test } from '../harness/test.ts';

/** From the pointer's rest to other ribbons; more on a machine that other programs keep busy. */
const followMs = 300;
/** The same for a row, of networks that are there. */
const rowFollowMs = 50;
const maxTaskMs = 50;
const ribbon = '[data-edge="gate unit 1 0 expert 1 1"]';

test('ribbons follow the pointer, nothing moves by itself, and the page goes on answering', async ({
  openPage,
  annotate,
}) => {
  const page = await openPage({ ownBrowser: true });
  await results(page).getByText(text.app.run.recorded).waitFor(patience);
  const name = text.correlation.cell('Task 1', 'Task 2');
  const { x, y } = await pressMiddle(page, setUp(page).getByRole('spinbutton', { name, exact: true }));
  await page.mouse.move(x, y + 12, { steps: 3 });
  await page.getByText(text.panels.stage.preview(300, 2000)).first().waitFor(patience);

  await page.evaluate(watchShifts, false);
  const mainThread = await watchMainThread(page);
  const waits: number[] = [];
  for (let move = 2; move <= 9; move++) {
    await page.mouse.move(x, y + 12 * move, { steps: 4 });
    waits.push(await untilOther(page, ribbon));
  }
  await page.mouse.up();
  const { longestMs, longestBusyMs } = await mainThread.end();
  const median = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? Number.NaN;
  const shift = sum(await shiftsOf(page));
  await annotate(
    `other ribbons after ${Math.round(median)} ms (median of ${waits.length}); longest task ${longestMs} ms by the clock, ${longestBusyMs} ms of computing; layout shift ${shift.toFixed(3)}`,
  );
  expect(median).toBeLessThanOrEqual(followMs);
  expect(longestBusyMs).toBeLessThanOrEqual(boundOf(maxTaskMs));
  // The press itself, after which a warning takes the place of the message, is counted at the release.
  expect(shift).toBeLessThanOrEqual(0.005);
});

test.for([
  { picture: 'ribbons', isInside: false, part: ribbon },
  { picture: 'the picture inside a gate', isInside: true, part: '[data-flow="mixed"] path' },
])(
  '$picture follow a row that is dragged over the plane, and nothing else moves',
  async ({ picture, isInside, part }, { openPage, annotate }) => {
    const page = await openPage({ ownBrowser: true });
    await results(page).getByText(text.app.run.recorded).waitFor(patience);
    await results(page).getByRole('button', { name: text.panels.stage.follow }).click();
    const bar = results(page).getByRole('region', { name: text.row.title });
    await bar
      .getByText(/^Test row \d+$/)
      .first()
      .waitFor(patience);
    if (isInside) {
      await page.locator('[data-stage] [data-part="unit 1 0"]').first().click();
      await page.locator(part).first().waitFor(patience);
    }
    const box = await bar.getByRole('application').boundingBox();
    if (box === null) throw new Error('There is no plane.');
    const [x, y] = [box.x + box.width / 4, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await bar.getByText(text.row.ofPlane('−1.25', '0.00')).first().waitFor(patience);

    await page.evaluate(watchShifts, false);
    const mainThread = await watchMainThread(page);
    const waits: number[] = [];
    for (let move = 1; move <= 8; move++) {
      const changed = untilOther(page, part);
      await page.mouse.move(x + (move * box.width) / 20, y);
      waits.push(await changed);
    }
    const shift = sum(await shiftsOf(page));
    await page.mouse.up();
    const { longestMs, longestBusyMs } = await mainThread.end();
    const median = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? Number.NaN;
    await annotate(
      `other numbers in ${picture} after ${Math.round(median)} ms (median of ${waits.length}, with the way of the pointer); longest task ${longestMs} ms by the clock, ${longestBusyMs} ms of computing; layout shift ${shift.toFixed(3)}`,
    );
    expect(median).toBeLessThanOrEqual(boundOf(rowFollowMs));
    expect(longestBusyMs).toBeLessThanOrEqual(boundOf(maxTaskMs));
    expect(shift).toBe(0);
  },
);

/** Milliseconds until the ribbon has another width, or the path another shape. */
const untilOther = (page: Page, selector: string): Promise<number> =>
  page.evaluate((wanted) => {
    const look = () => {
      const element = document.querySelector<SVGElement>(wanted);
      return `${element?.style.strokeWidth} ${element?.getAttribute('d')}`;
    };
    const before = look();
    const started = performance.now();
    return new Promise<number>((resolve) => {
      const wait = () => {
        const ms = performance.now() - started;
        if (look() !== before || ms > 5000) resolve(ms);
        else requestAnimationFrame(wait);
      };
      wait();
    });
  }, selector);
