/**
 * `npm run picture`: drives the built page as a visitor would and writes the pictures of README.md: the verdict of the opening run into
 * `public/verdict.png`, a correlation that is dragged, as a moving picture, into `public/picture.png`, and an answered figure of the
 * article into `public/article.png`.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { servePage } from '../../src/build/preview.mjs';
import { text } from '../../src/text/text.ts';
import { chromiumFlags, chromiumPath } from '../e2e/harness/chromium.mjs';
import { animatedPng, type Frame } from './apng.ts';

/** The stage, and beside it the matrix. */
const seen = { x: 8, y: 104, width: 1264, height: 470 };
const NUM_MOVES = 6;
/** Pixels of a move, a correlation of 0.15. */
const PITCH = 18;
/** Until the preview of a move is drawn. */
const PREVIEW_MS = 900;

const server = await servePage(resolve('dist'), 0);
const executablePath = chromiumPath();
const browser = await chromium.launch({
  ...(executablePath === null ? {} : { executablePath }),
  args: chromiumFlags({ webgpu: false }),
});
try {
  // With less motion the recorded run does not play by itself.
  const look = {
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  } as const;
  const page = await browser.newPage(look);
  await page.goto(server.url);
  await page.getByText(text.app.run.recorded).waitFor();
  const verdict = await verdictOf(page);
  await page.evaluate(() => scrollTo(0, 0));
  await save('public/verdict.png', verdict);
  await save('public/picture.png', animatedPng(await drag(page)));
  await page.goto(`${server.url}learn/`);
  const figure = page.locator('[data-figure="own"]');
  await figure.locator('[data-guess]').first().click();
  await figure.getByRole('slider').waitFor();
  await save('public/article.png', await figure.screenshot());
} finally {
  await browser.close();
  await server.close();
}

async function save(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(file, bytes);
  process.stdout.write(`${file}: ${bytes.length.toLocaleString('en')} bytes.\n`);
}

/** Takes the sentence and its picture. */
async function verdictOf(page: Page): Promise<Uint8Array> {
  const name = text.verdict.title('A · AdaTT-sp');
  return page.getByRole('region', { name }).screenshot();
}

/** Drags from 0.9 down to 0 and up again: two tasks part, and find each other. */
async function drag(page: Page): Promise<readonly Frame[]> {
  const name = text.correlation.cell('Task 1', 'Task 2');
  const cell = page.getByRole('spinbutton', { name, exact: true });
  const box = await cell.boundingBox();
  if (box === null) throw new Error(`There is no cell ${name}.`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const frames: Frame[] = [await frameOf(page, 1200)];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const down = Array.from({ length: NUM_MOVES }, (_, move) => move + 1);
  for (const move of [...down, ...down.toReversed().slice(1), 0]) {
    await page.mouse.move(x, y + PITCH * move, { steps: 3 });
    await page.waitForTimeout(PREVIEW_MS);
    frames.push(await frameOf(page, move === NUM_MOVES ? 900 : 180));
  }
  await page.mouse.up();
  return frames;
}

async function frameOf(page: Page, ms: number): Promise<Frame> {
  return { png: await page.screenshot({ clip: seen }), ms };
}
