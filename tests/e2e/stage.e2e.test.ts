/** The first screen answers to the hand: networks change while a correlation is dragged, and Undo brings the old set-up back. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  barButton,
  patience,
  press,
  pressMiddle,
  results,
  setUp,
  stage,
  waitForPhase,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { run } = text.app;
const words = text.panels.stage;
const tasks = ['Task 1', 'Task 2'] as const;

const cell = (page: Page): Locator =>
  setUp(page).getByRole('spinbutton', { name: text.correlation.cell(...tasks), exact: true });

/** How wide the ribbon is from the expert of Task 2 to the unit of Task 1, at the last level of AdaTT-sp. */
async function borrowed(page: Page): Promise<number> {
  const ribbon = stage(page).locator('[data-edge="gate unit 1 0 expert 1 1"]').first();
  return Number(await ribbon.evaluate((path) => getComputedStyle(path).strokeWidth.replace('px', '')));
}

/** Presses on the cell; what is returned moves the pointer so far up from there. */
async function takeCell(page: Page): Promise<(up: number) => Promise<void>> {
  const { x, y } = await pressMiddle(page, cell(page));
  return (up) => page.mouse.move(x, y - up, { steps: 8 });
}

test('ribbons shrink and grow under the pointer, Play trains what was let go, Undo brings the old set-up back', async ({
  openPage,
}) => {
  const page = await openPage();
  await results(page).getByText(run.recorded).waitFor(patience);
  const recorded = await borrowed(page);
  const move = await takeCell(page);
  await move(-108);
  await stage(page).getByText(words.preview(300, 2000)).first().waitFor(patience);
  expect(await cell(page).inputValue()).toBe('0');
  await expect.poll(() => borrowed(page), patience).toBeLessThan(recorded * 0.6);
  const parted = await borrowed(page);
  await move(0);
  await expect.poll(() => borrowed(page), patience).toBeGreaterThan(parted * 1.3);
  await move(-60);
  await page.mouse.up();
  await stage(page).getByText(run.staleOnStage).waitFor();

  await press(page, run.play);
  await stage(page)
    .getByText(run.staleOnStage)
    .waitFor({ state: 'detached', ...patience });
  await barButton(page, run.pause).waitFor(patience);
  await press(page, run.pause);
  await waitForPhase(page, 'paused');
  await page.keyboard.press('Control+z');
  await expect.poll(() => cell(page).inputValue()).toBe('0.9');
});

test('on a phone nothing of what it says is cut', { tags: 'thorough' }, async ({ openPage }) => {
  const page = await openPage({ width: 390 });
  await results(page).getByText(run.recorded).waitFor(patience);
  const readout = stage(page).getByRole('status').first().locator('> *');
  for (const part of ['tower 0', 'unit 1 0', 'expert 0 3']) {
    await stage(page).locator(`[data-part="${part}"]`).first().dispatchEvent('pointerdown');
    await readout.waitFor();
    const beyond = await readout.evaluate((words) => {
      // What scrolls sideways cuts above, and scrolls below.
      const frame = [...document.querySelectorAll('*')].find(
        (one) =>
          one.contains(words) &&
          one.scrollWidth > one.clientWidth &&
          getComputedStyle(one).overflowX === 'auto',
      );
      const [inner, outer] = [words, frame].map((one) => one?.getBoundingClientRect());
      if (inner === undefined || outer === undefined) throw new Error('Nothing scrolls sideways.');
      return Math.max(outer.top - inner.top, inner.bottom - outer.bottom);
    });
    expect(beyond, part).toBeLessThanOrEqual(0);
  }
});
