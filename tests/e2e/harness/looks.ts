/** How the page may be looked at: widths of the window, themes, forced colours. */
import type { Page } from 'playwright-core';

/** A page of 1280 pixels at a zoom of 200 % has 640 to lay out. */
export type Look = {
  readonly width: 1920 | 1280 | 1024 | 768 | 640 | 390 | 320;
  readonly theme: 'light' | 'dark' | 'forced';
};

/** The looks that differ most. */
export const looks: readonly Look[] = [
  { width: 1280, theme: 'light' },
  { width: 320, theme: 'dark' },
];

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
