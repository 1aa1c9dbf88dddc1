/** Links: adopted without a reload, never able to harm or to start anything. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { barButton, field, noticeSentences, openMore, setUp, smallRun, train } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';
import { numWorkersOf, recordWorkers } from './harness/workers.ts';

const { run: words } = text.app;
const { fields } = text.experiment;
const quickRun = smallRun('A=adattSp&backend=wasm&steps=20&eval=10');

/** As a link that is clicked or pasted into the address bar. */
const follow = (page: Page, hash: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

/** The page waits for the reader (nothing trains; a recorded run may be shown), and does what he asks. */
async function expectUsable(page: Page): Promise<void> {
  await barButton(page, words.play).waitFor();
  expect(await numWorkersOf(page), 'workers before Play').toBe(0);
  await follow(page, quickRun);
  await train(page);
}

test('follows the address and the back button without a reload', async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=2&batch=32', initScripts: [recordWorkers] });
  await barButton(page, words.play).waitFor();
  await openMore(page);
  await page.evaluate(() => {
    document.documentElement.dataset['isSame'] = 'yes';
  });
  const expectOpen = async (numTasks: string, batchSize: string) => {
    await expect.poll(() => field(page, fields.training.batchSize).inputValue()).toBe(batchSize);
    expect(await field(page, fields.numTasks).inputValue()).toBe(numTasks);
  };
  await expectOpen('2', '32');
  await follow(page, '#tasks=4&batch=64');
  await expectOpen('4', '64');
  await page.evaluate(() => history.back());
  await expectOpen('2', '32');
  await page.evaluate(() => history.forward());
  await expectOpen('4', '64');
  expect(await page.locator('html').getAttribute('data-is-same')).toBe('yes');
  expect(await noticeSentences(page)).toEqual([]);
  expect(await numWorkersOf(page), 'workers before Play').toBe(0);
});

test('shows hostile names as they are and runs nothing of them', async ({ openPage }) => {
  const taskName = '<img src=x onerror=f()>';
  const cardName = '<svg/onload=f()>';
  const hash = `#tasks=2&t1=n:${encodeURIComponent(taskName)}&A=adattSp,n:${encodeURIComponent(cardName)}`;
  const page = await openPage({ path: hash, initScripts: [recordWorkers] });
  await setUp(page).getByText(taskName, { exact: true }).first().waitFor();
  await setUp(page).getByText(cardName).first().waitFor();
  expect(await page.locator('img, [onerror], [onload], script:not([src])').count()).toBe(0);
  expect(await noticeSentences(page)).toEqual([]);
  await expectUsable(page);
});
