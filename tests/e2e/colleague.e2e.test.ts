/** A finished run goes to a colleague as a link: verdict, curves, ribbons and a sentence at once, at the same place, to be checked by a run. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { boundOf, onceMore } from './harness/mainThread.ts';
import {
  noticeSentences,
  patience,
  press,
  results,
  scrubber,
  shareLink,
  showTab,
  showTable,
  smallRun,
  train,
  waitForPhase,
  waitForTab,
} from './harness/playground.ts';
import { expect, testOnePage } from './harness/test.ts';
import { numWorkersOf, recordWorkers } from './harness/workers.ts';

const { sharing: words, verdict } = text;
const { reproduction } = text.answer;

const sentence = 'Is PLE <b>behind</b> on task 2 & why? 何故';

/** The run that every test here is about, finished. */
const test = testOnePage(async (openPage) => {
  const rest = 'backend=wasm&steps=60&eval=10&reps=3&A=adattSp&B=ple&C=mmoe';
  const page = await openPage({ path: smallRun(rest).replace('reps=2&', '') });
  await train(page);
  return page;
});

/** The fragment of the link that Share makes with that sentence, from the place that is open. */
async function sharedWith(page: Page, said: string): Promise<string> {
  await press(page, text.app.link.share);
  await page.getByText(words.holds.result).waitFor(patience);
  await page.getByRole('textbox', { name: words.sentence }).fill(said);
  await page.getByRole('textbox', { name: words.sentence }).press('Enter');
  await expect.poll(() => page.url(), patience).toContain('&say=');
  await page.keyboard.press('Escape');
  return new URL(page.url()).hash;
}

/** The table behind it has the same name. */
const answerOn = (page: Page) =>
  results(page)
    .getByRole('region', { name: verdict.title('A · AdaTT-sp'), exact: true })
    .first();

/** All words and numbers of the answer but for whose it is. An axis has as many marks as there is room for, so its numbers are left out, as menus are, which come late. */
async function wordsOf(page: Page): Promise<string> {
  const { final, saved: sent } = verdict.states;
  const words = await answerOn(page).evaluate((answer) => {
    const copy = document.createElement('div');
    copy.append(...[...answer.childNodes].map((node) => node.cloneNode(true)));
    for (const picture of copy.querySelectorAll('svg, [popover]')) picture.remove();
    return copy.textContent ?? '';
  });
  return words.replace(final, '').replace(sent, '');
}

/** The same with its table, which is opened. */
async function answerOf(page: Page): Promise<string> {
  await showTable(answerOn(page));
  return wordsOf(page);
}

/** The widths of the ribbons on the stage, by figure and edge. */
const ribbonsOf = (page: Page): Promise<readonly number[]> =>
  results(page)
    .locator('[data-stage] [data-kind="gate"]')
    .evaluateAll((ribbons) =>
      ribbons.map((ribbon) => (ribbon instanceof SVGElement ? Number(ribbon.style.strokeWidth) : Number.NaN)),
    );

declare global {
  interface Window {
    /** Milliseconds at which the sender's sentence, verdict and curves stood there; 0: not yet. */
    sentMs: number;
  }
}

/** Notes when all of it stands there; it asks the page at every frame, and is a part of no test. */
function watchSent(): void {
  window.sentMs = 0;
  const look = (): void => {
    const isThere = ['q', '[data-state="saved"]', '[data-stage] svg path', '.recharts-line path'].every(
      (part) => document.querySelector(part) !== null,
    );
    if (isThere) window.sentMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

test(
  'shows the result at once, with the sentence as text, and nothing trains',
  onceMore,
  async ({ page: sender, openPage, annotate }) => {
    await showTab(sender, 'play');
    const link = await sharedWith(sender, sentence);
    expect(link.length).toBeLessThanOrEqual(4000);
    const page = await openPage({ path: link, initScripts: [watchSent, recordWorkers] });
    await results(page).getByText(sentence).waitFor(patience);
    await results(page).getByText(words.shown).waitFor(patience);
    await answerOn(page).waitFor(patience);
    await expect.poll(() => page.evaluate(() => window.sentMs), patience).toBeGreaterThan(0);
    const afterPaintMs = await page.evaluate(
      () => window.sentMs - (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
    );
    await annotate(`the sender's result stands there ${Math.round(afterPaintMs)} ms after the first paint`);
    expect(afterPaintMs).toBeLessThanOrEqual(boundOf(1000));
    // Some of it is drawn when the page has time.
    await showTable(answerOn(page));
    const answer = await answerOf(sender);
    await expect.poll(() => wordsOf(page), patience).toBe(answer);
    const theirs = await ribbonsOf(sender);
    expect(theirs.length).toBeGreaterThan(10);
    const farthest = async () => {
      const ours = await ribbonsOf(page);
      const apart = theirs.map((width, ribbon) => Math.abs(width - (ours[ribbon] ?? Number.NaN)));
      return ours.length === theirs.length ? Math.max(...apart) : Number.NaN;
    };
    await expect.poll(farthest, patience).toBeLessThanOrEqual(0.3);
    expect(await noticeSentences(page)).toEqual([]);
    expect(await numWorkersOf(page), 'workers before Run it to check').toBe(0);
    expect(await page.locator('b').filter({ hasText: 'behind' }).count()).toBe(0);
  },
);

test('opens at the same place and step, says what it does not carry, and is checked by a run', {
  tags: 'thorough',
}, async ({ page: sender, openPage }) => {
  await showTab(sender, 'gates');
  await scrubber(sender).press('Home');
  await scrubber(sender).press('ArrowRight');
  const link = await sharedWith(sender, sentence);
  expect(link).toContain('&at=gates:10');
  await sender.getByRole('button', { name: text.app.run.newest, exact: true }).click();
  const page = await openPage({ path: link });
  await waitForTab(page, 'gates');
  await results(page).getByText(words.shown).waitFor(patience);
  expect(await scrubber(page).getAttribute('aria-valuetext')).toContain('10');
  await showTab(page, 'learned');
  await results(page).getByText(words.notSent).waitFor(patience);
  await results(page).getByRole('button', { name: words.check }).click();
  await waitForPhase(page, 'finished');
  await results(page).getByText(reproduction.reproduced).waitFor(patience);
  expect(await results(page).getByText(sentence).count()).toBe(1);
  await expect.poll(async () => new URL(await shareLink(page)).hash).toContain('&r=');
});
