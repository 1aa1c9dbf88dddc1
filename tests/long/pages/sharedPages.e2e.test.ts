/** A page that tests share is to each of them as if it were new. */
import type { Page } from 'playwright-core';
import { serveFaults } from '../../e2e/harness/faults/serveFaults.ts';
import { createSharedPages, type InitScript } from '../../e2e/harness/sharedPages.ts';
import { expect, test as harnessTest } from '../../e2e/harness/test.ts';

const view = { viewport: { width: 1280, height: 900 }, colorScheme: 'light' } as const;

const test = harnessTest.extend('open', { scope: 'file' }, async ({ browsers }, { onCleanup }) => {
  const browser = await browsers.sharedBrowser();
  const server = await serveFaults();
  onCleanup(server.close);
  const pages = createSharedPages(() => browser.newContext());
  return async (...initScripts: readonly InitScript[]) => {
    const opened = await pages.open(browser, server.url, view, initScripts);
    await opened.page.goto(`${server.url}#none`);
    return opened;
  };
});

/** What a page finds of those before it. */
const found = (page: Page) =>
  page.evaluate(async () => ({
    stored: Object.keys({ ...localStorage, ...sessionStorage }).filter((key) => key.startsWith('test')),
    databases: (await indexedDB.databases()).flatMap(({ name }) => (name === 'test' ? name : [])),
    caches: await caches.keys(),
    cookie: document.cookie,
    name: window.name,
    history: history.length,
    width: innerWidth,
    isDark: matchMedia('(prefers-color-scheme: dark), (prefers-reduced-motion)').matches,
    isHovered: document.querySelector(':hover') !== null,
    global: 'leftByTest' in window,
  }));

/** Leaves a trace of every kind that is put back. */
async function soil(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.mouse.move(100, 100);
  await page.evaluate(async () => {
    localStorage.setItem('test', 'kept');
    sessionStorage.setItem('test of session', 'kept');
    addEventListener('pagehide', () => localStorage.setItem('test at the end', 'kept'));
    await new Promise((resolve) => {
      indexedDB.open('test').onsuccess = resolve;
    });
    await caches.open('test');
    await cookieStore.set('test', 'kept');
    window.name = 'test';
    history.pushState(null, '', '#test');
    Object.assign(window, { leftByTest: true });
  });
}

test('finds nothing of the page before it', async ({ open }) => {
  const first = await open();
  const asNew = await found(first.page);
  await soil(first.page);
  expect(await found(first.page)).not.toEqual(asNew);
  await first.leave();
  const second = await open();
  expect(second.page.context()).toBe(first.page.context());
  expect(await found(second.page)).toEqual(asNew);
  await second.leave();
});

test('runs scripts before every document of its test, and of no other', async ({ open }) => {
  const script = () => {
    Object.assign(window, { leftByTest: true });
  };
  const first = await open(script);
  expect(await found(first.page)).toMatchObject({ global: true });
  await first.page.reload();
  expect(await found(first.page)).toMatchObject({ global: true });
  await first.leave();
  const second = await open();
  expect(second.page.context()).toBe(first.page.context());
  expect(await found(second.page)).toMatchObject({ global: false });
  await second.leave();
});

const spoilers: readonly ((page: Page) => unknown)[] = [
  (page) => page.evaluate(() => void window.open('about:blank')),
  (page) => page.on('request', () => undefined),
  (page) => page.context().grantPermissions(['clipboard-read']),
  (page) => page.goto('about:blank'),
];

test('is not shared any more after another page, a listener, a permission, or a document without storage', async ({
  open,
}) => {
  for (const spoil of spoilers) {
    const first = await open();
    await spoil(first.page);
    await first.leave();
    const second = await open();
    expect(second.page.context(), String(spoil)).not.toBe(first.page.context());
    expect(first.page.isClosed()).toBe(true);
    await second.leave();
  }
});

test('two at once are two', async ({ open }) => {
  const [first, second] = [await open(), await open()];
  expect(first.page.context()).not.toBe(second.page.context());
  await Promise.all([first.leave(), second.leave()]);
});

test('holds nothing against a page that went wrong before it', async ({ open }) => {
  const first = await open();
  await first.page.evaluate(() => console.error('of the first'));
  await expect.poll(first.problems).toEqual(['console error: of the first']);
  await first.leave();
  const second = await open();
  expect(second.problems()).toEqual([]);
  expect(first.problems()).toHaveLength(1);
  await second.leave();
});
