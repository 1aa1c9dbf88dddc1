/**
 * `test` for end-to-end tests: its `openPage` opens the built page in a fresh context of a shared browser, and the test
 * fails if anything went wrong in the page that the test itself did not ask for.
 */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { test as baseTest, expect, inject } from 'vitest';
import { chromiumFlags, chromiumPath } from './chromium.mjs';
import { watchProblems } from './problems.ts';

export interface PageOptions {
  /** CSS pixels; 1280 by default. */
  readonly width?: number;
  /** What the system asks for; light by default. */
  readonly theme?: 'light' | 'dark';
  /** Whether the browser offers WebGPU (on a software adapter where there is no GPU); false by default. */
  readonly webgpu?: boolean;
  /** Query and fragment, or a path below the page's address. */
  readonly path?: string;
  /** Another server than the one of the built page, with a slash at its end. */
  readonly url?: string;
  /** Problems the test provokes on purpose: messages that match are not held against it. */
  readonly tolerated?: readonly RegExp[];
  /** A browser for this page alone: for tests that harm it. */
  readonly ownBrowser?: boolean;
  /** What runs in every document of the page before its own code. */
  readonly initScripts?: readonly InitScript[];
}

/** A function without a closure, or the path of a file. */
type InitScript = (() => void) | { readonly path: string };

interface Opened {
  readonly context: BrowserContext;
  readonly problems: readonly string[];
  readonly tolerated: readonly RegExp[];
}

function launch(webgpu: boolean): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) {
    throw new Error('No Chromium or Chrome found. Install one, or set CHROME_PATH to it.');
  }
  return chromium.launch({ executablePath, args: chromiumFlags({ webgpu }) });
}

/** Starts each kind of browser when it is first wanted, and again should it die: one test must not take the others with it. */
function createBrowsers() {
  const shared = new Map<boolean, Promise<Browser>>();
  const own: Promise<Browser>[] = [];
  return {
    browserFor: async ({ webgpu = false, ownBrowser = false }: PageOptions): Promise<Browser> => {
      const known = ownBrowser ? undefined : shared.get(webgpu);
      if (known !== undefined && (await known).isConnected()) return known;
      const browser = launch(webgpu);
      if (ownBrowser) own.push(browser);
      else shared.set(webgpu, browser);
      return browser;
    },
    closeOwn: () => closeAll(own.splice(0)),
    close: () => closeAll([...own, ...shared.values()]),
  };
}

async function closeAll(browsers: readonly Promise<Browser>[]): Promise<void> {
  await Promise.all(browsers.map(async (browser) => (await browser).close()));
}

async function openIn(browser: Browser, options: PageOptions): Promise<Opened & { readonly page: Page }> {
  const url = options.url ?? inject('pageUrl');
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.theme ?? 'light',
  });
  const problems = await watchProblems(context, url);
  for (const script of options.initScripts ?? []) await context.addInitScript(script);
  const page = await context.newPage();
  await page.goto(new URL(options.path ?? '', url).href);
  return { context, page, problems, tolerated: options.tolerated ?? [] };
}

function unexpectedProblems({ problems, tolerated }: Opened): readonly string[] {
  return problems.filter((problem) => !tolerated.some((pattern) => pattern.test(problem)));
}

type OpenPage = (options?: PageOptions) => Promise<Page>;

/** Pages that are closed together, which fails if anything went wrong in one of them. */
function createPages({ browserFor, closeOwn }: ReturnType<typeof createBrowsers>) {
  const opened: Opened[] = [];
  const openPage: OpenPage = async (options = {}) => {
    const { page, ...rest } = await openIn(await browserFor(options), options);
    opened.push(rest);
    return page;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map(({ context }) => context.close().catch(() => undefined)));
    await closeOwn();
    expect(opened.flatMap(unexpectedProblems), 'problems in the page').toEqual([]);
  };
  return { openPage, close };
}

export const test = baseTest
  .extend('browsers', { scope: 'worker' }, ({}, { onCleanup }) => {
    const browsers = createBrowsers();
    onCleanup(browsers.close);
    return browsers;
  })
  .extend('openPage', ({ browsers }, { onCleanup }) => {
    const { openPage, close } = createPages(browsers);
    onCleanup(close);
    return openPage;
  });

/**
 * `test` with one `page` for all tests of a file that only look at it: `open` brings it to where they begin. Each shows
 * for itself what it looks at, so that any of them can run alone, or again.
 */
export const testOnePage = (open: (openPage: OpenPage) => Promise<Page>) =>
  test.extend('page', { scope: 'file' }, ({ browsers }, { onCleanup }) => {
    const { openPage, close } = createPages(browsers);
    onCleanup(close);
    return open(openPage);
  });

export { expect };
