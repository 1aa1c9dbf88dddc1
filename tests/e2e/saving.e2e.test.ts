/** What leaves the page: every picture and table has a menu that saves it, and what is saved can be read elsewhere. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  bar,
  openMore,
  patience,
  results,
  savedAs,
  setUp,
  showTab,
  showTable,
  smallRun,
  sweep,
  train,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.saving;
const [a, b] = ['A · AdaTT-sp', 'B · PLE'];

/** Every picture and table that can be seen, by name; those without a menu of that name are marked. */
const shownIn = (page: Page, save: string): Promise<readonly string[]> =>
  page.evaluate((prefix) => {
    const nameOf = (element: Element): string => {
      const labelled = element.getAttribute('aria-labelledby');
      return (
        element.getAttribute('aria-label') ??
        (labelled === null ? null : document.getElementById(labelled))?.textContent ??
        element.querySelector('caption')?.textContent ??
        ''
      );
    };
    const isSeen = (element: Element) =>
      element.checkVisibility() && element.closest('.recharts-tooltip-wrapper') === null;
    const menus = [...document.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));
    return [...document.querySelectorAll('table, svg[data-picture]')].filter(isSeen).map((element) => {
      const figure = element.closest('figure');
      const name = nameOf(figure ?? element);
      const own =
        figure === null ? menus : [...figure.querySelectorAll('button')].map((one) => one.ariaLabel);
      return own.includes(prefix + name) ? name : `${name} CANNOT BE SAVED`;
    });
  }, save);

const inventory = async (page: Page): Promise<readonly string[]> =>
  [...new Set(await shownIn(page, words.saveTitle('')))].toSorted();

test('every picture and table can be saved', async ({ openPage }) => {
  const page = await openPage({
    path: smallRun('backend=wasm&steps=40&eval=10&A=adattSp&B=ple').replace('reps=2', 'reps=3'),
  });
  await openMore(page);
  await setUp(page).getByText(text.budget.details, { exact: true }).click();
  await train(page);
  const { budget, verdict, gates, panels, sweep: sweeps } = text;
  const costs = [budget.expertsPerLevel, budget.multiplyAdds, budget.parameters];
  const compare = [
    a,
    b,
    verdict.title(a),
    verdict.outcomes.title,
    verdict.seesaw.title('Task 1', 'Task 2'),
    'Task 1',
    'Task 2',
  ];
  await expect.poll(() => inventory(page), patience).toEqual([...costs, ...compare].toSorted());

  await setUp(page)
    .getByRole('button', { name: words.saveTitle(budget.parameters) })
    .click();
  const [csv, json] = await Promise.all(
    [words.csv, words.json].map((name) => setUp(page).getByRole('button', { name }).boundingBox()),
  );
  expect(json?.y, 'choices stand below each other').toBeGreaterThan(csv?.y ?? Number.NaN);
  expect(json?.x).toBe(csv?.x);
  await page.keyboard.press('Escape');

  await page.getByRole('slider', { name: text.time.slider }).focus();
  await page.keyboard.press('Home');
  const losses = panels.compare.tableTitle(panels.compare.splitWords.test, '0');
  await expect.poll(() => inventory(page), patience).toEqual([...costs, ...compare, losses].toSorted());
  await page.keyboard.press('End');

  await showTab(page, 'gates');
  await expect.poll(() => inventory(page), patience).toEqual([...costs, a, b].toSorted());
  await results(page).getByText(gates.views.health, { exact: true }).click();
  const levels = [1, 2].map((level) => text.app.ui.level(level));
  const health = [a, b].flatMap((card) =>
    levels.flatMap((level) =>
      [gates.health.expert, gates.health.unit].map((what) =>
        text.charts.placed(text.charts.placed(card, level), what),
      ),
    ),
  );
  const found = await inventory(page);
  expect(found).toEqual(expect.arrayContaining(health));
  expect(found.filter((name) => name.includes('CANNOT'))).toEqual([]);

  await showTab(page, 'equations');
  await expect.poll(() => inventory(page), patience).toEqual([...costs, a].toSorted());
  await showTable(results(page).getByRole('figure', { name: a, exact: true }));
  await expect.poll(() => shownIn(page, words.saveTitle(''))).toHaveLength(costs.length + 2);

  await showTab(page, 'sweep');
  await sweep(page);
  const swept = await inventory(page);
  expect(swept).toContain(sweeps.results.points);
  expect(swept).toHaveLength(costs.length + 2);
  expect(swept.filter((name) => name.includes('CANNOT'))).toEqual([]);

  await bar(page)
    .getByRole('button', { name: /^Backend: / })
    .click();
  await expect.poll(() => inventory(page)).toContain(text.triedBackends.candidates);
  const tried = await savedAs(page, text.triedBackends.candidates, 'json');
  expect(JSON.parse(tried.content.toString())).not.toEqual([]);
  await bar(page).getByRole('button', { name: text.app.backend.measure }).click();
  await expect.poll(() => inventory(page), patience).toContain(text.machine.table);
});

/** What a drawing says of itself. */
interface Drawing {
  readonly size: readonly (string | null)[];
  readonly words: readonly string[];
  /** Points of its smallest text in a column of 85 mm. */
  readonly points: number;
  readonly ground: string | null;
  /** Attributes that lead out of the file, or to a style sheet that it has not. */
  readonly loose: readonly string[];
}

/** Reads a drawing in a page that has nothing else, as another program would. */
function readDrawing(page: Page, svg: Buffer): Promise<Drawing> {
  return page.evaluate((written) => {
    const { documentElement: drawing } = new DOMParser().parseFromString(written, 'image/svg+xml');
    const texts = [...drawing.querySelectorAll('text')];
    const sizes = texts.map((one) => Number.parseFloat(one.getAttribute('font-size') ?? ''));
    const width = Number(drawing.getAttribute('width'));
    // A link is for the reader: nothing is drawn with what it leads to.
    const all = [drawing, ...drawing.querySelectorAll('*:not(a)')];
    return {
      size: ['width', 'height', 'viewBox'].map((name) => drawing.getAttribute(name)),
      words: texts.map((one) => `${one.getAttribute('font-size')} ${one.textContent}`),
      points: (Math.min(...sizes) / width) * (85 / 25.4) * 72,
      ground: drawing.querySelector('rect')?.getAttribute('fill') ?? null,
      loose: all.flatMap((one) =>
        [...one.attributes]
          .filter(
            ({ name, value }) =>
              ['class', 'style', 'href'].includes(name) ||
              /var\(|light-dark|https?:(?!\/\/www\.w3\.org)|url\((?!["']?#)/.test(value),
          )
          .map(({ name, value }) => `${one.tagName} ${name}=${value}`),
      ),
    };
  }, svg.toString());
}

/** The colour of a corner of a picture, and its size. */
function readPicture(page: Page, picture: Buffer, type: string) {
  return page.evaluate(
    async ([base64 = '', kind = '']) => {
      const image = new Image();
      image.src = `data:${kind};base64,${base64}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data = new Uint8ClampedArray() } =
        context?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      let numDark = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) numDark++;
      return { width: canvas.width, corner: [...data.slice(0, 4)], darkShare: (4 * numDark) / data.length };
    },
    [picture.toString('base64'), type],
  );
}

/** Titles of the pictures that are there, in their order. */
const titlesOf = (page: Page): Promise<readonly string[]> =>
  results(page)
    .getByRole('figure')
    .evaluateAll((figures) =>
      figures.map((figure) => figure.querySelector('figcaption > span')?.textContent ?? ''),
    );

/** Opens a place, and waits until its pictures have taken the place of those before. */
async function showPictures(page: Page, tab: 'play' | 'gates' | 'equations'): Promise<void> {
  const before = tab === 'play' ? [] : await titlesOf(page);
  await showTab(page, tab);
  await expect.poll(() => titlesOf(page), patience).not.toEqual(before);
  await results(page).getByRole('figure').first().waitFor(patience);
}

/** It comes when the reader comes near it. */
async function scrollToSeesaw(page: Page): Promise<void> {
  const name = text.verdict.seesaw.title('Task 1', 'Task 2');
  const seesaw = results(page).getByRole('figure', { name, exact: true });
  const isSeen = async (): Promise<boolean> => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    return seesaw.isVisible();
  };
  await expect.poll(isSeen, patience).toBe(true);
}

/** All pictures of three tabs, as drawings, and the first of each as a picture of pixels if so wished: these take longest. */
async function drawingsOf(page: Page, hasPixels: boolean) {
  const drawings: { readonly title: string; readonly svg: Buffer; readonly png: Buffer | null }[] = [];
  for (const tab of ['play', 'gates', 'equations'] as const) {
    await showPictures(page, tab);
    if (tab === 'play') await scrollToSeesaw(page);
    for (const [index, title] of (await titlesOf(page)).entries()) {
      const within = results(page).getByRole('figure').nth(index);
      const svg = await savedAs(page, title, 'svg', within);
      const png = hasPixels && index === 0 ? (await savedAs(page, title, 'png', within)).content : null;
      drawings.push({ title, svg: svg.content, png });
    }
  }
  return drawings;
}

test('pictures are the same from every window and theme, can be read in a column, and stand alone', async ({
  openPage,
}) => {
  const wide = await openPage({ theme: 'dark' });
  const narrow = await openPage({ width: 390 });
  const [fromWide, fromNarrow] = [await drawingsOf(wide, true), await drawingsOf(narrow, false)];
  expect(fromWide.map(({ title }) => title)).toEqual(fromNarrow.map(({ title }) => title));
  expect(fromWide.length).toBeGreaterThan(9);
  expect(fromWide.filter(({ png }) => png !== null)).toHaveLength(3);
  const elsewhere = await narrow.context().newPage();
  for (const [index, { title, svg, png }] of fromWide.entries()) {
    const drawing = await readDrawing(elsewhere, svg);
    expect(await readDrawing(elsewhere, fromNarrow[index]?.svg ?? Buffer.of()), title).toEqual(drawing);
    expect(drawing.points, title).toBeGreaterThanOrEqual(6);
    expect(drawing.loose, title).toEqual([]);
    expect(drawing.ground).toBe('rgb(255, 255, 255)');
    const drawn = await readPicture(elsewhere, svg, 'image/svg+xml');
    const picture = png === null ? [] : [await readPicture(elsewhere, png, 'image/png')];
    for (const { width } of picture) expect(width).toBe(3 * drawn.width);
    for (const { corner, darkShare } of [...picture, drawn]) {
      expect(corner).toEqual([255, 255, 255, 255]);
      expect(darkShare, `${title}: something is drawn`).toBeGreaterThan(0.005);
      expect(darkShare, `${title}: and most is paper`).toBeLessThan(0.5);
    }
  }
});
