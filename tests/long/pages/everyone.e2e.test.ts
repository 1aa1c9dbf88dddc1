/** The page for whoever comes: by keyboard alone and read aloud, and without motion. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import {
  barButton,
  press,
  results,
  runWithAlarm,
  setSpeed,
  smallRun,
  waitForPause,
  waitForPhase,
  waitForStepAfter,
  waitForTab,
} from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const { run: words, places } = text.app;

declare global {
  interface Window {
    /** What screen readers were given to say, in order. */
    saidAloud: string[];
  }
}

/** An init script: keeps what live regions say. */
function listenAloud(): void {
  window.saidAloud = [];
  const listen = () => {
    for (const region of document.querySelectorAll('[aria-live], [role="status"], [role="alert"]')) {
      const sentence = region.textContent?.trim() ?? '';
      if (sentence !== '' && !window.saidAloud.includes(sentence)) window.saidAloud.push(sentence);
    }
  };
  new MutationObserver(listen).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Goes on with the Tab key until the element has the focus. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    if (await element.evaluate((found) => found === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The Tab key does not lead there.');
}

test('without a mouse and without eyes: a run from start to verdict and alarms', async ({ openPage }) => {
  const page = await openPage({ path: runWithAlarm, initScripts: [listenAloud] });
  await barButton(page, words.play).waitFor();
  await page.keyboard.press('Space');
  await waitForPhase(page, 'finished');
  const said = () => page.evaluate(() => window.saidAloud);
  await expect.poll(async () => (await said()).some((sentence) => /^Alarms\. /.test(sentence))).toBe(true);
  for (const pattern of [
    /^Training is ready\. /,
    /^Finished at step 300\. .*AdaTT-sp.*PLE/,
    /^Alarms\. .*Task 3/,
  ])
    expect(await said()).toContainEqual(expect.stringMatching(pattern));

  await tabTo(page, page.getByRole('tab', { name: places.play }));
  await page.keyboard.press('ArrowRight');
  await waitForTab(page, 'gates');
  await tabTo(page, results(page).getByRole('button', { name: text.gates.alarms.show }).first());
  await page.keyboard.press('Enter');
  await results(page).locator('[data-alarm]').first().waitFor();
});

/** What the marks on the ribbons stand at; empty where they have never moved. */
const marksAt = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll('svg')].map(({ style }) => style.getPropertyValue('--flow')).join(''),
  );

test('for those who want less motion nothing moves that need not, while it trains', async ({ openPage }) => {
  const page = await openPage({ path: smallRun('A=adattSp&B=ple&steps=100000&eval=1000&backend=wasm') });
  await setSpeed(page, words.speedOf(10));
  const start = async (reducedMotion: 'reduce' | 'no-preference') => {
    await page.emulateMedia({ reducedMotion });
    await press(page, words.play);
    await waitForStepAfter(page, 0);
  };
  await start('reduce');
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await press(page, words.pause);
  await waitForPause(page);
  expect(await marksAt(page)).toBe('');
  await start('no-preference');
  await expect.poll(() => marksAt(page)).not.toBe('');
});
