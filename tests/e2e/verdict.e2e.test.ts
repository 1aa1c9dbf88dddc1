/** The answer of the page grows with the run. */
import type { Locator } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  csvOf,
  patience,
  results,
  setSpeed,
  smallRun,
  textOf,
  trainSlowly,
  waitForPhase,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.verdict;
const { run: runWords } = text.app;

const path = smallRun('backend=wasm&steps=60&eval=10&A=adattSp&B=ple&C=mmoe').replace('reps=2', 'reps=3');

/** The sentence of the verdict; waits for it. */
const sentenceOf = (verdict: Locator): Promise<string> =>
  textOf(
    verdict
      .getByText(/ (beats?|leads?) .* by |^No verdict|: (practically|too close|any difference|identical)/)
      .first(),
  );

test('is provisional before the end and final then, and is read aloud', async ({ openPage }) => {
  const page = await openPage({ path });
  const verdict = results(page).getByRole('region', { name: words.title('A · AdaTT-sp'), exact: true });
  await trainSlowly(page);
  await verdict.getByText(words.states.provisional, { exact: true }).waitFor(patience);
  await setSpeed(page, runWords.fullSpeed);
  await waitForPhase(page, 'finished');
  await verdict.getByText(words.states.final, { exact: true }).waitFor(patience);

  const sentence = await sentenceOf(verdict);
  for (const name of ['PLE', 'MMoE']) expect(sentence).toContain(name);
  await expect
    .poll(() => textOf(page.getByRole('status').last()), patience)
    .toBe(`${runWords.announceFinished(60)} ${sentence}`);

  const rows = (await csvOf(page, words.title('A · AdaTT-sp'))).slice(1);
  // Two rivals, two tasks and overall.
  expect(rows).toHaveLength(2 * 3);
});
