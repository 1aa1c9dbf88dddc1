import { expect, it } from 'vitest';
import type { Interval } from '../../../../src/analysis/statistics.ts';
import { setNumTasks, setTask } from '../../../../src/experiment/edit.ts';
import { shareOfPair, sweepAxes, sweepAxisOf } from '../../../../src/studies/sweep/axes.ts';
import { frontLines } from '../../../../src/studies/sweep/front.ts';
import type { SweepPoint } from '../../../../src/studies/sweep/sweep.ts';
import { threeTasks } from '../../experiment/threeTasks.ts';

const experiment = threeTasks(['ple', 'adattSp']);

it('is swept by the loss weights of any two tasks, whose sum and whose neighbours stay', () => {
  const ids = sweepAxes(experiment)
    .filter(({ part }) => part === 'weights')
    .map(({ id }) => id);
  expect(ids).toEqual(['weights1-2', 'weights1-3', 'weights2-3']);
  expect(sweepAxisOf(setNumTasks(experiment, 1), 'weights1-2')).toBeUndefined();
  const given = setTask(setTask(experiment, 0, { lossWeight: 0.7 }), 2, { lossWeight: 0.8 });
  const axis = sweepAxisOf(given, 'weights1-3');
  for (const share of [0.1, 0.333, 0.9]) {
    const weights = axis?.experimentAt(given, share).tasks.map(({ lossWeight }) => lossWeight) ?? [];
    expect(weights[0]).toBeCloseTo(1.5 * share, 3);
    expect((weights[0] ?? 0) + (weights[2] ?? 0)).toBeCloseTo(1.5, 12);
    expect(weights[1]).toBe(1);
  }
  expect(shareOfPair(given, [0, 2])).toBeCloseTo(0.7 / 1.5, 12);
  const unlearned = setTask(setTask(experiment, 0, { lossWeight: 0 }), 1, { lossWeight: 0 });
  const weights = sweepAxisOf(unlearned, 'weights1-2')?.experimentAt(unlearned, 0.25).tasks;
  expect(weights?.map(({ lossWeight }) => lossWeight)).toEqual([0.5, 1.5, 1]);
});

const interval = (mean: number): Interval => ({
  mean,
  low: mean - 0.01,
  high: mean + 0.01,
  n: 3,
  numLeftOut: 0,
});

const pointAt = (value: number, gains: Readonly<Record<string, readonly [number, number]>>): SweepPoint => ({
  key: value,
  measuredCorrelation: 0,
  gains: Object.entries(gains).map(([cardId, [x, y]]) => ({
    cardId,
    overall: interval((x + y) / 2),
    perTask: [interval(x), interval(y)],
    baselineLosses: [1, 1],
  })),
});

const points = [
  pointAt(0.2, { A: [0, 0.3], B: [-0.1, 0.3] }),
  pointAt(0.4, { A: [0.1, 0.2], B: [0.1, 0.2] }),
  pointAt(0.8, { A: [0.3, 0], B: [Number.NaN, Number.NaN] }),
];

it('leaves points that others dominate, of equal ones none, and diverged ones out', () => {
  const lines = frontLines(points, ['A', 'B'], [0, 1]);
  expect(lines.map((line) => line.points.map(({ isDominated }) => isDominated))).toEqual([
    [false, false, false],
    [true, false],
  ]);
  // Among the lines that are shown, nothing dominates any more.
  const alone = frontLines(points, ['B'], [0, 1]);
  expect(alone[0]?.points.map(({ isDominated }) => isDominated)).toEqual([false, false]);
});
