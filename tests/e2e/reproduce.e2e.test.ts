/** The link of a finished run says what came out, and whoever opens it learns whether it came out the same. */
import type { Page } from 'playwright-core';
import { linkOf as linkOfExperiment, readLink } from '../../src/experiment/link/link.ts';
import { linkResultOf } from '../../src/run/codec/linkResult.ts';
import { readSentResult } from '../../src/run/report/sentResult.ts';
import { text } from '../../src/text/text.ts';
import { forged } from '../unit/run/codec/madeUpRun.ts';
import {
  field,
  openMore,
  patience,
  press,
  results,
  shareLink,
  smallRun,
  train,
  waitForPhase,
} from './harness/playground.ts';
import { expect, testOnePage } from './harness/test.ts';

const { reproduction: words } = text.answer;
const says = (page: Page, sentence: string | RegExp) => results(page).getByText(sentence).waitFor(patience);

/** The run that every test here is about, finished. */
const test = testOnePage(async (openPage) => {
  const page = await openPage({
    path: smallRun('backend=wasm&steps=40&eval=10&reps=3&A=adattSp&B=ple').replace('reps=2&', ''),
  });
  await train(page);
  return page;
});

/** The fragment of the link of a finished run, with what came out. */
async function linkOf(finished: Page): Promise<string> {
  await expect.poll(() => shareLink(finished)).toContain('&fp=');
  return new URL(await shareLink(finished)).hash;
}

test('is reproduced in another window on the same machine, pauses and all', async ({
  page: finished,
  openPage,
}) => {
  const link = await linkOf(finished);
  const page = await openPage({ path: link });
  await says(page, text.sharing.shown);
  await press(page, text.app.run.step);
  await waitForPhase(page, 'paused');
  await train(page);
  await says(page, words.reproduced);
  expect(new URL(await shareLink(page)).hash).toBe(link);
});

test('is refused where its losses are not its own, and found out by the run where the fingerprint holds nothing of them', async ({
  page: finished,
  openPage,
}) => {
  const { experiment, fingerprint, sent, release } = readLink((await linkOf(finished)).slice(1));
  const run = fingerprint && readSentResult(sent.answer ?? '', experiment, fingerprint);
  if (fingerprint === null || run === null || typeof run === 'string') throw new Error(`No result: ${run}`);
  const linkWith = (id: string): string => {
    const lie = forged(run, id, 0.2);
    const answer = linkResultOf({ run: lie, experiment, fingerprint, keptStep: null }, 4000);
    return `#${linkOfExperiment(experiment, fingerprint, release ?? '', { ...sent, answer })}`;
  };
  const refused = await openPage({ path: linkWith('A') });
  await says(refused, /the mean loss of A \(Task 1\) is .* in the fingerprint and .* in the result/);
  expect(await results(refused).getByText(text.sharing.shown).count()).toBe(0);
  const page = await openPage({ path: linkWith('baseline') });
  await says(page, text.sharing.shown);
  await results(page).getByRole('button', { name: text.sharing.check }).click();
  await waitForPhase(page, 'finished');
  await says(
    page,
    /^Not reproduced: the gain over single-task of A \(Task 1\) was sent as .* and is .* here/,
  );
});

test('has the same verdict on another backend', async ({ page: finished, openPage }) => {
  const link = await linkOf(finished);
  const page = await openPage({ path: link });
  await openMore(page);
  await field(page, text.experiment.fields.training.backend).selectOption('cpu');
  await says(page, text.sharing.shown);
  await train(page);
  await says(page, words.sameVerdict(false));
});

test('of a link without the result, as they were made before, is told as ever', async ({
  page: finished,
  openPage,
}) => {
  const link = (await linkOf(finished)).replace(/&r=[^&]*/, '');
  const page = await openPage({ path: link });
  await says(page, /^This link carries the sender’s result \(wasm/);
  await train(page);
  await says(page, words.reproduced);
});

test('says what differs, and nothing any more once the set-up is changed', async ({
  page: finished,
  openPage,
}) => {
  const link = await linkOf(finished);
  const page = await openPage({ path: link.replace('#', '#seed=7&') });
  await train(page);
  await says(page, /^Not reproduced: /);
  await openMore(page);
  await field(page, text.experiment.fields.training.batchSize).fill('8');
  await field(page, text.experiment.fields.training.batchSize).press('Enter');
  await expect
    .poll(() =>
      results(page)
        .getByText(/^Not reproduced: /)
        .count(),
    )
    .toBe(0);
  await expect.poll(() => new URL(page.url()).hash).not.toContain('&fp=');
});
