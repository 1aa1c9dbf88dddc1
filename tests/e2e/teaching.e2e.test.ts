/** The page on a projector. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { bar, barButton, patience, press, results, setUp } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { lesson: words, app } = text;

const card = (page: Page): Locator => page.getByRole('region', { name: words.lesson, exact: true });
const height = (element: Locator): Promise<number> =>
  element.evaluate((one) => one.getBoundingClientRect().height);

test('a projector shows stage and verdict, larger and without forms, until Escape; a lesson goes along', async ({
  openPage,
}) => {
  const letters = Buffer.from(JSON.stringify({ title: 'On the wall', beats: [{ say: 'Look.' }] })).toString(
    'base64url',
  );
  const page = await openPage({ path: `#tasks=4&lesson=${letters}` });
  const sentence = results(page).locator('#verdict h2');
  await sentence.waitFor(patience);
  await card(page).getByText('Look.').waitFor(patience);
  const before = await height(sentence);
  await press(page, app.menu.more);
  await page.getByRole('button', { name: text.menu.projector, exact: true }).click();
  const end = page.getByRole('button', { name: text.panels.endProjector });
  await end.waitFor(patience);
  expect(await height(sentence)).toBeGreaterThan(1.3 * before);
  const expectOnWall = async () => {
    expect(await page.getByRole('region', { name: app.setUp, exact: true }).isVisible()).toBe(false);
    expect(await bar(page).getByRole('button', { name: app.menu.presets }).isVisible()).toBe(false);
    expect(await barButton(page, app.run.play).isVisible()).toBe(true);
    for (const shown of [sentence, page.locator('section[data-stage]'), card(page)])
      expect(await shown.isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  };
  await expectOnWall();
  await page.reload();
  await end.waitFor(patience);
  await sentence.waitFor(patience);
  await expectOnWall();
  await page.keyboard.press('Escape');
  await setUp(page).waitFor();
  expect(await end.isVisible()).toBe(false);
  await page.keyboard.press('p');
  await end.click();
  await setUp(page).waitFor();
});
