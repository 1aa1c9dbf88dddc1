import { describe, expect, it } from 'vitest';
import { setComparison, setTask } from '../../../../src/experiment/edit.ts';
import {
  differingAtOwnSteps,
  metricIntervalOf,
  outcomeNumbers,
  transferDirectionOf,
} from '../../../../src/run/report/outcomes.ts';
import { answered, experimentOf } from '../evaluatedRuns.ts';

const experiment = setTask(experimentOf(['adattSp', 'ple']), 1, { kind: 'binary' });
const summary = answered(experiment, { losses: { A: 0.5, B: 0.4, baseline: 0.45 }, nullLoss: 1 });

describe('what is reported', () => {
  it('has for each kind of task the metric under its own name', () => {
    const [regression, binary] = summary.baselines[0]?.tasks ?? [];
    if (regression === undefined || binary === undefined) throw new Error('There are two tasks.');
    const named = (['normalised', 'loss', 'score'] as const).flatMap((metric) =>
      [regression, binary].map((report) => {
        const { name, value } = metricIntervalOf(report, metric);
        return [name, Number(value.mean.toFixed(2))];
      }),
    );
    expect(named).toEqual([
      ['MSE / Var', 0.45],
      ['NE', 0.23],
      ['MSE', 0.45],
      ['log loss', 0.23],
      ['R²', 0.55],
      ['AUC', 0.77],
    ]);
  });

  it('has the same numbers unrounded, with the rate picked', () => {
    const tuned = setComparison(experiment, { isTuned: true, learningRates: [0.001, 0.01] });
    const losses = { 'A@0.001': 0.5, 'A@0.01': 0.3 };
    const ofTuned = answered(tuned, { losses });
    const [header, ...rows] = outcomeNumbers(tuned, ofTuned);
    expect(rows.every((row) => row.length === header?.length)).toBe(true);
    expect(rows[0]).toEqual([
      'A · AdaTT-sp',
      'Task 1',
      'MSE',
      ofTuned.cards[0]?.tasks[0]?.loss.mean,
      ofTuned.cards[0]?.tasks[0]?.loss.low,
      ofTuned.cards[0]?.tasks[0]?.loss.high,
      0.95,
      5,
      0,
      0.01,
      Number.NaN,
    ]);
    // Four metrics, the gain and a difference for each task of the cards, the overall gain; no gain for the baseline.
    expect(rows).toHaveLength(2 * (2 * 6 + 1) + 2 * 4);
    const { gains } = ofTuned.cards[0] ?? {};
    const rowOf = (task: string, measure: string) =>
      rows.find((row) => row[0] === 'A · AdaTT-sp' && row[1] === task && row[2] === measure);
    expect(rowOf('overall', 'gain over single-task')?.[3]).toBe(gains?.overall.gain.mean);
    expect(rowOf('Task 2', 'loss below single-task')?.[3]).toBe(gains?.tasks[1]?.difference.mean);
  });

  it('has the gain with each task at its own best step where it is another by more than the margin', () => {
    const gain = { mean: -0.1, low: -0.2, high: 0, n: 5, numLeftOut: 0 };
    const own = { ...gain, mean: -0.14 };
    expect(differingAtOwnSteps(gain, own, 0.03)).toBe(own);
    expect(differingAtOwnSteps(gain, own, 0.05)).toBeNull();
    expect(differingAtOwnSteps(gain, { ...gain, mean: Number.NaN }, 0.03)).toBeNull();
    expect(differingAtOwnSteps(gain, undefined, 0.03)).toBeNull();
  });
});

it('calls a transfer negative or positive only when its interval leaves out 0', () => {
  const gain = { mean: 0, numLeftOut: 0 };
  expect(transferDirectionOf({ ...gain, low: -0.2, high: -0.1, n: 5 })).toBe('negative');
  expect(transferDirectionOf({ ...gain, low: 0.1, high: 0.2, n: 5 })).toBe('positive');
  expect(transferDirectionOf({ ...gain, low: -0.1, high: 0.2, n: 5 })).toBeNull();
  expect(transferDirectionOf({ ...gain, low: 0.1, high: 0.2, n: 2 })).toBeNull();
});
