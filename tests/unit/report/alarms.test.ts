/** Alarms are raised where they were planted, and hardly ever elsewhere. */
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/core/random.ts';
import { setTask } from '../../../src/experiment/edit.ts';
import { rules, warningsOf } from '../../../src/report/findings/findings.ts';
import { markdownReport } from '../../../src/report/markdown.ts';
import type { CalibrationBins, LinearLosses } from '../../../src/run/produced/evaluation.ts';
import { evaluated, experimentOf, type MadeUp } from '../run/evaluatedRuns.ts';

const experiment = experimentOf(['adattSp', 'ple']);
const NUM_REPLICAS = 5;

const ofEach = <V>(first: V, second: V): V[] =>
  Array.from({ length: NUM_REPLICAS }, () => [first, second]).flat();

const linearOf = (first: number, second: number): LinearLosses => ({
  penalty: ofEach(1, 1),
  validation: ofEach(first, second),
  test: ofEach(first, second),
  auc: ofEach(Number.NaN, Number.NaN),
  calibration: ofEach(null, null),
});

describe('linear models', () => {
  const losses = { A: 0.5, B: 0.6 };
  const sentenceOf = (linear: LinearLosses, more: Partial<MadeUp> = {}) =>
    rules.linear(evaluated(experiment, { losses, known: { linear }, ...more }))?.sentence ?? null;

  it('are named where they do better than every network, with both numbers', () => {
    // Losses of task 2 are half as large.
    expect(sentenceOf(linearOf(0.4, 0.28))).toBe(
      'Linear regression on the same columns does better than every network here: R² 0.800 (best network 0.750) on Task 1.',
    );
    expect(sentenceOf(linearOf(0.4, 0.2))).toMatch(
      / on Task 1 and R² 0\.9\d* \(best network 0\.87\d*\) on Task 2\.$/,
    );
  });

  it('are named where no network is clearly better', () => {
    expect(sentenceOf(linearOf(0.5, 0.28))).toMatch(
      /^No network is clearly better than linear regression .*: R² [^;]* on Task 1\.$/,
    );
  });

  it('are not named where some network is better, before the end, and without repetitions', () => {
    expect(sentenceOf(linearOf(0.55, 0.28))).toBeNull();
    expect(sentenceOf(linearOf(0.4, 0.2), { step: 50 })).toBeNull();
    const alone = experimentOf(['adattSp', 'ple'], 1);
    const known = { linear: linearOf(0.4, 0.2) };
    const short = Object.fromEntries(
      Object.entries(known.linear).map(([key, list]) => [key, list.slice(0, 2)]),
    );
    const run = evaluated(alone, { losses, known: { linear: short as unknown as LinearLosses } });
    expect(run.summary.linear).not.toBeNull();
    expect(rules.linear(run)).toBeNull();
  });

  it('are not named where a network surely ranks rows better', () => {
    const binary = setTask(experiment, 0, { ...experiment.tasks[0], kind: 'binary' });
    const linear = linearOf(0.5, 0.2);
    const counts = { numPositive: ofEach(500, 0), numNegative: ofEach(500, 0) };
    const said = (auc: number) =>
      rules.linear(
        evaluated(binary, {
          losses,
          known: { ...counts, linear: { ...linear, auc: ofEach(auc, Number.NaN) } },
        }),
      )?.sentence;
    // The area of a network is 1 minus its loss.
    expect(said(0.1)).not.toContain('Task 1');
    expect(said(0.5)).toContain('Task 1');
  });

  it('change no verdict on the networks', () => {
    const [without, beside] = [{}, { linear: linearOf(0.4, 0.2) }].map((known) =>
      evaluated(experiment, { losses, known }),
    );
    expect(beside?.summary.cards).toEqual(without?.summary.cards);
  });

  it('have a row in the report', () => {
    const report = markdownReport(
      evaluated(experiment, { losses, known: { linear: linearOf(0.4, 0.2) } }),
      '',
    );
    expect(report).toMatch(/\| Linear regression \| 0\.4000/);
    expect(report).toContain('does better than every network here');
  });
});

describe('over-fitting', () => {
  const stream = createStream(3, 'test', 'curves', 0);
  const normal = () => stream.normal();
  /** Falls until step 30 of 100, then rises by `rise` in all; noise of evaluations and of repetitions. */
  const curve = (rise: number, noise: number): number[] => {
    const level = 1 + noise * normal();
    return Array.from({ length: 101 }, (_, step) => {
      const fall = Math.max(0, 1 - step / 30);
      return level * (1 + fall + rise * Math.max(0, (step - 30) / 70)) * (1 + noise * normal());
    });
  };
  const run = (rise: number, noise: number) =>
    evaluated(experiment, {
      losses: { A: 0.5, B: 0.5 },
      curves: {
        A: Array.from({ length: NUM_REPLICAS }, () => curve(rise, noise)),
        B: Array.from({ length: NUM_REPLICAS }, () => curve(0, noise)),
      },
    });

  it('is said of the network that has it, with its size', () => {
    const sentence = rules.overfitting(run(0.2, 0.005))?.sentence ?? '';
    expect(sentence).toMatch(
      /of AdaTT-sp after about step 100, by (19|20|21|22) %\. The verdict uses the best steps\.$/,
    );
    expect(sentence).not.toContain('PLE');
  });

  it('is said otherwise where the verdict is of the final step', () => {
    const planted = run(0.2, 0.005);
    const summary = {
      ...planted.summary,
      rules: { ...planted.summary.rules, reportingRule: 'finalStep' as const },
    };
    expect(rules.overfitting({ ...planted, summary })?.sentence).toContain('let it use the best step');
  });

  it('is not said of noise: at most 5 % of 200 runs', () => {
    const numSaid = Array.from({ length: 200 }, () => rules.overfitting(run(0, 0.05))).filter(Boolean).length;
    expect(numSaid).toBeLessThanOrEqual(10);
  });
});

describe('early best steps', () => {
  const run = (step: number) => {
    const given = evaluated(experiment, { losses: { A: 0.5, B: 0.5 } });
    const cards = given.summary.cards.map((card) => ({
      ...card,
      reported: { ...card.reported, steps: card.reported.steps.map((_, index) => step - (index % 3)) },
    }));
    return { ...given, summary: { ...given.summary, cards } };
  };

  it('are said up to a quarter of the run', () => {
    expect(rules.early(run(25))?.sentence).toBe(
      'Fewer steps suffice: of 100 steps, the best come early, by step 25 for AdaTT-sp and by step 25 for PLE.',
    );
    expect(rules.early(run(26))).toBeNull();
    // Before training nothing was best.
    expect(rules.early(run(2))).toBeNull();
  });
});

describe('another share of yes in test rows', () => {
  const binary = setTask(experiment, 0, { ...experiment.tasks[0], kind: 'binary' });
  const bins = (predicted: number, numYes: number): CalibrationBins => ({
    count: [1000],
    numYes: [numYes],
    predicted: [1000 * predicted],
  });
  const run = (trainRate: number, numYes: number, predicted: number) =>
    evaluated(binary, {
      losses: {},
      calibration: ofEach<CalibrationBins | null>(bins(predicted, numYes), null),
      known: {
        numPositive: ofEach(numYes, 0),
        numNegative: ofEach(1000 - numYes, 0),
        trainRate: ofEach(trainRate, Number.NaN),
      },
    });

  it('is said where it makes networks miscalibrated', () => {
    expect(rules.shifted(run(0.1, 200, 0.11))?.sentence).toBe(
      'Task 1: 20 % of the test rows say yes, 10 % of the training rows, so probabilities are off: predicted over observed is 0.55 for AdaTT-sp and 0.55 for PLE.',
    );
  });

  it('is not said of equal shares, of chance, and of networks that are calibrated all the same', () => {
    expect(rules.shifted(run(0.2, 200, 0.11))).toBeNull();
    expect(rules.shifted(run(0.19, 200, 0.11))).toBeNull();
    expect(rules.shifted(run(0.1, 200, 0.2))).toBeNull();
    expect(rules.shifted(evaluated(binary, { losses: {} }))).toBeNull();
  });
});

it('there are none before the planned steps', () => {
  const known = { linear: linearOf(0.1, 0.1) };
  expect(warningsOf(evaluated(experiment, { losses: {}, known, step: 50 }))).toEqual([]);
  expect(warningsOf(evaluated(experiment, { losses: {}, known }))).toHaveLength(1);
});
