/**
 * Pages that tests open one after the other, since a new window costs more processor time than much of what happens in it.
 * Each test finds one as if it were new. Knows browsers and nothing of this page.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { watchProblems } from './problems.ts';

/** A page that a test has, and what went wrong in it since then. */
export interface OpenedPage {
  readonly page: Page;
  readonly problems: () => readonly string[];
  /** Closes the page, or leaves it to the next test. */
  readonly leave: () => Promise<void>;
}

/** What a test may wish of a page it shares. */
interface View {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}

/** A function without a closure, or the path of a file: what runs in every document of the page before its own code. */
export type InitScript = (() => void) | { readonly path: string };

interface SharedPage {
  readonly page: Page;
  readonly session: CDPSession;
  readonly problems: readonly string[];
}

/** Members of a page through which a test can change it for good. A page is not shared any more once one of them was used. */
const lasting: ReadonlySet<string | symbol> = new Set([
  ...['addInitScript', 'addListener', 'addLocatorHandler', 'clock', 'close', 'context', 'coverage'],
  ...['exposeBinding', 'exposeFunction', 'on', 'once', 'prependListener', 'requestGC', 'route'],
  ...[
    'routeFromHAR',
    'routeWebSocket',
    'setDefaultNavigationTimeout',
    'setDefaultTimeout',
    'setExtraHTTPHeaders',
  ],
]);

/** The same page, which says when something lasting is asked of it. */
function watched(page: Page, onLasting: () => void): Page {
  return new Proxy(page, {
    get(target, name) {
      if (lasting.has(name)) onLasting();
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Makes a page when all that are there are in use. */
export function createSharedPages(newContext: (browser: Browser) => Promise<BrowserContext>) {
  const idle = new Map<Browser, SharedPage[]>();

  const create = async (browser: Browser, address: string): Promise<SharedPage> => {
    const context = await newContext(browser);
    const problems = await watchProblems(context, address);
    const page = await context.newPage();
    return { page, problems, session: await context.newCDPSession(page) };
  };

  const open = async (
    browser: Browser,
    address: string,
    view: View,
    initScripts: readonly InitScript[] = [],
  ): Promise<OpenedPage> => {
    const known = idle.get(browser) ?? [];
    idle.set(browser, known);
    const shared = known.pop() ?? (await create(browser, address));
    const { page, problems } = shared;
    const numEarlier = problems.length;
    let numAtEnd: number | undefined;
    let isAsNew = true;
    await page.setViewportSize(view.viewport);
    await page.emulateMedia({ ...noMedia, colorScheme: view.colorScheme });
    const scripts = await addScripts(shared.session, initScripts);
    return {
      page: watched(page, () => {
        isAsNew = false;
      }),
      problems: () => problems.slice(numEarlier, numAtEnd),
      leave: async () => {
        const isRenewed = isAsNew && (await renew(shared, address, scripts));
        if (!isRenewed) await page.context().close();
        numAtEnd = problems.length;
        if (isRenewed) known.push(shared);
      },
    };
  };
  return { open };
}

const noMedia = { media: null, reducedMotion: null, forcedColors: null, contrast: null } as const;

/** Has the page run these until they are removed, which those that a driver adds cannot be; returns how they are called. */
async function addScripts(
  session: CDPSession,
  initScripts: readonly InitScript[],
): Promise<readonly string[]> {
  if (initScripts.length > 0) await session.send('Page.enable');
  const added: string[] = [];
  for (const script of initScripts) {
    const source = typeof script === 'function' ? `(${script})()` : await readFile(script.path, 'utf8');
    const { identifier } = await session.send('Page.addScriptToEvaluateOnNewDocument', { source });
    added.push(identifier);
  }
  return added;
}

/** Brings a page back to the state of a new one; false if that cannot be done. */
async function renew(
  { page, session }: SharedPage,
  address: string,
  scripts: readonly string[],
): Promise<boolean> {
  if (page.context().pages().length > 1) return false;
  try {
    for (const identifier of scripts)
      await session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier });
    await page.evaluate(() => {
      sessionStorage.clear();
      window.name = '';
    });
    await page.goto('about:blank', { timeout: 10_000 });
    // Not earlier: code that runs when a page is left may still store something.
    const { origin } = new URL(address);
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await session.send('Page.resetNavigationHistory');
    await page.mouse.move(-1, -1);
    return true;
  } catch {
    return false;
  }
}
