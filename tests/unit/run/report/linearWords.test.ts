/** What is said of linear models beside networks: of the tasks of which it is true, with the interval that decides. */
import { expect, it } from 'vitest';
import type { LinearLosses } from '../../../../src/analysis/produced/evaluation.ts';
import { tableInfo } from '../../../../src/data/sources/tableInfo.ts';
import { setTask } from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { findingRules } from '../../../../src/run/report/findings/findings.ts';
import { linearFindingsOf, linearSentences } from '../../../../src/run/report/linearWords.ts';
import { markdownReport } from '../../../../src/run/report/markdown.ts';
import { formatAmount } from '../../../../src/text/format.ts';
import { evaluated, experimentOf, type MadeUp, ofEach } from '../evaluatedRuns.ts';

const experiment = experimentOf(['adattSp', 'ple']);
const binary = setTask(experiment, 0, { ...experiment.tasks[0], kind: 'binary' });

/** Losses of the linear models on both tasks; networks were compared with them at the last step. */
function linearOf(
  losses: readonly [number, number],
  { auc = Number.NaN, variance = 1e-6, steps = 100 } = {},
): LinearLosses {
  const network = {
    steps: ofEach(steps, steps),
    losses: [variance, variance],
    areas: [variance, Number.NaN],
  };
  return {
    penalty: ofEach(1, 1),
    validation: ofEach(...losses),
    test: ofEach(...losses),
    auc: ofEach(auc, Number.NaN),
    calibration: ofEach(null, null),
    byRow: { numRows: [3080, 3080], numCompared: [3080, 3080], networks: { A: network, B: network } },
  };
}

// Losses of task 2 are half as large; the best constant's is 2.
const losses = { A: 0.5, B: 0.6 };
const runOf = (linear: LinearLosses, more: Partial<MadeUp> = {}, on = experiment) =>
  evaluated(on, { losses, known: { linear }, ...more });
const saidOf = (...given: Parameters<typeof runOf>) => {
  const run = runOf(...given);
  return linearSentences(run.experiment, run.summary);
};

it('what is true of one task is said of that task, and of every task what is true of all', () => {
  const said = saidOf(linearOf([0.4, 0.28]));
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(
    /^On Task 1, linear regression on the same columns does better than every network here: R² 0\.800 against 0\.750 of AdaTT-sp \(by 0\.03\d to 0\.06\d\)\.$/,
  );
  expect(said[1]).toMatch(
    /^On Task 2, a network does clearly better than linear regression .*: R² 0\.87\d of AdaTT-sp against 0\.860 \(by 0\.0\d+ to 0\.0\d+\)\. Compared separately for each example on 3,080 of 3,080 labelled test rows, each interval at 98\.75 %\.$/,
  );
  expect(saidOf(linearOf([0.4, 0.2]))).toEqual([
    expect.stringMatching(
      /^On every task, linear regression .* every network here: R² 0\.800 .* of AdaTT-sp .* on Task 1 and R² 0\.900 .* on Task 2\./,
    ),
  ]);
});

it('nobody is clearly better where the interval that is printed holds 0', () => {
  expect(saidOf(linearOf([0.505, 0.252]))[0]).toMatch(
    /^On every task, no network is clearly better than linear regression on the same columns: R² 0\.750 of AdaTT-sp against 0\.748 \(difference −0\.0\d+ to 0\.0\d+\) on Task 1 and /,
  );
});

it('the test rows’ own error counts: what repetitions alone would call clear is not', () => {
  const sure = runOf(linearOf([0.4, 0.2]));
  const unsure = runOf(linearOf([0.4, 0.2], { variance: 0.01 }));
  expect(linearFindingsOf(sure.summary).map(({ standing }) => standing)).toEqual(['ahead', 'ahead']);
  expect(linearFindingsOf(unsure.summary).map(({ standing }) => standing)).toEqual(['open', 'open']);
});

it('ranking counts as well as the loss, and both are said where they disagree', () => {
  // The area of a network is 1 minus its loss.
  const standingOf = (loss: number, auc: number) =>
    linearFindingsOf(runOf(linearOf([loss, 0.25], { auc }), {}, binary).summary)[0]?.standing;
  expect([standingOf(0.5, 0.4), standingOf(0.6, 0.5), standingOf(0.5, 0.5)]).toEqual([
    'behind',
    'behind',
    'open',
  ]);
  expect(saidOf(linearOf([0.4, 0.25], { auc: 0.4 }), {}, binary)[0]).toMatch(
    /^On Task 1, ranking and probabilities disagree about logistic regression on the same columns: AUC 0\.\d+ of \S+ against 0\.400 \(better by .*\), log loss 0\.\d+ of \S+ against 0\.400 \(worse by .*\)/,
  );
});

it('nobody is clearly better by what is known of all networks: the loss where the areas are of one yes alone', () => {
  const linear = linearOf([0.505, 0.25], { auc: 0.5 });
  const networks = Object.fromEntries(
    Object.entries(linear.byRow?.networks ?? {}).map(([id, one]) => [
      id,
      { ...one, areas: [Number.NaN, Number.NaN] },
    ]),
  );
  const unsure = { ...linear, ...(linear.byRow && { byRow: { ...linear.byRow, networks } }) };
  const run = runOf(unsure, {}, binary);
  const { low = 0, high = 0 } = run.summary.linear?.against[0]?.tasks[0]?.loss ?? {};
  expect(linearFindingsOf(run.summary)[0]).toMatchObject({ standing: 'open', measures: ['loss'] });
  const said = linearSentences(run.experiment, run.summary);
  // Of the network minus the linear model, as the values are.
  expect(said[0]).toMatch(/log loss 0\.500 of AdaTT-sp against 0\.505 /);
  expect(said[0]).toContain(`(difference ${formatAmount(low)} to ${formatAmount(high)})`);
  expect(said.join(' ')).not.toContain('NaN');
  expect(findingRules.linear(run)).not.toBeNull();
});

it('nothing is said before the end, without repetitions, and of tasks that nobody learned', () => {
  expect(saidOf(linearOf([0.4, 0.2]), { step: 50 })).toEqual([]);
  const short = Object.fromEntries(
    Object.entries(linearOf([0.4, 0.2])).map(([key, list]) => [
      key,
      Array.isArray(list) ? list.slice(0, 2) : list,
    ]),
  );
  const alone = evaluated(experimentOf(['adattSp', 'ple'], 1), {
    losses,
    known: { linear: short as unknown as LinearLosses },
  });
  expect(alone.summary.linear).not.toBeNull();
  expect(linearSentences(alone.experiment, alone.summary)).toEqual([]);
  expect(linearFindingsOf(runOf(linearOf([2, 1]), { losses: { A: 2, B: 2 }, nullLoss: 1 }).summary)).toEqual(
    [],
  );
});

it('networks that were not compared at the steps that they report are compared with nothing', () => {
  const { byRow: _, ...without } = linearOf([0.4, 0.2]);
  for (const linear of [without, linearOf([0.4, 0.2], { steps: 50 })]) {
    const run = runOf(linear);
    expect(linearFindingsOf(run.summary)).toEqual([]);
    expect(linearSentences(run.experiment, run.summary)).toEqual([
      'Whether linear models do better is not known here: they were not compared on the same rows.',
    ]);
    expect([findingRules.linear(run), findingRules.overLinear(run)]).toEqual([null, null]);
  }
});

it('gains of linear models have no interval, also of a file that is split anew', () => {
  const table = { resplits: true } as Experiment['data']['table'];
  const anew = {
    ...experiment,
    data: { ...experiment.data, source: tableInfo.id, redraw: 'weights', table },
  } as Experiment;
  const { linear } = runOf(linearOf([0.8, 0.4]), { losses: { A: 2, B: 2 } }, anew).summary;
  const gains = linear?.gains;
  expect([...(gains?.tasks ?? []), gains?.overall].map((one) => one?.gain.low)).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
  expect(linear?.against[0]?.tasks[0]?.score.low).not.toBeNaN();
});

it('verdicts on networks do not depend on linear models, which have a row in the report', () => {
  const without = evaluated(experiment, { losses });
  const beside = runOf(linearOf([0.4, 0.2]));
  expect(beside.summary.cards).toEqual(without.summary.cards);
  const report = markdownReport(beside, '');
  expect(report).toMatch(/\| Linear regression \| 0\.4000 \(\+60 %\)/);
  expect(report).toContain('does better than every network here');
  expect(report).toMatch(
    /four lists: .*Linear models, .* are in none of them: they have intervals of their own\./,
  );
});
