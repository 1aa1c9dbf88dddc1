/** The correlation matrix as people shape it: with the mouse, on a phone, carried by a link. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { enter, pressMiddle, shareLink, textOf } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.correlation;

const editor = (page: Page): Locator =>
  page.getByRole('region', { name: text.app.correlation.title.correlation, exact: true });

const cell = (part: Locator, row: number, column: number): Locator =>
  part.getByRole('spinbutton', { name: words.cell(`Task ${row}`, `Task ${column}`), exact: true });

/** Drags from the middle of a cell, `up` pixels; `meanwhile` before the button is released. */
async function drag(page: Page, from: Locator, up: number, meanwhile?: () => Promise<void>): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const { x, y } = await pressMiddle(page, from);
  await page.mouse.move(x, y - up / 2, { steps: 3 });
  await page.mouse.move(x, y - up, { steps: 3 });
  await meanwhile?.();
  await page.mouse.up();
}

/** What is said of the pair that was chosen last. */
const facts = (part: Locator): Promise<string> =>
  textOf(part.getByText(/labels, with noise: .* expected|share no features/));

test('a cell is dragged, its mirror image and the labels follow, and a link carries it', async ({
  openPage,
}) => {
  const page = await openPage({ path: '#tasks=4&corr=.5,0,0,.2,0,0' });
  const part = editor(page);
  await cell(part, 1, 2).waitFor();
  const before = await facts(part);
  await drag(page, cell(part, 1, 2), 24, async () => {
    expect(await cell(part, 1, 2).inputValue()).toBe('0.7');
    expect(await facts(part)).not.toBe(before);
  });
  await drag(page, cell(part, 4, 3), -60);
  expect(await cell(part, 2, 1).inputValue()).toBe('0.7');
  expect(await cell(part, 3, 4).inputValue()).toBe('−0.5');
  await page.keyboard.down('Shift');
  await drag(page, cell(part, 2, 3), 12);
  await page.keyboard.up('Shift');
  const link = new URL(await shareLink(page)).hash;
  expect(link).toContain('corr=.7,0,0,.22,0,-.5');

  const again = editor(await openPage({ path: link }));
  await cell(again, 1, 2).waitFor();
  const values = await again
    .getByRole('spinbutton')
    .filter({ visible: true })
    .evaluateAll((cells) => cells.map((one) => (one instanceof HTMLInputElement ? one.value : '')));
  expect(values).toEqual(['0.7', '0', '0', '0.7', '0.22', '0', '0', '0.22', '−0.5', '0', '0', '−0.5']);
});

test('eight tasks fit a phone, with cells for a finger', { tags: 'thorough' }, async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=8', width: 390 });
  const part = editor(page);
  await cell(part, 7, 8).waitFor();
  const sizes = await part
    .getByRole('group', { name: words.matrix(words.views.requested) })
    .getByRole('spinbutton')
    .evaluateAll((cells) =>
      cells.map((one) => one.getBoundingClientRect()).map(({ width, height }) => ({ width, height })),
    );
  expect(sizes).toHaveLength(56);
  for (const { width, height } of sizes) expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await cell(part, 7, 8).click();
  await part.getByRole('slider', { name: words.sliderOf(words.pair('Task 7', 'Task 8')) }).fill('0.65');
  expect(await cell(part, 8, 7).inputValue()).toBe('0.65');
  await enter(part.getByRole('spinbutton', { name: words.valueOf(words.pair('Task 7', 'Task 8')) }), '-0.4');
  expect(await cell(part, 7, 8).inputValue()).toBe('−0.4');
});
