/** The answer of the page: what it says when, that it does not lie, and that the command line says the same. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  csvOf,
  field,
  openMore,
  patience,
  press,
  results,
  setSpeed,
  setUp,
  showLosses,
  showTable,
  smallRun,
  textOf,
  train,
  unfold,
  waitForPhase,
  waitForStepAfter,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.verdict;
const { run: runWords, architectures } = text.app;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Two tasks, on the backend that Node has too. */
const runOf = (cards: string, numReplicas = 3): string =>
  smallRun(`backend=wasm&steps=60&eval=10&${cards}`).replace('reps=2', `reps=${numReplicas}`);

const verdictOn = (page: Page, reference: string): Locator =>
  results(page).getByRole('region', { name: words.title(reference), exact: true });

/** The sentence of the verdict; waits for it. */
const sentenceOf = (verdict: Locator): Promise<string> =>
  textOf(
    verdict
      .getByText(/ (beats?|leads?) .* by |^No verdict|: (practically|we cannot|any difference|identical)/)
      .first(),
  );

/** The numbers as they are copied, by the names of their columns. */
async function numbersOf(page: Page, verdict: Locator): Promise<readonly Readonly<Record<string, string>>[]> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copy = verdict.getByRole('button', { name: words.copyCsv });
  // The buttons stand with the table behind the picture.
  if ((await copy.count()) === 0) await showTable(verdict);
  await copy.click();
  await page.getByText(words.copied).first().waitFor(patience);
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  const [header = [], ...rows] = csv
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}

interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

interface CommandComparison {
  readonly gain: Estimate;
  readonly difference?: Estimate;
  readonly conclusion: Parameters<typeof text.answer.conclusion>[0];
  readonly numBetter: number;
  readonly level: number;
  readonly medianGain: number;
  readonly chanceBetter: { readonly low: number; readonly high: number };
  readonly equality: Estimate;
  readonly detectableGain: number;
  readonly replicasToDecide: number | null;
}

interface CommandVerdict {
  readonly tasks: readonly CommandComparison[];
  readonly overall: CommandComparison;
}

/** What the command says about the same link. */
function commandVerdicts(link: string): Promise<readonly CommandVerdict[]> {
  const args = [join(root, 'src/cli/run.mjs'), 'train', link, '--json', '--backend', 'wasm'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error, stdout) => {
      if (error !== null) return reject(error);
      const printed: { readonly verdicts: readonly CommandVerdict[] } = JSON.parse(stdout);
      resolve(printed.verdicts);
    });
  });
}

test('is provisional before the end, final then, and the one of the command line', async ({ openPage }) => {
  const path = runOf('A=adattSp&B=ple&C=mmoe');
  const page = await openPage({ path });
  const verdict = verdictOn(page, 'A · AdaTT-sp');
  await setSpeed(page, runWords.speedOf(10));
  await press(page, runWords.play);
  await waitForStepAfter(page, 0);
  await verdict.getByText(words.states.provisional, { exact: true }).waitFor(patience);
  await setSpeed(page, runWords.fullSpeed);
  await waitForPhase(page, 'finished');
  await verdict.getByText(words.states.final, { exact: true }).waitFor(patience);

  const sentence = await sentenceOf(verdict);
  for (const name of ['PLE', 'MMoE']) expect(sentence).toContain(name);
  await expect
    .poll(() => textOf(page.getByRole('status').last()), patience)
    .toBe(`${runWords.announceFinished(60)} ${sentence}`);

  const rows = await numbersOf(page, verdict);
  const compared = (await commandVerdicts(path)).flatMap(({ tasks, overall }) => [...tasks, overall]);
  expect(rows).toHaveLength(compared.length);
  compared.forEach(({ gain, difference, conclusion, numBetter, ...rest }, index) => {
    const row = rows[index] ?? {};
    expect(row['verdict']).toBe(text.answer.conclusion(conclusion));
    expect(Number(row['relative reduction of the loss'])).toBeCloseTo(gain.mean, 10);
    expect(Number(row['low'])).toBeCloseTo(gain.low, 10);
    expect(Number(row['high'])).toBeCloseTo(gain.high, 10);
    expect(Number(row['better in'])).toBe(numBetter);
    // To the last digit: both are the shortest text of the same number.
    expect(row['relative reduction of the loss']).toBe(String(gain.mean));
    expect([row['level'], row['median reduction'], row['would have shown']]).toEqual(
      [rest.level, rest.medianGain, rest.detectableGain].map(String),
    );
    expect([row['chance low'], row['chance high'], row['equality low'], row['equality high']]).toEqual(
      [rest.chanceBetter.low, rest.chanceBetter.high, rest.equality.low, rest.equality.high].map(String),
    );
    expect(row['repetitions to decide']).toBe(
      rest.replicasToDecide === null ? '' : String(rest.replicasToDecide),
    );
    expect([row['rivals'], row['margin']]).toEqual(['2', '0.03']);
    expect(row['provisional']).toBe('0');
    if (difference !== undefined)
      expect(Number(row['difference of the loss'])).toBeCloseTo(difference.mean, 10);
  });
});

test('finds an architecture identical to itself, and not with other initial weights', async ({
  openPage,
}) => {
  const page = await openPage({ path: runOf('A=adattSp&B=adattSp') });
  const verdict = verdictOn(page, 'A · AdaTT-sp');
  await train(page);
  expect(await sentenceOf(verdict)).toBe('A · AdaTT-sp against B · AdaTT-sp: identical in every repetition.');
  const [first] = await numbersOf(page, verdict);
  expect(first).toMatchObject({ 'difference of the loss': '0', low: '0', high: '0' });
  expect(await verdict.getByText(words.noDifference).count()).toBe(2);
  await showLosses(page);
  const curves = async () => {
    const lines = (await csvOf(page, 'Task 1')).map((line) => line.split(','));
    return ['A · AdaTT-sp', 'B · AdaTT-sp'].map((name) =>
      lines.filter((cells) => cells.includes(name)).map((cells) => cells.filter((cell) => cell !== name)),
    );
  };
  // The chart still shows differences for a moment.
  await expect.poll(async () => (await curves())[0]?.length, patience).toBeGreaterThan(5);
  const [ofA, ofB] = await curves();
  expect(ofA).toEqual(ofB);

  await unfold(page, architectures.name('B', 'AdaTT-sp'));
  const offset = field(page, text.experiment.fields.card.initialSeedOffset);
  await offset.fill('1');
  await offset.press('Enter');
  await train(page);
  await expect.poll(() => sentenceOf(verdict), patience).not.toContain('identical');
  expect(Number((await numbersOf(page, verdict))[0]?.['difference of the loss'])).not.toBe(0);
});

test('says that more repetitions after a result was seen are a new plan', async ({ openPage }) => {
  const page = await openPage({ path: runOf('A=adattSp&B=ple') });
  await train(page);
  const verdict = verdictOn(page, 'A · AdaTT-sp');
  await verdict.getByText(words.states.final, { exact: true }).waitFor(patience);
  await openMore(page);
  const replicas = field(page, text.experiment.fields.training.numReplicas);
  await replicas.fill('4');
  await replicas.press('Enter');
  await train(page);
  await unfold(page, words.method);
  await verdict.getByText(words.cautions.raised(4, 3)).waitFor(patience);
});

test('says nothing from one repetition', async ({ openPage }) => {
  const page = await openPage({ path: runOf('A=adattSp&B=ple', 1) });
  const verdict = verdictOn(page, 'A · AdaTT-sp');
  await train(page);
  expect(await sentenceOf(verdict)).toBe('No verdict on AdaTT-sp against PLE: one repetition is not enough.');
  const [first] = await numbersOf(page, verdict);
  expect(first).toMatchObject({ verdict: text.answer.conclusion('oneReplica'), low: '', high: '' });
  expect(await verdict.locator('[class*="_whole"] line, [class*="_task"] line').count(), 'intervals').toBe(0);
});

test('compares an architecture with its own ablation', async ({ openPage }) => {
  const page = await openPage({ path: runOf('A=adattSp') });
  await unfold(page, architectures.name('A', 'AdaTT-sp'));
  await setUp(page)
    .getByRole('button', { name: architectures.duplicate('A · AdaTT-sp') })
    .click();
  await unfold(page, architectures.name('B', 'AdaTT-sp'));
  // That of A, which it was duplicated in, is open above it.
  await field(page, text.models.option.residual).last().uncheck();
  const { label } = text.models.option.residual;
  const change = text.differences.cardChange(label.toLowerCase(), 'off', 'on');
  await setUp(page)
    .getByText(new RegExp(`^${text.differences.cardAgainst('B', 'A', change)}$`, 'i'))
    .waitFor(patience);
  await train(page);
  const verdict = verdictOn(page, 'A · AdaTT-sp');
  expect(await sentenceOf(verdict)).toContain('B · AdaTT-sp');
  const overall = (await numbersOf(page, verdict)).find(({ task }) => task === text.answer.overall);
  expect(Number(overall?.['low'])).toBeLessThan(Number(overall?.['high']));
});

test('is read otherwise without another run, and tuned with one', async ({ openPage }) => {
  const page = await openPage({ path: runOf('A=adattSp&B=ple&rates=.001,.01') });
  await train(page);
  await verdictOn(page, 'A · AdaTT-sp').waitFor(patience);
  const { fields } = text.comparison;
  await openMore(page);
  await field(page, fields.reference).selectOption('B · PLE');
  const verdict = verdictOn(page, 'B · PLE');
  await verdict.waitFor(patience);
  await unfold(page, words.method);
  await field(page, fields.reportingRule).selectOption(text.comparison.choices.reportingRule.finalStep);
  await verdict.getByText(words.facts.rule.finalStep).waitFor(patience);
  await waitForPhase(page, 'finished');
  await field(page, fields.isTuned).check();
  await results(page).getByText(runWords.staleOnStage).waitFor();
  expect(await field(page, fields.learningRates).inputValue()).toBe('0.001, 0.01');
  await train(page);
  await unfold(page, words.method);
  await verdict.getByText(words.facts.tuned('0.001, 0.01')).waitFor(patience);
  // Below the window, and there once one scrolls.
  await page.mouse.wheel(0, 3000);
  const outcomes = results(page).getByRole('table', { name: words.outcomes.title });
  await expect.poll(() => outcomes.getByText(/^learning rate 0\.0+1$/).count(), patience).toBe(3);
});
