/** The Chinese page: whole in its language at any width, and found by who reads it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { exampleCsv } from '../../src/data/table/example.ts';
import { architectures } from '../../src/models/architectures.ts';
import { appText as english } from '../../src/text/en/app.ts';
import * as text from '../../src/text/zh/catalogue.ts';
import { englishIn } from '../unit/text/chineseTexts.ts';
import { servedCopy } from './harness/keptSite.ts';
import { layoutFaultsOf } from './harness/layoutFaults.ts';
import { barButton, patience, smallRun, unfoldEverything } from './harness/playground.ts';
import { contradictionsOn } from './harness/signs.ts';
import { expect, test as harnessTest } from './harness/test.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { app, sharing, triedBackends } = text;

/** The built page with the Chinese one below it, which the build that checks need has not. */
const test = harnessTest.extend('site', { scope: 'file' }, async ({}, { onCleanup }) =>
  servedCopy(onCleanup, async (folder) => {
    const build = { outDir: join(folder, 'zh'), emptyOutDir: true };
    const options = { mode: 'zh', logLevel: 'warn', build };
    const code = `import { build } from 'vite'; await build(${JSON.stringify(options)});`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { cwd: root });
  }),
);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });
/** Waits for the part that is fetched first; an Escape before that would close nothing. */
const openDialog = (page: Page, name: string) =>
  Promise.all([page.getByRole('dialog').waitFor(), button(page, name).click()]);
const ofPlace = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const waitForWords = (page: Page, words: string) =>
  page.getByText(words).filter({ visible: true }).first().waitFor({ timeout: 20_000 });

/** English on purpose: names in the example file, values that were written in a link, names of architectures there, and of a build. */
const inExample = new Set(exampleCsv(50).match(/[A-Za-z]{2,}/g)).add('example');
const isEnglish = (words: string): boolean =>
  englishIn(words.replaceAll(/"[^"]*"/g, '')).some(
    (word) => !inExample.has(word) && !architectureNames.has(word),
  );
const architectureNames = new Set<string>([
  ...architectures.map(({ id }) => id),
  'relaxed-simd',
  'AdaTTSp',
  // In a narrow bin of the map the name has two lines.
  ...['Shared', 'Bottom'],
  'ue',
]);

/** What people read or hear on the page, and texts that are cut off at an edge. */
const readingOf = (page: Page) =>
  page.evaluate(() => {
    const said = new Set<string>();
    const cut: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = node.textContent?.trim() ?? '';
      if (
        element === null ||
        words === '' ||
        element.closest('script, style, noscript, code, [lang="en"]') !== null
      )
        continue;
      said.add(words);
      const { overflowX, textOverflow } = getComputedStyle(element);
      const isHidden = element.closest('.visuallyHidden') !== null || textOverflow === 'ellipsis';
      if (overflowX !== 'visible' && !isHidden && element.scrollWidth > element.clientWidth + 1)
        cut.push(words);
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [aria-valuetext]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext'])
        said.add(element.getAttribute(name) ?? '');
    return { said: [...said], cut, width: document.documentElement.scrollWidth };
  });

const chineseRun = smallRun(
  'train=400&steps=60&eval=10&backend=wasm&A=adattSp&B=ple&C=sharedBottom&D=almostAdatt&t2=k:binary',
);

/** The ways through the page, each from where the one before ended. */
const ways: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  opening: (page) => waitForWords(page, app.run.recorded),
  gallery: (page) => openDialog(page, app.menu.presets),
  menu: async (page) => {
    await page.keyboard.press('Escape');
    await barButton(page, app.menu.more).click();
    await button(page, app.menu.about).waitFor();
  },
  about: (page) => openDialog(page, app.menu.about),
  glossary: async (page) => {
    await page.keyboard.press('Escape');
    await barButton(page, app.menu.more).click();
    await openDialog(page, app.menu.glossary);
  },
  share: async (page) => {
    await page.keyboard.press('Escape');
    await barButton(page, app.link.share).click();
    await page.getByRole('textbox', { name: sharing.link }).waitFor();
  },
  backend: async (page) => {
    await page.keyboard.press('Escape');
    await barButton(page, app.menu.more).click();
    await page.getByRole('button', { name: app.backend.open }).click();
    await waitForWords(page, triedBackends.notYet);
  },
  patterns: async (page) => {
    for (let open = 0; open < 2; open++) await page.keyboard.press('Escape');
    await button(page, text.correlation.patterns.menu).click();
  },
  ownData: async (page) => {
    await page.keyboard.press('Escape');
    await barButton(page, app.menu.more).click();
    await page.getByRole('button', { name: app.ownData.menu }).click();
    await button(page, text.ownData.choose.example).click();
    await waitForWords(page, text.ownData.columns.note);
  },
  brokenLink: async (page) => {
    await page.goto(page.url().replace(/#.*/, '?1#tasks=99&lr=fast&A=nobody&B=ple&unknown=1'));
    await page.getByRole('alert').first().waitFor(patience);
  },
  trained: async (page) => {
    await page.goto(page.url().replace(/\?.*/, `?2${chineseRun}`));
    await barButton(page, app.run.play).click();
    await page.getByRole('banner').getByText(app.run.phase.finished, { exact: true }).waitFor(patience);
    await waitForWords(page, text.panels.compare.inWords);
  },
  history: async (page) => {
    await page.keyboard.press('h');
    await waitForWords(page, text.history.first);
  },
  lesson: async (page) => {
    await page.keyboard.press('Escape');
    await barButton(page, app.menu.more).click();
    await page.getByRole('button', { name: app.menu.lesson }).click();
    await waitForWords(page, text.lesson.builder.intro);
  },
  gates: async (page) => {
    await page.keyboard.press('Escape');
    await tab(page, app.places.inspect).click();
  },
  health: (page) => page.getByText(text.gates.views.health, { exact: true }).first().click(),
  row: (page) => ofPlace(page, app.tabs.inspect.row).check({ force: true }),
  learned: async (page) => {
    await ofPlace(page, app.tabs.inspect.learned).check({ force: true });
    await waitForWords(page, text.learned.title.prediction);
  },
  equations: (page) => ofPlace(page, app.tabs.inspect.equations).check({ force: true }),
  map: async (page) => {
    await tab(page, app.places.sweep).click();
    await waitForWords(page, text.map.method);
  },
  sweep: (page) => ofPlace(page, app.tabs.sweep.sweep).check({ force: true }),
  search: async (page) => {
    await ofPlace(page, app.tabs.sweep.search).check({ force: true });
    await waitForWords(page, text.search.intro);
  },
};

/** What a wide page lays out in another way; dialogs and the rest read alike on both. */
const laidOutAnew = new Set(['opening', 'ownData', 'trained', 'gates', 'row', 'map', 'search']);

/** Of the place that is open: what is said there in English, what is cut off, and what is wider than the page, which must be nothing. */
async function wrongIn(page: Page, heard: Set<string>) {
  await unfoldEverything(page);
  // What comes with it.
  await page.waitForTimeout(300);
  const { said, cut, width } = await readingOf(page);
  for (const words of said) heard.add(words);
  const left = said.filter(
    (words) => !words.includes('…') && !words.startsWith('<iframe') && isEnglish(words),
  );
  return { left, cut, isTooWide: width > (page.viewportSize()?.width ?? 0) };
}

test('says nothing in English and cuts nothing, on a wide page and on a phone', async ({
  openPage,
  site,
}) => {
  const page = await openPage({ url: `${site.url}zh/` });
  const heard = new Set<string>();
  for (const [name, go] of Object.entries(ways)) {
    await page.setViewportSize({ width: 1280, height: 6000 });
    await go(page);
    for (const width of laidOutAnew.has(name) ? [390, 1280] : [390]) {
      // So tall that everything is drawn that waits until a reader comes near it.
      await page.setViewportSize({ width, height: 6000 });
      if (name === 'opening') expect.soft(await layoutFaultsOf(page), `${width} px`).toEqual([]);
      const wrong = await wrongIn(page, heard);
      expect.soft(wrong, `${name} at ${width} px`).toEqual({ left: [], cut: [], isTooWide: false });
    }
  }
  const all = [...heard].join('\n');
  for (const term of '专家 门控 任务塔 共享底层 融合层 残差 原生专家 负迁移 验证集 测试集'.split(' '))
    expect(all).toContain(term);
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

test('no number of the page, its files and its pictures contradicts the losses', async ({
  openPage,
  site,
}) => {
  const { wrong, places } = await contradictionsOn(await openPage({ url: `${site.url}zh/` }), text);
  expect(wrong).toEqual([]);
  expect(places.size).toBe(8);
});

/** Measured as the budget of the English page is: scripts and styles of the first paint, packed. */
test('takes no more to a first paint than the English page may', async ({ site: { url } }) => {
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

test('keeps itself for a time without a network, apart from the English page', async ({ openPage, site }) => {
  const page = await openPage({ url: `${site.url}zh/`, serviceWorker: true });
  const keeper = () => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL);
  await expect.poll(keeper, patience).toBe(`${site.url}zh/sw.js`);
  await site.stop();
  await page.context().setOffline(true);
  await page.reload();
  await waitForWords(page, app.run.recorded);
});
