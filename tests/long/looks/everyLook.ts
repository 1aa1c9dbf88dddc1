/**
 * `npm run walk` reads the page in every look; `npm run screenshots` leaves pictures of it in build/screenshots as well, for people to
 * look at.
 */
import type { Look } from '../../e2e/harness/looks.ts';

/** 640 pixels are a window of 1280 at a zoom of 200 %. The widest comes last, in which the next view is looked for. */
export const everyLook: readonly Look[] = [
  { width: 640, theme: 'light' },
  ...([390, 1280] as const).map((width) => ({ width, theme: 'forced' as const })),
  ...([320, 390, 768, 1024, 1920, 1280] as const).flatMap((width) => [
    { width, theme: 'dark' as const },
    { width, theme: 'light' as const },
  ]),
];

export const pictures =
  process.env['WITHOUT_PICTURES'] === undefined
    ? new URL('../../../build/screenshots/', import.meta.url)
    : null;
