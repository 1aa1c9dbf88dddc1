/** Saved pictures are the same from every window and theme, can be read in a column, and stand alone. */
import type { Page } from 'playwright-core';
import { patience, results, savedAs, showTab } from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

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

/** All pictures of three tabs, as drawings, and the first of each as a picture of pixels if so wished: these take longest. */
async function drawingsOf(page: Page, hasPixels: boolean) {
  const drawings: { readonly title: string; readonly svg: Buffer; readonly png: Buffer | null }[] = [];
  for (const tab of ['play', 'gates', 'equations'] as const) {
    await showPictures(page, tab);
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
