/**
 * `test` for end-to-end tests: its `openPage` opens the built page as in a fresh context of a shared browser, and the test
 * fails if anything went wrong in the page that the test itself did not ask for.
 */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { test as baseTest, expect, inject } from 'vitest';
import { OPENING_KEY } from '../../../app/state/opening.ts';
import { chromiumFlags, chromiumPath } from './chromium.mjs';
import { type LaunchedBrowser, launchNatural } from './naturalBrowser.ts';
import { watchProblems } from './problems.ts';
import { createSharedPages, type InitScript, type OpenedPage } from './sharedPages.ts';

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
  /** A browser for this page alone: for tests that harm it; `natural`: one that pretends nothing to its tabs, without WebGPU. */
  readonly ownBrowser?: boolean | 'natural';
  /**
   * Whether the page may have a service worker; false by default: what one answers, no route of a test sees, and it downloads
   * everything beside the test.
   */
  readonly serviceWorker?: boolean;
  /** Whether this browser has never shown the page, which then plays its recorded run by itself; false by default. */
  readonly firstVisit?: boolean;
  /**
   * Whether the visitor asks to save data; true by default: nothing is trained that nobody asked for, which takes seconds of every page
   * that shows a saved run.
   */
  readonly savesData?: boolean;
  /** What runs in every document of the page before its own code. */
  readonly initScripts?: readonly InitScript[];
}

interface Opened extends OpenedPage {
  readonly tolerated: readonly RegExp[];
}

/**
 * Flag by which V8 compiles later: a page of a test is open for seconds, in which the threads that compile take a tenth of the processor
 * time and give none back. For shared browsers; those that a test has for itself are as visitors have them.
 */
const lateCompilation =
  '--js-flags=--invocation-count-for-maglev=10000,--invocation-count-for-turbofan=50000';

async function launch({ webgpu = false, ownBrowser = false }: PageOptions): Promise<LaunchedBrowser> {
  const executablePath = chromiumPath();
  if (executablePath === null) {
    throw new Error('No Chromium or Chrome found. Install one, or set CHROME_PATH to it.');
  }
  if (ownBrowser === 'natural') return launchNatural(executablePath);
  const args = [...chromiumFlags({ webgpu }), ...(ownBrowser ? [] : [lateCompilation])];
  const browser = await chromium.launch({ executablePath, args });
  return { browser, close: () => browser.close() };
}

/** Starts each kind of browser when it is first wanted, and again should it die: one test must not take the others with it. */
function createBrowsers() {
  const shared = new Map<boolean, Promise<LaunchedBrowser>>();
  return {
    sharedPages: createSharedPages((browser) => contextIn(browser, {})),
    sharedBrowser: async (webgpu = false): Promise<Browser> => {
      const known = await shared.get(webgpu);
      if (known?.browser.isConnected()) return known.browser;
      const launched = launch({ webgpu });
      shared.set(webgpu, launched);
      return (await launched).browser;
    },
    close: async (): Promise<void> => {
      await Promise.all(Array.from(shared.values(), async (launched) => (await launched).close()));
    },
  };
}

/** A natural browser has one from its start, whose windows are as they are. */
async function contextIn(browser: Browser, options: PageOptions): Promise<BrowserContext> {
  const [natural] = options.ownBrowser === 'natural' ? browser.contexts() : [];
  const serviceWorkers = options.serviceWorker === true ? 'allow' : 'block';
  const context = natural ?? (await browser.newContext({ ...viewOf(options), serviceWorkers }));
  if (options.firstVisit !== true) await context.addInitScript(noteVisit, OPENING_KEY);
  if (options.savesData !== false) await context.addInitScript(saveData);
  return context;
}

/** Runs in the page. Documents without an address have no storage. */
function noteVisit(key: string): void {
  if (location.protocol.startsWith('http')) localStorage.setItem(key, 'played');
}

/** Runs in the page. */
function saveData(): void {
  if ('connection' in navigator && typeof navigator.connection === 'object')
    Object.defineProperty(navigator.connection, 'saveData', { value: true });
}

const viewOf = ({ width = 1280, theme = 'light' }: PageOptions) => ({
  viewport: { width, height: 900 },
  colorScheme: theme,
});

async function openAlone(browser: Browser, options: PageOptions, address: string): Promise<OpenedPage> {
  const context = await contextIn(browser, options);
  const problems = await watchProblems(context, address);
  for (const script of options.initScripts ?? []) await context.addInitScript(script);
  const page = await context.newPage();
  return { page, problems: () => problems, leave: () => context.close() };
}

const isShared = (options: PageOptions): boolean =>
  [options.url, options.ownBrowser, options.serviceWorker, options.firstVisit, options.savesData].every(
    (wish) => wish === undefined,
  );

function unexpectedProblems({ problems, tolerated }: Opened): readonly string[] {
  return problems().filter((problem) => !tolerated.some((pattern) => pattern.test(problem)));
}

export type OpenPage = (options?: PageOptions) => Promise<Page>;

/** Pages that are left together, which fails if anything went wrong in one of them. */
function createPages({ sharedBrowser, sharedPages }: ReturnType<typeof createBrowsers>) {
  const opened: Opened[] = [];
  const own: LaunchedBrowser[] = [];
  const launchOwn = async (options: PageOptions): Promise<Browser> => {
    const launched = await launch(options);
    own.push(launched);
    return launched.browser;
  };
  const openPage: OpenPage = async (options = {}) => {
    const browser = await (options.ownBrowser ? launchOwn(options) : sharedBrowser(options.webgpu));
    const address = options.url ?? inject('pageUrl');
    const openedPage = isShared(options)
      ? await sharedPages.open(browser, address, viewOf(options), options.initScripts)
      : await openAlone(browser, options, address);
    opened.push({ ...openedPage, tolerated: options.tolerated ?? [] });
    const answer = await openedPage.page.goto(new URL(options.path ?? '', address).href);
    if (answer?.status() === 404) throw new Error(`${answer.url()} is missing. Run "npm run build" first.`);
    return openedPage.page;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map(({ leave }) => leave().catch(() => undefined)));
    await Promise.all(own.map((launched) => launched.close()));
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
