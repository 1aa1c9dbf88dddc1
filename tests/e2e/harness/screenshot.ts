/**
 * Pictures of the page for people to look at: `npm run screenshots` takes them, in every look there is, and leaves them in
 * build/screenshots. Without it the tests that take them check what they check, in the looks that differ most.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = new URL('../../../build/screenshots/', import.meta.url);
const takesPictures = process.env['SCREENSHOTS'] === '1';

/** A page of 1280 pixels at a zoom of 200 % has 640 to lay out. */
export type Look = {
  readonly width: 1920 | 1280 | 768 | 640 | 390 | 320;
  readonly theme: 'light' | 'dark' | 'forced';
};

const widths = [1920, 1280, 768, 390] as const;
const everyLook: readonly Look[] = [
  ...widths.flatMap((width) => [
    { width, theme: 'light' as const },
    { width, theme: 'dark' as const },
  ]),
  { width: 640, theme: 'light' },
  { width: 320, theme: 'light' },
  { width: 1280, theme: 'forced' },
];
const farApart: readonly Look[] = [
  { width: 1280, theme: 'light' },
  { width: 320, theme: 'dark' },
];

/** How the page is looked at. */
export const looks: readonly Look[] = takesPictures ? everyLook : farApart;

/** Gives a page that is open already another look. */
export async function changeLook(page: Page, { width, theme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: width === 640 ? 400 : 900 });
  await page.emulateMedia(
    theme === 'forced'
      ? { colorScheme: 'dark', forcedColors: 'active' }
      : { colorScheme: theme, forcedColors: 'none' },
  );
  // Colours on their way to others are neither what is seen nor what may be measured; a busy browser may not move them for long.
  await page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation instanceof CSSTransition) animation.finish();
  });
}

/** Saves the whole page, not just the visible part. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (!takesPictures) return;
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, folder)), fullPage: true });
}
