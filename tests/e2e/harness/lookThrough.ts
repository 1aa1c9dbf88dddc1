/** One walk through the page, in every look that is asked for, with all readers. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { changeLook, type Look } from './looks.ts';
import { readersOf, scriptsOfReaders } from './readers.ts';
import { expect, type PageOptions, test } from './test.ts';

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

/** Opens the page anew with another fragment. */
export async function openAgain(page: Page, fragment: string): Promise<void> {
  const url = new URL(fragment, page.url());
  await page.goto('about:blank');
  await page.goto(url.href);
}

/** One test for each walk. The next view is looked for in the last of `looks`. A folder takes pictures as well. */
export function lookThrough(walks: readonly Walk[], looks: readonly Look[], pictures: URL | null): void {
  const readers = readersOf(process.env['PAGE_LANGUAGE']);
  const options = { timeout: 1_800_000 };
  test.for(walks)('nothing is wrong in any view of $name', options, async (walk, { openPage }) => {
    const page = await openPage({ ...walk.options, initScripts: scriptsOfReaders });
    for (const view of walk.views) {
      await view.go(page);
      for (const look of looks) {
        await changeLook(page, look);
        const place = `${walk.name}-${view.name}-${look.width}-${look.theme}`;
        for (const { name, reads, faultsOf } of readers)
          if (reads(look)) expect.soft(await faultsOf(page, look), `${place}: ${name}`).toEqual([]);
        if (pictures === null) continue;
        const path = fileURLToPath(new URL(`${place}.png`, pictures));
        await page.screenshot({ path, fullPage: true });
      }
    }
  });
}
