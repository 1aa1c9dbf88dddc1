/** Links, kind and unkind: adopted without a reload, explained where they had to be changed, never able to harm or to start anything. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { storedLinks } from '../unit/experiment/link/links.ts';
import {
  barButton,
  downloaded,
  enter,
  field,
  noticeSentences,
  openMore,
  patience,
  press,
  results,
  setUp,
  shareLink,
  smallRun,
  train,
  waitForStepAfter,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';
import { numWorkersOf, recordWorkers } from './harness/workers.ts';

const { run: words, link, menu } = text.app;
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

test('goes back from a link to the bare address it was opened at', async ({ openPage }) => {
  const page = await openPage({});
  await barButton(page, words.play).waitFor();
  const numTasks = () => field(page, fields.numTasks).inputValue();
  const before = await numTasks();
  await follow(page, '#tasks=5');
  await expect.poll(numTasks).toBe('5');
  await page.evaluate(() => history.back());
  await expect.poll(numTasks).toBe(before);
});

test('a link that is followed while training stops the run and is not trained', async ({ openPage }) => {
  const endless = smallRun('A=adattSp&backend=wasm&steps=100000&eval=1000');
  const page = await openPage({ path: endless, initScripts: [recordWorkers] });
  await barButton(page, words.play).click();
  await waitForStepAfter(page, 0);
  await follow(page, quickRun);
  await page.getByText(words.staleOnStage).waitFor(patience);
  await barButton(page, words.play).waitFor();
  expect(await numWorkersOf(page)).toBe(1);
  await train(page);
});

const adjusted: readonly {
  readonly name: string;
  readonly hash: string;
  readonly says: readonly RegExp[];
}[] = [
  {
    name: 'out of range',
    hash: '#batch=1e9&lr=-1&tasks=99&source=synthetic&A=adattSp,experts:9999',
    says: [
      /Tasks must be a whole number from 1 to 8 tasks, but got 99; 8 is used/,
      /Architecture A: Experts per task must be .* 1 to 8.*, but got 9999; 8 is used/,
      /Batch size must be a whole number from 1 to 1024 rows, but got 1000000000; 1024 is used/,
      /Learning rate must be a number from .* to 10, but got -1/,
    ],
  },
  {
    name: 'malformed',
    hash: '#v=x&batch=many&corr=1,2&A=nonsense&=&&%E0%A4%A',
    says: [
      /version of a link/,
      /Batch size .* got "many"/,
      /Correlation must be 6 numbers/,
      /Architecture A: .*"nonsense"/,
    ],
  },
  {
    name: 'unknown',
    hash: '#experts=9999&constructor=1&__proto__=1&A=ple,__proto__:1,shared:2',
    says: [/"experts=9999"/, /"constructor=1"/, /"__proto__=1"/, /Architecture A: .*"__proto__:1"/],
  },
  {
    name: 'prototype for an architecture',
    hash: '#A=__proto__&B=constructor',
    says: [/Architecture A: .*"__proto__"/, /Architecture B: .*"constructor"/],
  },
  {
    name: 'from a newer version',
    hash: '#v=999&batch=64',
    says: [/made by a newer version/],
  },
  {
    name: 'endless',
    hash: `#t1=n:${'a'.repeat(700_000)}`,
    says: [/at most \d+ characters/],
  },
];

test.for(adjusted)(
  'explains a link that is $name, and stays usable',
  async ({ hash, says }, { openPage }) => {
    const page = await openPage({ path: hash, initScripts: [recordWorkers] });
    await results(page).getByRole('alert').waitFor();
    const sentences = await noticeSentences(page);
    await page.getByText(link.problems(sentences.length)).waitFor();
    for (const sentence of says) expect(sentences).toContainEqual(expect.stringMatching(sentence));
    expect(new Set(sentences).size, sentences.join('\n')).toBe(sentences.length);
    expect(await page.getByRole('alert').count()).toBe(1);
    expect(await page.evaluate(() => Object.keys(Object.prototype).length)).toBe(0);
    await expectUsable(page);
  },
);

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

test('opens a link cut off anywhere', async ({ openPage }) => {
  const whole =
    '#v=1&tasks=4&t4=n:~AHkAHkAHk~,k:binary,pos:.02&corr=.9,0,0,.2,.2,.1&A=adattSp,experts:2-1-2-1&B=ple&lr=.01&lrs=100:.001';
  const page = await openPage({ path: whole, initScripts: [recordWorkers] });
  await barButton(page, words.play).waitFor();
  expect(await noticeSentences(page)).toEqual([]);
  for (let length = whole.length - 1; length > 1; length -= 7) {
    await follow(page, whole.slice(0, length));
    const numTasks = whole.slice(0, length).includes('tasks=4') ? '4' : '3';
    await expect.poll(() => field(page, fields.numTasks).inputValue()).toBe(numTasks);
    expect(await results(page).getByRole('alert').count()).toBeLessThanOrEqual(1);
  }
  await expectUsable(page);
});

/** What is open, as the page saves it to a file. */
async function savedExperiment(page: Page): Promise<unknown> {
  const content = await downloaded(page, async () => {
    await press(page, menu.more);
    await page.getByRole('button', { name: menu.saveFile }).click();
  });
  return JSON.parse(content);
}

test.for(storedLinks)(
  'opens an old link as it was meant: $link',
  async ({ version, link: old, experiment }, { openPage }) => {
    const page = await openPage({ path: `#${old.replace(/^#/, '')}` });
    await barButton(page, words.play).waitFor();
    expect(await noticeSentences(page), `version ${version}`).toEqual([]);
    await expect.poll(() => results(page).getByText(text.link.old).count()).toBe(version === 1 ? 1 : 0);
    expect(await savedExperiment(page)).toMatchObject(experiment);
  },
);

test('four tasks, four architectures and an edited matrix make a short link, with the result too', async ({
  openPage,
}) => {
  const rest = smallRun('backend=wasm&steps=20&eval=10').replace(/^#tasks=2|reps=2&/g, '');
  const page = await openPage({ path: `#tasks=4&reps=3${rest}&A=adattSp&B=ple&C=mmoe&D=crossStitch` });
  const pairs = [1, 2, 3].flatMap((row) =>
    [2, 3, 4].filter((column) => column > row).map((column) => [row, column]),
  );
  for (const [index, [row, column]] of pairs.entries()) {
    const name = text.correlation.cell(`Task ${row}`, `Task ${column}`);
    await enter(page.getByRole('spinbutton', { name, exact: true }), `-0.${index + 1}37`);
  }
  await train(page);
  await expect.poll(() => shareLink(page)).toContain('&fp=');
  const address = await shareLink(page);
  expect(address).toContain('corr=-.137,-.237,-.337,-.437,-.537,-.637');
  expect(address.length).toBeLessThanOrEqual(4000);
  expect(address.replace(/&r=[^&]*/, '').length).toBeLessThanOrEqual(1500);
  const again = await openPage({ path: new URL(address).hash });
  await again.getByText(text.sharing.shown).waitFor(patience);
  expect(await savedExperiment(again)).toEqual(await savedExperiment(page));
});
