/**
 * Looks at the page in every look: `npm run walk` finds what overlaps, is cut, covered or too wide, and `npm run screenshots` leaves
 * pictures of it, for people to look at, in build/screenshots as well.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { layoutFaultsOf } from '../../e2e/harness/layoutFaults.ts';
import { changeLook, type Look } from '../../e2e/harness/looks.ts';
import { expect, type PageOptions, test } from '../../e2e/harness/test.ts';

/** Views of one page, one after the other. */
export interface Walk {
  readonly name: string;
  readonly options?: PageOptions;
  readonly views: readonly {
    readonly name: string;
    /** The way there from the view before. */
    readonly go: (page: Page) => Promise<unknown>;
  }[];
}

/** 640 pixels are a window of 1280 at a zoom of 200 %. The widest comes last, in which the next view is looked for. */
const everyLook: readonly Look[] = [
  { width: 640, theme: 'light' },
  ...([390, 1280] as const).map((width) => ({ width, theme: 'forced' as const })),
  ...([320, 390, 768, 1024, 1920, 1280] as const).flatMap((width) => [
    { width, theme: 'dark' as const },
    { width, theme: 'light' as const },
  ]),
];

const takesPictures = process.env['WITHOUT_PICTURES'] === undefined;
const folder = new URL('../../../build/screenshots/', import.meta.url);

/** Opens the page anew with another fragment. */
export async function openAgain(page: Page, fragment: string): Promise<void> {
  const url = new URL(fragment, page.url());
  await page.goto('about:blank');
  await page.goto(url.href);
}

export function takePictures(walks: readonly Walk[]): void {
  test.for(walks)(
    'the layout of $name',
    { timeout: 1_800_000 },
    async ({ name, options, views }, { openPage }) => {
      const page = await openPage(options);
      for (const view of views) {
        await view.go(page);
        for (const look of everyLook) {
          await changeLook(page, look);
          const file = `${name}-${view.name}-${look.width}-${look.theme}`;
          expect.soft(await layoutFaultsOf(page), file).toEqual([]);
          if (takesPictures)
            await page.screenshot({ path: fileURLToPath(new URL(`${file}.png`, folder)), fullPage: true });
        }
      }
    },
  );
}
