import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../../src/analysis/statistics.ts';
import { workOf } from '../../../../src/experiment/costs/work.ts';
import { cardsOf } from '../../../../src/experiment/defaults.ts';
import {
  setComparison,
  setData,
  setMatrix,
  setNumTasks,
  setSampleDependence,
  setTask,
} from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { studyText } from '../../../../src/studies/savedStudy.ts';
import { nextKeys, remainingKeys, withPoint } from '../../../../src/studies/study.ts';
import { sweepAxisOf, sweepValues } from '../../../../src/studies/sweep/axes.ts';
import {
  isRepairedAt,
  problemsOfSweep,
  readSweep,
  type SweepPoint,
  sweepLine,
  sweepOf,
  sweepRows,
} from '../../../../src/studies/sweep/sweep.ts';
import { text } from '../../../../src/text/text.ts';
import { threeTasks } from '../../experiment/threeTasks.ts';

const experiment = threeTasks(['ple', 'mmoe', 'adattSp']);

const axisOf = (id: string) => {
  const axis = sweepAxisOf(experiment, id);
  if (axis === undefined) throw new Error(`There is no axis ${id}.`);
  return axis;
};
const valuesOf = (id: string, from: number, to: number, numPoints: number) =>
  sweepValues(axisOf(id), { from, to, numPoints });

describe('the values of a sweep', () => {
  it('are evenly spaced, both ends included, without digits that arithmetic leaves', () => {
    expect(valuesOf('correlation', -0.5, 1, 6)).toEqual([-0.5, -0.2, 0.1, 0.4, 0.7, 1]);
    expect(valuesOf('correlation', 1, -0.5, 2)).toEqual([-0.5, 1]);
    expect(valuesOf('correlation', 0.3, 1, 1)).toEqual([0.3]);
  });

  it('are spaced by ratio on a log scale, whole for counts, and within the limits of the field', () => {
    expect(valuesOf('numTrainRows', 100, 10_000, 3)).toEqual([100, 1000, 10_000]);
    expect(valuesOf('numExperts', 1, 3, 9)).toEqual([1, 2, 3]);
    expect(valuesOf('correlation', -9, 9, 3)).toEqual([-1, 0, 1]);
    expect(valuesOf('noise', 0, 1, 1e9)).toHaveLength(41);
  });
});

describe('the axes of a sweep', () => {
  it('leave out what has no meaning here', () => {
    const has = (given: Experiment, id: string) => sweepAxisOf(given, id) !== undefined;
    const binary = setTask(experiment, 1, { kind: 'binary' });
    expect(['positiveRate', 'labelTemperature'].map((id) => has(experiment, id))).toEqual([false, false]);
    expect(['positiveRate', 'labelTemperature'].map((id) => has(binary, id))).toEqual([true, true]);
    const shared = setData(experiment, { source: 'sharedFeatures' });
    expect([has(experiment, 'numFeatures'), has(shared, 'numFeatures')]).toEqual([false, true]);
    expect(has(experiment, 'learningRate')).toBe(true);
    expect(has(setComparison(experiment, { isTuned: true }), 'learningRate')).toBe(false);
    expect(has(setNumTasks(experiment, 1), 'correlation')).toBe(false);
  });

  it('begin around what is set up, and no correlation lower than can exist', () => {
    const rangeOf = (id: string) => axisOf(id).usualRange;
    expect(rangeOf('numTrainRows')).toEqual({ from: 1000, to: 16_000 });
    expect(rangeOf('labelFraction')).toEqual({ from: 0.5, to: 1 });
    expect(rangeOf('noise')).toEqual({ from: 0.05, to: 0.2 });
    const silent = setTask(experiment, 0, { noise: 0 });
    expect(sweepAxisOf(silent, 'noise')?.usualRange).toEqual({ from: 0, to: 0.5 });
    for (const [numTasks, from] of [
      [2, -1],
      [3, -0.5],
      [4, -0.333],
      [8, -0.142],
    ] as const) {
      const given = setNumTasks(experiment, numTasks);
      const axis = sweepAxisOf(given, 'correlation');
      expect(axis?.usualRange.from).toBe(from);
      expect(axis && isRepairedAt(axis.experimentAt(given, from))).toBe(false);
      expect(axis && isRepairedAt(axis.experimentAt(given, from - 0.01))).toBe(numTasks > 2);
    }
  });

  it('correlate every pair of tasks in all rows, on both sides of the feature that correlation depends on', () => {
    const depending = setSampleDependence(experiment, true);
    const { correlation, secondCorrelation } = axisOf('correlation').experimentAt(depending, 0.5).data;
    expect(correlation[0]).toEqual([1, 0.5, 0.5]);
    expect(secondCorrelation).toEqual(correlation);
  });

  it('say where the correlation cannot exist', () => {
    const isRepaired = (value: number) => isRepairedAt(axisOf('correlation').experimentAt(experiment, value));
    expect([-1, -0.5, 0, 1].map(isRepaired)).toEqual([true, false, false, false]);
    const depending = setSampleDependence(experiment, true);
    const impossible = axisOf('correlation').experimentAt(experiment, -1).data.correlation;
    expect(isRepairedAt(depending)).toBe(false);
    expect(isRepairedAt(setMatrix(depending, 'secondCorrelation', impossible))).toBe(true);
  });
});

const gain = (mean: number, halfWidth = 0.01): Interval => ({
  mean,
  low: mean - halfWidth,
  high: mean + halfWidth,
  n: 3,
  numLeftOut: 0,
});
const pointAt = (key: number, mean: number): SweepPoint => ({
  key,
  gains: [
    {
      cardId: 'A',
      overall: gain(mean),
      perTask: [gain(mean), gain(2 * mean)],
      baselineLosses: [0.25, Number.NaN],
    },
  ],
  measuredCorrelation: Number.NaN,
});

describe('what a sweep has found', () => {
  it('is resumed: finished values are not left to do, in whatever order they came', () => {
    const study = { rounds: [[-0.5, 0.25], [1]] };
    const points = withPoint(withPoint([], pointAt(1, 0.1)), pointAt(-0.5, 0));
    expect(points.map(({ key }) => key)).toEqual([-0.5, 1]);
    expect(remainingKeys(study, points)).toEqual([0.25]);
    expect(remainingKeys(study, [])).toEqual([-0.5, 0.25, 1]);
    expect([[], points, points.slice(0, 1)].map((some) => nextKeys(study, some))).toEqual([
      [-0.5, 0.25],
      [0.25],
      [0.25],
    ]);
    expect(nextKeys(study, withPoint(points, pointAt(0.25, 0)))).toEqual([]);
    expect(withPoint(points, pointAt(1, 0.5))).toHaveLength(2);
  });

  it('is a line per card, and rows with a header', () => {
    const points = [pointAt(0, -0.1), pointAt(0.5, 0), pointAt(1, 0.1)];
    expect(sweepLine(points, 'A', null).map((point) => point.gain.mean)).toEqual([-0.1, 0, 0.1]);
    expect(sweepLine(points, 'A', 1).map((point) => point.gain.mean)).toEqual([-0.2, 0, 0.2]);
    expect(sweepLine(points, 'B', null)).toEqual([]);
    const names = {
      axis: 'correlation',
      cardName: (id: string) => `card ${id}`,
      tasks: ['Click', 'Buy'],
      overall: 'all tasks',
    };
    const rows = sweepRows([{ ...pointAt(0, 0.1), measuredCorrelation: 0.4 }], names);
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['correlation', 'architecture', 'task', 'gain'],
      [0, 'card A', 'all tasks', 0.1],
      [0, 'card A', 'Click', 0.1],
      [0, 'card A', 'Buy', 0.2],
    ]);
    expect(rows.map((row) => row.at(-2))).toEqual(['single-task loss', '', 0.25, '']);
    expect(rows.map((row) => row.at(-1))).toEqual(['measured label correlation', 0.4, 0.4, 0.4]);
  });
});

describe('a written sweep', () => {
  const study = sweepOf(experiment, axisOf('correlation'), [0, 1], ['B']);
  const points = [pointAt(0, Number.NaN)];
  const written = studyText({ study, points });

  it('is read back as it was, what diverged too', () => {
    const saved = readSweep(written);
    expect(saved?.points).toEqual(points);
    expect(saved?.study).toMatchObject({ values: [0, 1], leftOutIds: ['B'], experiment });
    expect(saved && studyText(saved)).toBe(written);
  });

  it('is within the limits of a sweep, and its values within those of the setting', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => (index % 2000) / 1000 - 1);
    const [point] = points;
    const [gained] = point?.gains ?? [];
    const record = JSON.parse(written);
    const others = [
      { ...record, settings: { ...record.settings, values: many } },
      { ...record, settings: { ...record.settings, values: [0, 1.5] } },
      { ...record, settings: { ...record.settings, values: [0, 1 / 3] } },
      { ...record, settings: { ...record.settings, axisId: 'seed' } },
      { ...record, points: many.map((value) => pointAt(value, 0)) },
      { ...record, points: [pointAt(-2, 0)] },
      { ...record, points: [point, point] },
      { ...record, points: [{ ...point, gains: Array.from({ length: 11 }, () => gained) }] },
      { ...record, points: [{ ...point, gains: [{ ...gained, baselineLosses: many }] }] },
    ];
    expect(others.map((other) => readSweep(JSON.stringify(other)))).toEqual(others.map(() => null));
  });
});

describe('before it starts', () => {
  const swept = (id: string, values: readonly number[], given = experiment) =>
    sweepOf(given, axisOf(id), values);

  it('says at which values it cannot be trained, and that there is nothing to compare', () => {
    const few = setData(experiment, { numTrainRows: 200 });
    expect(problemsOfSweep(swept('batchSize', [8, 254, 500], few))).toEqual(
      [254, 500].map((value) => `At ${value}: ${text.experiment.checks.largeBatch(value, 200)}`),
    );
    const alone = { ...experiment, cards: cardsOf(['singleTask']) };
    expect(problemsOfSweep(swept('noise', [0, 1], alone))).toEqual([text.sweep.checks.noArchitecture]);
  });
});

describe('the cost of an experiment', () => {
  it('counts every network that is trained, the hidden baseline too', () => {
    const one = { ...experiment, cards: cardsOf(['singleTask']) };
    const { perStep, perEvaluation, total } = workOf(one);
    // Three tasks: 32*32 + 32*16 experts, 16*16 + 16 tower.
    const perRow = 3 * (32 * 32 + 32 * 16 + 16 * 16 + 16);
    expect([perStep, perEvaluation]).toEqual([3 * 5 * 128 * perRow, 5 * 5000 * perRow]);
    expect(total).toBe(2000 * perStep + 41 * perEvaluation);
    const withHidden = workOf({ ...experiment, cards: cardsOf(['sharedBottom']) }).perStep;
    expect(withHidden).toBeGreaterThan(perStep);
  });
});
