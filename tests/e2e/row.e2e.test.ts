/** One row: through both networks on the stage, dragged, searched, kept and compared, with numbers of the engine's own. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { patience, pressMiddle, results, textOf } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.row;
const nameOfA = text.app.architectures.name('A', text.models.label.adattSp);

const bar = (page: Page): Locator => results(page).getByRole('region', { name: words.title });
const title = (page: Page): Locator => bar(page).locator('strong');
const pad = (page: Page): Locator => bar(page).getByRole('application');
const diagramOfA = (page: Page): Locator => results(page).getByRole('figure', { name: nameOfA });
const ribbons = (page: Page): Promise<readonly string[]> =>
  diagramOfA(page)
    .locator('[data-kind="gate"]')
    .evaluateAll((paths) => paths.map((path) => (path as SVGElement).style.strokeWidth));

/** Shares below the gates of AdaTT-sp, in percent. */
async function splitsOf(page: Page): Promise<readonly (readonly number[])[]> {
  const splits = await diagramOfA(page).locator('[data-split]').all();
  return Promise.all(
    splits.map(async (split) => (await split.locator('tspan').allTextContents()).map(Number)),
  );
}

test('a row of the recorded run travels up both networks, is dragged, and is left again', async ({
  openPage,
}) => {
  const page = await openPage();
  await results(page).getByText(text.app.run.recorded).waitFor(patience);
  const average = await ribbons(page);
  await results(page).getByRole('button', { name: words.follow }).click();
  await expect.poll(() => textOf(title(page)), patience).toMatch(/^Test row \d+$/);
  expect(await ribbons(page)).not.toEqual(average);
  for (const shares of await splitsOf(page)) {
    const sum = shares.reduce((total, share) => total + share, 0);
    expect(Math.abs(sum - 100), `${shares}`).toBeLessThanOrEqual(2);
  }
  const found = await ribbons(page);
  await bar(page).getByRole('button', { name: words.next, exact: true }).click();
  await expect.poll(() => ribbons(page), patience).not.toEqual(found);

  const { x, y, width } = await pressMiddle(page, pad(page));
  await expect.poll(() => textOf(title(page)), patience).toBe(words.ofPlane('0.00', '0.00'));
  await page.mouse.move(x + width / 4, y, { steps: 4 });
  await expect.poll(() => textOf(title(page)), patience).toBe(words.ofPlane('1.25', '0.00'));
  await page.mouse.up();
  await pad(page).press('ArrowUp');
  await expect.poll(() => textOf(title(page)), patience).toBe(words.ofPlane('1.25', '0.10'));

  await bar(page).getByRole('button', { name: words.stop }).click();
  await expect.poll(() => ribbons(page)).toEqual(average);
});
