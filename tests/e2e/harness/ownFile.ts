/** Brings in a file of data as people do. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { patience } from './playground.ts';
import { expect } from './test.ts';

const words = text.ownData;

/** The panel that brings in a file. */
export const panel = (page: Page): Locator => page.getByRole('dialog', { name: text.app.ownData.title });

/** Lets a file fall onto the page. */
export async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ({ bytes, fileName }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], fileName));
      return data;
    },
    { bytes: content.toString('base64'), fileName: name },
  );
  await page.locator('#root').dispatchEvent('drop', { dataTransfer });
}

/** Takes the file as it is set up. */
export const useButton = (page: Page): Locator => panel(page).getByRole('button', { name: words.use });

/** Waits until nothing speaks against the file. */
export const waitUntilReady = (page: Page): Promise<void> =>
  expect.poll(() => useButton(page).isEnabled(), patience).toBe(true);
