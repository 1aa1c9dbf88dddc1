/** The list of kept runs. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { patience, press } from './playground.ts';

const words = text.history;
const { menu } = text.app;

export const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: words.heading });
export const rowsOf = (page: Page): Locator =>
  dialogOf(page).getByRole('list', { name: words.list }).locator('> li');
export async function openHistory(page: Page): Promise<void> {
  await press(page, menu.more);
  await page.getByRole('button', { name: menu.history }).click();
  await dialogOf(page).getByRole('button', { name: words.importRuns }).waitFor(patience);
}
