/** The Chinese page: whole in its language at any width, and found by who reads it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { appText as english } from '../../src/text/en/app.ts';
import * as text from '../../src/text/zh/catalogue.ts';
import { servedCopy } from './harness/keptSite.ts';
import { layoutFaultsOf } from './harness/layoutFaults.ts';
import { barButton, patience, smallRun, unfoldEverything } from './harness/playground.ts';
import { englishOf } from './harness/readers.ts';
import { contradictionsOn } from './harness/signs.ts';
import { expect, test as harnessTest } from './harness/test.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { app } = text;

/** The built page with the Chinese one below it, which the build that checks need has not. */
const test = harnessTest.extend('site', { scope: 'file' }, async ({}, { onCleanup }) =>
  servedCopy(onCleanup, async (folder) => {
    const build = { outDir: join(folder, 'zh'), emptyOutDir: true };
    const options = { mode: 'zh', logLevel: 'warn', build };
    const code = `import { build } from 'vite'; await build(${JSON.stringify(options)});`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { cwd: root });
  }),
);

const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const waitForWords = (page: Page, words: string) =>
  page.getByText(words).filter({ visible: true }).first().waitFor({ timeout: 20_000 });

const chineseRun = smallRun('train=400&steps=60&eval=10&backend=wasm&A=adattSp&B=ple&t2=k:binary');

test('says nothing in English at its opening and after a run; `npm run walk` reads all else', async ({
  openPage,
  site,
}) => {
  const page = await openPage({ url: `${site.url}zh/`, path: chineseRun });
  for (const open of [
    () => waitForWords(page, app.setUp),
    async () => {
      await barButton(page, app.run.play).click();
      await page.getByRole('banner').getByText(app.run.phase.finished, { exact: true }).waitFor(patience);
      await waitForWords(page, text.panels.compare.inWords);
    },
    () => tab(page, app.places.inspect).click(),
  ]) {
    await open();
    await unfoldEverything(page);
    expect.soft(await englishOf(page)).toEqual([]);
    expect.soft(await layoutFaultsOf(page)).toEqual([]);
  }
});

/** Runs in the page: a browser whose reader prefers Chinese. */
function preferChinese(): void {
  Object.defineProperty(navigator, 'languages', { value: ['zh-CN', 'zh', 'en'] });
}

const langOf = (page: Page) => page.evaluate(() => document.documentElement.lang);

test('a first visit follows the language of the browser once, with the link; a choice stays', async ({
  openPage,
  site: { url },
}) => {
  const link = smallRun('A=adattSp&steps=40');
  const page = await openPage({ url, path: link, initScripts: [preferChinese] });
  await page.waitForURL(`${url}zh/${link}`);
  expect([await langOf(page), await page.title()]).toEqual(['zh-Hans', app.title]);
  await tab(page, app.places.sweep).click();
  await barButton(page, app.menu.more).click();
  await page.getByRole('button', { name: app.otherLanguage.name }).click();
  await page.waitForURL((now) => now.pathname === new URL(url).pathname);
  const isOnSweep = () => tab(page, english.places.sweep).getAttribute('aria-selected');
  await expect.poll(isOnSweep, patience).toBe('true');
  expect(await page.evaluate(() => location.hash)).toContain('A=adattSp&');
  expect(await langOf(page)).toBe('en');
  await page.goto(url);
  await barButton(page, english.run.play).waitFor();
  expect([page.url().startsWith(`${url}zh/`), await langOf(page)]).toEqual([false, 'en']);
  // A folder in the address is a choice as well.
  await page.goto(`${url}zh/`);
  await barButton(page, app.run.play).waitFor();
});

test('no number of the page, its files and its pictures contradicts the losses', {
  tags: 'thorough',
}, async ({ openPage, site }) => {
  const { wrong, places } = await contradictionsOn(await openPage({ url: `${site.url}zh/` }), text);
  expect(wrong).toEqual([]);
  expect(places.size).toBe(8);
});

/** Measured as the budget of the English page is: scripts and styles of the first paint, packed. */
test('takes no more to a first paint than the English page may', { tags: 'thorough' }, async ({
  site: { url },
}) => {
  const address = `${url}zh/`;
  const html = await (await fetch(address)).text();
  const files = [...html.matchAll(/(?:src|href)="([.]\/assets\/[^"]+[.](?:js|css))"/g)];
  const contents = await Promise.all(
    files.map(async ([, file = '']) =>
      Buffer.from(await (await fetch(new URL(file, address))).arrayBuffer()),
    ),
  );
  expect(files.length).toBeGreaterThan(2);
  expect(contents.reduce((sum, content) => sum + gzipSync(content).length, 0)).toBeLessThan(150_000);
});

test('keeps itself for a time without a network, apart from the English page', { tags: 'thorough' }, async ({
  openPage,
  site,
}) => {
  const page = await openPage({ url: `${site.url}zh/`, serviceWorker: true });
  const keeper = () => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL);
  await expect.poll(keeper, patience).toBe(`${site.url}zh/sw.js`);
  await site.stop();
  await page.context().setOffline(true);
  await page.reload();
  await waitForWords(page, app.run.recorded);
});
