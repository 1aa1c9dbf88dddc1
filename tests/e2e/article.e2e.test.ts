/** The article: read without scripts, asked and answered by keyboard, live in time, and the same numbers in the playground. */
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { sum } from '../../src/models/counts.ts';
import { articleFigures, type FigureId, stillFigure } from '../../src/teach/article/figures.ts';
import { text } from '../../src/text/text.ts';
import { test as siteTest, waitUntilKept } from './harness/keptSite.ts';
import { boundOf, onceMore } from './harness/mainThread.ts';
import { patience, results, train } from './harness/playground.ts';
import { shiftsOf } from './harness/shifts.ts';
import { expect, test } from './harness/test.ts';

const { liveFigure: words, article } = text;
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const mostLiveMs = 1000;
const path = 'learn/';

const figure = (page: Page, id: FigureId) => page.locator(`[data-figure="${id}"]`);
const slider = (page: Page, id: FigureId) => figure(page, id).getByRole('slider');
const progress = (page: Page, id: FigureId) => figure(page, id).locator('[data-progress]');
const isTrained = /^Trained here in/;

/** Answers with the keys, as somebody does who has no mouse. */
async function guess(page: Page, id: FigureId, answer = 0): Promise<void> {
  await figure(page, id).locator('[data-guess]').nth(answer).press('Enter');
  await slider(page, id).waitFor(patience);
}

/** Moves the hand by one value, and resolves to the milliseconds until a first evaluation is drawn. */
async function move(page: Page, id: FigureId): Promise<number> {
  const isLast = (await slider(page, id).inputValue()) === (await slider(page, id).getAttribute('max'));
  const startedMs = await page.evaluate(() => performance.now());
  await slider(page, id).press(isLast ? 'ArrowLeft' : 'ArrowRight');
  await figure(page, id).locator('[data-progress="training"], [data-progress="trained"]').waitFor(patience);
  await expect
    .poll(() => progress(page, id).textContent(), { interval: 20, timeout: 90_000 })
    .toMatch(/[1-9]/);
  return (await page.evaluate(() => performance.now())) - startedMs;
}

/** By the measure of the browsers, without what follows an input at once: an answer needs room. */
function watchUnaskedShifts(): void {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if ('hadRecentInput' in entry && !entry.hadRecentInput && 'value' in entry)
        window.shifts.push(Number(entry.value));
  }).observe({ type: 'layout-shift', buffered: true });
}

test(
  'every figure asks before it shows, lives in time under the keys, and nothing is shifted',
  onceMore,
  async ({ openPage, annotate }) => {
    const page = await openPage({ path, initScripts: [watchUnaskedShifts, { path: axePath }] });
    for (const id of articleFigures.map((one) => one.id)) {
      await expect.poll(() => figure(page, id).locator('[data-answer]').isVisible()).toBe(false);
      await guess(page, id, id === 'harm' ? 1 : 0);
      const liveMs = await move(page, id);
      await annotate(`${id}: live after ${Math.round(liveMs)} ms`);
      expect(liveMs, id).toBeLessThanOrEqual(boundOf(mostLiveMs));
    }
    await progress(page, 'inside').getByText(isTrained).waitFor(patience);
    // Only one trains at a time.
    expect(await page.locator('[data-progress]').getByText(isTrained).count()).toBeLessThan(
      articleFigures.length,
    );
    await page.locator(`[data-figure="${stillFigure.id}"] [data-guess]`).first().press('Enter');
    expect(await page.locator('[data-comparisons]').isVisible()).toBe(true);
    expect(sum(await shiftsOf(page))).toBeLessThanOrEqual(0.02);
    const levels = await page.locator('h1, h2, h3').evaluateAll((all) => all.map(({ tagName }) => tagName));
    expect(levels.filter((level) => level === 'H1')).toHaveLength(1);
    expect(levels.slice(1).every((level) => level === 'H2')).toBe(true);
    const { violations } = await page.evaluate(() => window.axe.run(document, { preload: false }));
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  },
);

test('a figure opens in the playground, which trains to the same verdict', { tags: 'thorough' }, async ({
  openPage,
}) => {
  const page = await openPage({ path, width: 320 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await guess(page, 'share', 2);
  await figure(page, 'share').getByText(words.guessed.wrong).waitFor();
  await move(page, 'share');
  await progress(page, 'share').getByText(isTrained).waitFor(patience);
  const said = await figure(page, 'share').locator('[data-sentence]').textContent();
  expect(said).toMatch(/Shared-Bottom/);
  await figure(page, 'share').getByRole('link', { name: article.open }).click();
  await train(page);
  const verdict = await results(page).getByRole('heading', { level: 2 }).first().textContent();
  const plain = (one: string | null) => one?.replaceAll(/\s/g, ' ') ?? '';
  expect(plain(verdict)).toContain(plain(said));
});

test('on paper, and where its worker fails, recorded pictures stay', { tags: 'thorough' }, async ({
  openPage,
}) => {
  const page = await openPage({ path, ownBrowser: true, tolerated: [/worker/i, /Failed to load/i] });
  await page.route('**/assets/worker-*', (route) => route.abort());
  await page.reload();
  await page.emulateMedia({ media: 'print' });
  for (const { id } of articleFigures) {
    expect(await figure(page, id).locator('[data-answer] svg').first().isVisible(), id).toBe(true);
    expect(await figure(page, id).locator('[data-guess]').first().isVisible(), id).toBe(false);
  }
  await page.emulateMedia({ media: 'screen' });
  await guess(page, 'own');
  await figure(page, 'own').getByRole('button', { name: words.train }).click();
  await figure(page, 'own').getByText(words.failed).waitFor(patience);
  expect(await figure(page, 'own').locator('[data-live] [data-picture]').isVisible()).toBe(true);
});

siteTest('trains without a network after the first visit', async ({ site: { url, stop }, openPage }) => {
  const page = await openPage({ url, serviceWorker: true });
  await waitUntilKept(page);
  await stop();
  await page.goto(`${url}learn/`);
  await guess(page, 'own');
  await move(page, 'own');
});
