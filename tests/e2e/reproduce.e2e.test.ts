/** The link of a finished run says what came out, and whoever opens it learns whether it came out the same. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  field,
  patience,
  press,
  results,
  shareLink,
  smallRun,
  train,
  waitForPhase,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { reproduction: words } = text.answer;
const setUp = (backend: string) =>
  smallRun(`backend=${backend}&steps=40&eval=10&reps=3&A=adattSp&B=ple`).replace('reps=2&', '');

const says = (page: Page, sentence: string | RegExp) => results(page).getByText(sentence).waitFor(patience);

/** The fragment of the link once the run is finished, with what came out. */
async function finishedLink(page: Page): Promise<string> {
  await train(page);
  await expect.poll(() => shareLink(page)).toContain('&fp=');
  return new URL(await shareLink(page)).hash;
}

test('is reproduced in another window on the same machine, pauses and all', async ({ openPage }) => {
  const link = await finishedLink(await openPage({ path: setUp('wasm') }));
  const page = await openPage({ path: link });
  await says(page, /^This link holds the result of a finished run/);
  await press(page, text.app.run.step);
  await waitForPhase(page, 'paused');
  await train(page);
  await says(page, words.reproduced);
  expect(new URL(await shareLink(page)).hash).toBe(link);
});

test('has the same verdict on another backend', async ({ openPage }) => {
  const link = await finishedLink(await openPage({ path: setUp('wasm') }));
  const page = await openPage({ path: link });
  await field(page, text.experiment.fields.training.backend).selectOption('cpu');
  await says(page, /^This link holds/);
  await train(page);
  await says(page, words.sameVerdict(false));
});

test('says what differs, and nothing any more once the set-up is changed', async ({ openPage }) => {
  const link = await finishedLink(await openPage({ path: setUp('wasm') }));
  const page = await openPage({ path: link.replace('#', '#seed=7&') });
  await train(page);
  await says(page, /^Not reproduced: /);
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
