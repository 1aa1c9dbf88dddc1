/** Pictures of the page for people to look at; they land in build/screenshots and are not compared. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = new URL('../../../build/screenshots/', import.meta.url);

/** Saves the whole page, not just the visible part. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, folder)), fullPage: true });
}
