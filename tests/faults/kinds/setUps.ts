/** Set-ups, links and edits that cannot be trained as they are. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import {
  enter,
  field,
  noticeSentences,
  openMore,
  patience,
  press,
  results,
  setUp,
  textOf,
  waitForStepAfter,
} from '../../e2e/harness/playground.ts';
import { expect } from '../../e2e/harness/test.ts';
import { numWorkersOf, recordWorkers } from '../../e2e/harness/workers.ts';
import type { Fault } from '../fault.ts';
import { expectUsable, faultFrom, mishap, obstacle } from '../flows.ts';
import { endlessRun, expectSetUp, harmedRun } from '../readings.ts';

const { run: words, link } = text.app;
const { fields } = text.experiment;

/** So deep that one step of this size is enough; Adam keeps shallow networks finite at any learning rate. */
const deep = Array.from({ length: 5 }, () => '32-32-32-32').join('_');
const cards = 'A=adattSp&B=sharedBottom';
const diverging = `B=sharedBottom,levels:${deep}`;
const divergingOn = (backend: 'wasm' | 'webgpu'): string =>
  harmedRun(`${backend}&lr=10`).replace(cards, diverging);
const everyNetworkDiverged = /Every network diverged by step \d+: its losses are no longer numbers\./;

/** Eight experts per task, five levels, and then more of everything. */
const large = `adattSp,experts:8,levels:${Array.from({ length: 5 }, () => '64').join('_')}`;
const oversized = `#tasks=8&source=synthetic&in=256&train=1e5&val=1e5&test=1e5&reps=20&batch=1024&A=${large}&B=${large}`;

async function readDiverged(page: Page): Promise<string> {
  const sentence = results(page)
    .getByText(/B · Shared-Bottom: 2 of 2 repetitions diverged/)
    .first();
  await sentence.waitFor(patience);
  return textOf(sentence);
}

/** As a link that is pasted into the address bar. */
const follow = (page: Page, hash: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

/** The one notice, whatever else says that there is something to undo. */
async function readNotice(page: Page): Promise<string> {
  const notice = page.getByRole('alert');
  await notice.waitFor();
  expect(new Set(await noticeSentences(page)).size).toBe((await noticeSentences(page)).length);
  expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
  expect(await page.locator('#root').locator('img, script, [onerror]').count()).toBe(0);
  const [said = ''] = await notice.allInnerTexts();
  return said.replaceAll(/\s+/g, ' ').trim();
}

/** What a link has brought is taken back, and with it the results fit the set-up again. */
async function undo(page: Page): Promise<void> {
  await page.getByRole('region', { name: text.app.tasks.title, exact: true }).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => setUp(page).getByText('Task 3').count()).toBe(0);
}

const damaged = '#tasks=3&batch=1e9&lr=x&corr=1,2&%E0%A4%A';
const hostile =
  '#tasks=3&__proto__=1&constructor=1&A=__proto__&B=ple,__proto__:1&t1=n:%3Cimg%20src=x%20onerror=f()%3E';

const editedTwentyTimes: Fault = faultFrom(
  { name: 'The set-up is edited 20 times while it trains' },
  async (openPage) => {
    const page = await openPage({ path: endlessRun, initScripts: [recordWorkers] });
    await press(page, words.play);
    await waitForStepAfter(page, 0);
    await openMore(page);
    for (let size = 17; size <= 36; size++) {
      await enter(field(page, fields.training.batchSize), String(size));
      if (size % 5 === 0) await press(page, words.play);
    }
    const stale = results(page).getByText(words.staleOnStage);
    await stale.waitFor();
    expect(await stale.count()).toBe(1);
    await expectSetUp(page, endlessRun.replace('batch=16', 'batch=36'));
    expect(await numWorkersOf(page)).toBe(2);
    await expectUsable(page);
    return { sees: words.staleOnStage, configuration: 'yes', finishedRun: '-', progress: 'not promised' };
  },
);

export const setUpFaults: readonly Fault[] = [
  obstacle({
    name: 'Learning rate 10: every network diverges',
    isDaily: true,
    path: divergingOn('wasm'),
    ends: 'failed',
    says: everyNetworkDiverged,
    remove: (page) => press(page, words.reset),
  }),
  obstacle({
    name: 'Learning rate 10 on a GPU, which hides what is no number',
    path: divergingOn('webgpu'),
    page: { webgpu: true },
    ends: 'failed',
    says: everyNetworkDiverged,
    remove: (page) => press(page, words.reset),
  }),
  obstacle({
    name: 'Learning rate 10: one network diverges, the other does not',
    isDaily: true,
    path: harmedRun('wasm&lr=10').replace(cards, `A=adattSp&${diverging}`),
    ends: 'finished',
    says: /B · Shared-Bottom: 2 of 2 repetitions diverged and are left out/,
    reads: readDiverged,
  }),
  obstacle({
    name: 'The set-up is larger than the device',
    path: oversized,
    ends: 'blocked',
    says: /needs about .* of memory, more than the limit of .* Reduce /,
    remove: (page) => follow(page, harmedRun('wasm')),
  }),
  editedTwentyTimes,
  mishap({
    name: 'The link is damaged by hand beside a finished run',
    harm: (page) => follow(page, damaged),
    says: link.problems(4),
    reads: readNotice,
    mend: undo,
  }),
  mishap({
    name: 'A hostile link is opened beside a finished run',
    harm: (page) => follow(page, hostile),
    says: link.problems(4),
    reads: readNotice,
    mend: undo,
  }),
];
