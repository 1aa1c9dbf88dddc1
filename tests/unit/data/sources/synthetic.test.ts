import { describe, expect, it } from 'vitest';
import { mean } from '../../../../src/core/lists.ts';
import { createStream } from '../../../../src/core/random.ts';
import { drawRecipeConstants, orthonormalRows, taskWeights } from '../../../../src/data/drawnTasks.ts';
import { dot, largestDifference, squareMatrixOf } from '../../../../src/data/linearAlgebra.ts';
import { synthetic } from '../../../../src/data/sources/synthetic.ts';
import type { SplitData } from '../../../../src/data/types.ts';
import { binaryTask, equalCorrelation, regressionTask, replicaOf, setupOf, targetsOf } from '../setup.ts';

const { problemsOf } = synthetic;

const maskOf = ({ mask, numRows }: SplitData, task: number) => [
  ...mask.subarray(task * numRows, (task + 1) * numRows),
];

describe('targets', () => {
  it('are the recipe written out for one task', () => {
    for (const isSampleDependent of [false, true]) {
      const task = { ...regressionTask, noise: 0 };
      const setup = setupOf([task], { secondCorrelation: isSampleDependent ? [[1]] : null });
      const { train } = replicaOf(synthetic, setup, 0);
      const numScoreFeatures = isSampleDependent ? 7 : 8; // the last one only picks the matrix
      const [direction = []] = orthonormalRows(1, numScoreFeatures, (row) =>
        createStream(1, 0, 'direction', row),
      );
      const { frequencies, phases } = drawRecipeConstants('smooth', 1);
      const signals = Array.from({ length: 200 }, (_, row) => {
        const score = dot(direction, train.inputs.subarray(8 * row));
        return frequencies.reduce((sum, alpha, k) => sum + Math.sin(alpha * score + (phases[k] ?? 0)), score);
      });
      const deviation = Math.sqrt(mean(signals.map((signal) => (signal - mean(signals)) ** 2)));
      for (const [row, signal] of signals.entries()) {
        expect(train.targets[row]).toBeCloseTo((signal - mean(signals)) / deviation, 5);
      }
    }
  });
});

describe('task weights', () => {
  it('have the Gram matrix c^2 P, also where P is singular', () => {
    for (const correlation of [
      equalCorrelation(2, 1),
      equalCorrelation(2, -1),
      equalCorrelation(3, -0.5),
      equalCorrelation(4, 0.3),
      equalCorrelation(8, 0.9),
      equalCorrelation(1, 1),
    ]) {
      const size = correlation.length;
      const rows = orthonormalRows(size, 9, (row) => createStream('weights', size, row));
      for (const switching of ['everyTask', 'laterTasks'] as const) {
        const weights = taskWeights(correlation, 0.5, rows, { secondCorrelation: correlation, switching });
        const gram = squareMatrixOf(
          size,
          (row, column) => 4 * dot(weights[row] ?? [], weights[column] ?? []),
        );
        expect(largestDifference(gram, correlation)).toBeLessThan(1e-12);
      }
    }
  });

  it('give identical tasks the same target, and opposite ones opposite scores', () => {
    const noiseless = { ...regressionTask, noise: 0 };
    const same = replicaOf(
      synthetic,
      setupOf([noiseless, noiseless], { correlation: equalCorrelation(2, 1) }),
      0,
    ).train;
    expect(targetsOf(same, 0)).toEqual(targetsOf(same, 1));
    const opposite = replicaOf(
      synthetic,
      setupOf([noiseless, noiseless], { correlation: equalCorrelation(2, -1) }),
      0,
    ).train;
    expect(targetsOf(opposite, 0)).not.toEqual(targetsOf(opposite, 1));
  });
});

describe('binary tasks', () => {
  it('have the requested share of positives', () => {
    for (const positiveRate of [0.02, 0.2, 0.5, 0.9]) {
      for (const labelTemperature of [0.01, 0.3, 3]) {
        const tasks = [{ ...binaryTask, positiveRate }];
        const { train } = replicaOf(synthetic, setupOf(tasks, { numTrainRows: 1000, labelTemperature }), 0);
        const labels = targetsOf(train, 0);
        expect(new Set(labels)).toEqual(new Set([0, 1]));
        expect(Math.abs(mean(labels) - positiveRate)).toBeLessThan(
          4 * Math.sqrt((positiveRate * (1 - positiveRate)) / 1000),
        );
      }
    }
  });

  it('have exactly that share among the labelled rows of every split where it is asked for', () => {
    const task = { ...binaryTask, positiveRate: 0.02, labelFraction: 0.1 };
    const of = (positives: 'exact' | 'expected') =>
      replicaOf(synthetic, setupOf([task], { numTrainRows: 4000, numTestRows: 1000, positives }), 0);
    const exact = of('exact');
    const numOf = (values: ArrayLike<number>) => Array.from(values).filter((value) => value === 1).length;
    expect([numOf(exact.train.mask), numOf(exact.train.targets), numOf(exact.test.targets)]).toEqual([
      400, 8, 20,
    ]);
    // The rows that are most likely to be drawn stay so.
    const drawn = targetsOf(of('expected').test, 0);
    const [fewer, more] = [targetsOf(exact.test, 0), drawn].toSorted((a, b) => numOf(a) - numOf(b));
    expect(fewer?.every((label, row) => label <= (more?.[row] ?? 0))).toBe(true);
  });

  it('have one of each kind at least, however rare', () => {
    const task = { ...binaryTask, positiveRate: 0.001 };
    const { test } = replicaOf(synthetic, setupOf([task], { positives: 'exact' }), 0);
    expect(targetsOf(test, 0).filter((label) => label === 1)).toHaveLength(1);
  });
});

describe('missing labels', () => {
  const sparse = [
    { ...regressionTask, labelFraction: 0.1 },
    { ...regressionTask, labelFraction: 0.1 },
  ];
  const { train } = replicaOf(synthetic, setupOf(sparse), 0);

  it('leave the requested number of training rows labelled, others for each task', () => {
    for (const task of [0, 1]) expect(maskOf(train, task).filter((present) => present === 1).length).toBe(20);
    expect(maskOf(train, 0)).not.toEqual(maskOf(train, 1));
  });

  it('keep the labelled rows of a smaller fraction, and at least one', () => {
    const half = maskOf(
      replicaOf(synthetic, setupOf([{ ...regressionTask, labelFraction: 0.5 }]), 0).train,
      0,
    );
    expect(maskOf(train, 0).every((present, row) => present === 0 || half[row] === 1)).toBe(true);
    const tiny = maskOf(
      replicaOf(synthetic, setupOf([{ ...regressionTask, labelFraction: 1e-6 }]), 0).train,
      0,
    );
    expect(tiny.filter((present) => present === 1).length).toBe(1);
  });
});

describe('sample-dependent correlation', () => {
  const noiseless = { ...regressionTask, noise: 0 };
  const setup = setupOf([noiseless, noiseless], {
    correlation: equalCorrelation(2, 1),
    secondCorrelation: equalCorrelation(2, -1),
    numTrainRows: 400,
  });
  const { train } = replicaOf(synthetic, setup, 0);

  it('makes the tasks identical exactly where the last feature is not negative', () => {
    // Standardisation gives the two targets other scales and offsets, so look for a linear relation.
    const rows = Array.from({ length: train.numRows }, (_, row) => row);
    const positive = rows.filter((row) => (train.inputs[row * 8 + 7] ?? 0) >= 0);
    const negative = rows.filter((row) => (train.inputs[row * 8 + 7] ?? 0) < 0);
    expect(linearFitError(positive)).toBeLessThan(1e-5);
    expect(linearFitError(negative)).toBeGreaterThan(0.1);
  });

  it('turns every task as much with the sign, or the first one not at all', () => {
    // Of the target on the features, where the last one is negative or not: how far the halves are apart.
    const apart = (task: number, switching: 'everyTask' | 'laterTasks') => {
      const rows = orthonormalRows(2, 7, (row) => createStream('turned', row));
      const [first, second] = [setup.data.correlation, setup.data.secondCorrelation ?? []].map(
        (matrix) =>
          taskWeights(matrix, 1, rows, { secondCorrelation: setup.data.secondCorrelation, switching })[task],
      );
      return 1 - dot(first ?? [], second ?? []);
    };
    expect(apart(0, 'everyTask')).toBeCloseTo(apart(1, 'everyTask'), 12);
    expect(apart(0, 'everyTask')).toBeGreaterThan(0.5);
    expect(apart(0, 'laterTasks')).toBeCloseTo(0, 12);
    expect(apart(1, 'laterTasks')).toBeCloseTo(2, 12);
  });

  function linearFitError(rows: readonly number[]): number {
    const x = rows.map((row) => train.targets[row] ?? 0);
    const y = rows.map((row) => train.targets[train.numRows + row] ?? 0);
    const centredX = x.map((value) => value - mean(x));
    const centredY = y.map((value) => value - mean(y));
    const slope = dot(centredX, centredY) / dot(centredX, centredX);
    return Math.sqrt(mean(centredY.map((value, index) => (value - slope * (centredX[index] ?? 0)) ** 2)));
  }
});

describe('problemsOf', () => {
  it('accepts as many tasks as inputs, and names both numbers beyond', () => {
    const tasks = [regressionTask, regressionTask, regressionTask];
    expect(problemsOf(setupOf(tasks, { inputDim: 3 }))).toEqual([]);
    expect(problemsOf(setupOf(tasks, { inputDim: 2 }))[0]).toMatch(
      /3 tasks .* at least 3 inputs.* there are 2/,
    );
  });
});
