/** A run in words: every sentence leads to where the reader sees that it is so. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { results, showTab, waitForTab } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { show } = text.findings;
const card = (page: Page) =>
  results(page).getByRole('region', { name: text.panels.compare.inWords, exact: true });
const buttons = (page: Page) => card(page).getByRole('listitem').getByRole('button');

/** Where the focus is, and whether it is in sight. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { id } = document.activeElement ?? {};
    const { top = -1, bottom = -1 } = document.activeElement?.getBoundingClientRect() ?? {};
    return { id, isSeen: bottom > 0 && top < innerHeight };
  });

test('the sentences of the opening page lead to their evidence, by keyboard', async ({ openPage }) => {
  const page = await openPage();
  // So low that what is shown lies far below, where nothing is drawn yet.
  await page.setViewportSize({ width: 1280, height: 420 });
  await card(page).scrollIntoViewIfNeeded();
  await buttons(page).first().waitFor();
  const names = await buttons(page).allTextContents();
  expect(names.length).toBeGreaterThanOrEqual(2);
  expect(names).toContain(show.results);
  expect(names).toContain(show.gates);
  const places: Readonly<Record<string, RegExp>> = {
    [show.verdict]: /^verdict$/,
    [show.curves]: /^curves$/,
    [show.results]: /^result-/,
  };
  for (const [index, name] of names.entries()) {
    await showTab(page, 'play');
    await card(page).scrollIntoViewIfNeeded();
    await buttons(page).nth(index).focus();
    await page.keyboard.press('Enter');
    const place = places[name] ?? /^gates-/;
    await expect.poll(() => focused(page)).toEqual({ id: expect.stringMatching(place), isSeen: true });
    const tab = name === show.gates ? 'gates' : 'play';
    await waitForTab(page, tab);
  }
});
