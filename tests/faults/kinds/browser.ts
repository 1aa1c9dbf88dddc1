/** What browser and machine do to a page that trains: sleep, hide it, leave it, keep nothing for it. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import {
  barButton,
  patience,
  press,
  stepOf,
  textOf,
  train,
  waitForPhase,
} from '../../e2e/harness/playground.ts';
import { expect } from '../../e2e/harness/test.ts';
import { recordWorkers, reportsOf } from '../../e2e/harness/workers.ts';
import type { Fault } from '../fault.ts';
import { departure, interruption, mishap, obstacle } from '../flows.ts';
import { moveClocks, sleep } from '../injections.ts';
import { closeStorage, fillStorage, refuseClipboard, spoilStorage } from '../prepared.ts';
import { endlessRun, harmedRun, numSteps } from '../readings.ts';

const { run: words, link } = text.app;

const unnoticed = { says: null, saysAfterwards: null };
const hourMs = 3_600_000;

const visibilityOf = (page: Page): Promise<string> => page.evaluate(() => document.visibilityState);

/** The last step the engine has spoken of; asked behind the page's back, which may rest while it is hidden. */
const engineStepOf = async (page: Page): Promise<number> =>
  (await reportsOf(page)).findLast(({ type }) => type === 'progress')?.step ?? 0;

/** Training goes on meanwhile, where there is something to train. */
async function hideForAWhile(page: Page): Promise<void> {
  const front = await page.context().newPage();
  await front.bringToFront();
  await expect.poll(() => visibilityOf(page), patience).toBe('hidden');
  const hiddenAt = await engineStepOf(page);
  await expect
    .poll(() => engineStepOf(page), patience)
    .toBeGreaterThan(Math.min(hiddenAt + 20, numSteps - 1));
  expect(await visibilityOf(page)).toBe('hidden');
  await page.bringToFront();
  await expect.poll(() => visibilityOf(page), patience).toBe('visible');
  await front.close();
}

/** Another page of the same place, and back; true when the page was put away meanwhile instead of closed. */
async function leaveAndComeBack(page: Page): Promise<boolean> {
  await page.evaluate(() => {
    document.documentElement.dataset['isSame'] = 'yes';
    location.href = './licences.txt';
  });
  await page.waitForURL(/licences\.txt$/);
  // Not `goBack`, which waits for a load that does not come.
  await page.evaluate(() => history.back());
  await barButton(page, words.reset).waitFor(patience);
  return (await page.locator('html').getAttribute('data-is-same')) === 'yes';
}

/** A page that was put away has paused: nobody wants it to train unseen. */
async function putAway(page: Page): Promise<void> {
  const wasTraining = (await stepOf(page)) < numSteps;
  expect(await leaveAndComeBack(page), 'kept for the back button').toBe(true);
  if (!wasTraining) return;
  await waitForPhase(page, 'paused');
  await press(page, words.play);
}

async function trainInAnotherTab(page: Page): Promise<void> {
  const other = await page.context().newPage();
  const url = new URL(harmedRun('wasm').replace('A=adattSp', 'A=mmoe'), page.url());
  await other.goto(url.href);
  await train(other);
  expect(other.url()).toContain('A=mmoe');
  await other.close();
}

/** Nothing is left of it but its address. */
async function crashTab(page: Page): Promise<Page> {
  const url = page.url();
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  const next = await page.context().newPage();
  await next.goto(url);
  return next;
}

async function readShare(page: Page): Promise<string> {
  await press(page, link.share);
  const sentence = page.getByText(text.sharing.copyByHand);
  await sentence.waitFor();
  expect(await page.getByRole('textbox', { name: text.sharing.link }).inputValue()).toContain('batch=16');
  const said = await textOf(sentence);
  await page.keyboard.press('Escape');
  return said;
}

export const browserFaults: readonly Fault[] = [
  interruption({
    name: 'The machine sleeps, and wakes an hour later',
    page: { ownBrowser: true },
    harm: sleep,
    ...unnoticed,
  }),
  interruption({
    name: 'The clock is set back by an hour',
    harm: (page) => moveClocks(page, -hourMs),
    ...unnoticed,
  }),
  interruption({
    name: 'There is no network any more',
    page: { tolerated: [/ERR_INTERNET_DISCONNECTED/] },
    harm: (page) => page.context().setOffline(true),
    ...unnoticed,
  }),
  interruption({
    name: 'The tab is hidden',
    page: { ownBrowser: 'natural', initScripts: [recordWorkers] },
    harm: hideForAWhile,
    ...unnoticed,
  }),
  interruption({
    name: 'Another page is opened in the tab, and then the back button',
    page: { ownBrowser: 'natural' },
    harm: putAway,
    ...unnoticed,
  }),
  interruption({
    name: 'Another tab trains another set-up',
    harm: trainInAnotherTab,
    ...unnoticed,
  }),
  departure({
    name: 'Another page is opened in the tab, and the browser does not keep this one',
    path: endlessRun,
    harm: async (page) => {
      expect(await leaveAndComeBack(page)).toBe(false);
      return page;
    },
  }),
  departure({
    name: 'The tab crashes and is loaded again',
    path: endlessRun,
    page: { ownBrowser: true },
    harm: crashTab,
  }),
  obstacle({
    name: 'The storage is closed to the page',
    page: { initScripts: [closeStorage] },
    ends: 'finished',
    says: null,
  }),
  obstacle({
    name: 'The storage is full',
    page: { initScripts: [fillStorage] },
    ends: 'finished',
    says: null,
  }),
  obstacle({
    name: 'The storage holds nonsense',
    page: { initScripts: [spoilStorage] },
    ends: 'finished',
    says: null,
  }),
  mishap({
    name: 'The clipboard is refused',
    page: { initScripts: [refuseClipboard] },
    harm: () => Promise.resolve(),
    says: text.sharing.copyByHand,
    reads: readShare,
  }),
];
