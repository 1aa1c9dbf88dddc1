/** Does it hold for other tasks like these? From the button in *Sweep* to a draw that is opened. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { readLink } from '../../src/experiment/link/link.ts';
import { DRAWS_PLANNED } from '../../src/studies/sweep/taskDraws.ts';
import { text } from '../../src/text/text.ts';
import {
  csvOf,
  patience,
  press,
  results,
  shareLink,
  showTab,
  showTable,
  train,
  waitForStepAfter,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.draws;
const small = (rest: string): string =>
  `#v=2&tasks=2&in=8&train=200&val=50&test=50&reps=2&batch=16&backend=wasm&${rest}`;
const quick = small('steps=20&eval=10&A=adattSp&B=sharedBottom&C=ple');
/** A chunk of draws takes long enough to be seen on a fast machine. */
const slow = small('steps=4000&eval=200&A=adattSp&B=sharedBottom');

/** Some draws are found, some are missing. */
const isUnderWay = new RegExp(`^[1-9]\\d* of ${DRAWS_PLANNED} draws trained$`);

const button = (page: Page, name: string): Locator =>
  results(page).getByRole('button', { name, exact: true });
const said = (page: Page, sentence: string | RegExp): Locator => results(page).getByText(sentence).first();

/** Trains, and opens the place where draws are asked for. */
async function trainAndGoToDraws(page: Page): Promise<void> {
  await train(page);
  await showTab(page, 'draws');
}

/** What the command says of the same link. */
async function printedVerdict(link: string) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const args = [join(root, 'src/cli/run.mjs'), 'draws', link, '--json', '--backend', 'wasm'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const printed: {
    readonly verdict: string;
    readonly verdicts: readonly { readonly overall: { readonly perReplica: readonly (number | null)[] } }[];
  } = JSON.parse(stdout);
  return printed;
}

test('a verdict over many draws grows, is that of the command, and leads to each of them', async ({
  openPage,
}) => {
  const page = await openPage({ path: quick });
  await trainAndGoToDraws(page);
  await said(page, words.explained(DRAWS_PLANNED)).waitFor(patience);
  await button(page, words.ask).click();
  await said(page, words.allTrained(DRAWS_PLANNED)).waitFor(patience);

  const { verdict, verdicts } = await printedVerdict(quick);
  await said(page, verdict).waitFor();
  const rows = (await csvOf(page, words.title)).slice(1).map((line) => line.split(','));
  expect(rows).toHaveLength(DRAWS_PLANNED * 2 * 3);
  const overall = rows.filter(([, against, task]) => against === 'C · PLE' && task === text.answer.overall);
  expect(overall.map(([, , , gain]) => Number(gain))).toEqual(verdicts[1]?.overall.perReplica);

  const forest = results(page).getByRole('application', { name: words.plotName('A · AdaTT-sp') });
  await forest.focus();
  await page.keyboard.press('ArrowRight');
  const marked = await said(page, /^Draw \d+, against B · Shared-Bottom: /).textContent();
  await page.keyboard.press('Enter');
  const draw = Number(/^Draw (\d+)/.exec(marked ?? '')?.[1]);
  await page.getByText(words.opened(draw)).first().waitFor();
  const { data, training } = readLink(await shareLink(page)).experiment;
  expect([data.redraw, data.draw, training.numReplicas]).toEqual(['rows', draw, 2]);
  // The results are those of the set-up before, and so are the draws: the table leads to them as well.
  await showTable(results(page).getByRole('figure', { name: words.title }));
  await results(page)
    .getByRole('button', { name: words.openDraw(39) })
    .click();
  expect(readLink(await shareLink(page)).experiment.data.draw).toBe(39);
});

test('can be cancelled, is there after a reload, and goes on', async ({ openPage }) => {
  const page = await openPage({ path: slow });
  await trainAndGoToDraws(page);
  await button(page, words.ask).click();
  await said(page, isUnderWay).waitFor(patience);
  await said(page, /, for tasks drawn like these\./).waitFor();
  await button(page, words.actions.cancel).click();
  const ahead = await said(page, /^A · AdaTT-sp was ahead of /).textContent();
  const numFound = Number(/of (\d+) draws\.$/.exec(ahead ?? '')?.[1]);
  expect(numFound).toBeGreaterThanOrEqual(4);

  await page.reload();
  await trainAndGoToDraws(page);
  expect(await said(page, /^A · AdaTT-sp was ahead of /).textContent()).toBe(ahead);
  await button(page, words.goOn(DRAWS_PLANNED - numFound)).click();
  // One training at a time.
  await press(page, text.app.run.playAgain);
  await button(page, words.actions.goOn).waitFor(patience);
  await waitForStepAfter(page, 0);
  await button(page, words.actions.goOn).click();
  await expect
    .poll(() => said(page, /^A · AdaTT-sp was ahead of /).textContent(), patience)
    .not.toContain(`of ${numFound} draws.`);
});
