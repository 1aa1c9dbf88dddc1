import { describe, expect, it, vi } from 'vitest';
import { standardDeviation } from '../../../../src/analysis/statistics.ts';
import { mean } from '../../../../src/core/lists.ts';
import { measuredCorrelation } from '../../../../src/data/labelCorrelation.ts';
import { at } from '../../../../src/data/linearAlgebra.ts';
import { sharedFeatures } from '../../../../src/data/sources/sharedFeatures.ts';
import { synthetic } from '../../../../src/data/sources/synthetic.ts';
import type { Matrix, SourceSetup, SplitData, TaskSetup } from '../../../../src/data/types.ts';
import { digestOf } from '../digest.ts';
import { equalCorrelation, regressionTask, replicaOf, setupOf } from '../setup.ts';

const { problemsOf } = sharedFeatures;
const noiseless: TaskSetup = { ...regressionTask, noise: 0 };
const binaryTask: TaskSetup = {
  kind: 'binary',
  noise: 0.1,
  positiveRate: 0.2,
  labelFraction: 1,
  after: null,
};
const twoTasks = [regressionTask, regressionTask];

const targetsOf = ({ targets, numRows }: SplitData, task: number) => [
  ...targets.subarray(task * numRows, (task + 1) * numRows),
];

/** Tasks 1 and 2 are a group, task 3 is an outsider. */
const twoGroups: Matrix = [
  [1, 0.8, 0.2],
  [0.8, 1, 0.2],
  [0.2, 0.2, 1],
];

describe('bytes', () => {
  it('are the same on every machine', async () => {
    const tasks = [regressionTask, { ...binaryTask, labelFraction: 0.5 }, regressionTask];
    const digests = [];
    for (const changes of [
      {},
      { recipe: 'rough', correlation: equalCorrelation(3, -0.8) } as const,
      { correlation: twoGroups, numFeatures: 5, numCommonFeatures: 3 },
      { secondCorrelation: equalCorrelation(3, -0.2) },
    ]) {
      const { train, validation, test } = replicaOf(sharedFeatures, setupOf(tasks, changes), 1);
      const splits = [train, validation, test];
      digests.push(await digestOf(...splits.flatMap(({ inputs, targets, mask }) => [inputs, targets, mask])));
    }
    // Stored values: a change of any of them changes every experiment behind every link.
    expect(digests).toMatchInlineSnapshot(`
      [
        "0d706baa441cb5c3610a438e2dde42b3886e2c8de8927d40560c5b95e14bbd74",
        "b11c6d742022884263f53e1b9976a1e2e12d5c3c9bbbaf9e96eb4677d568a0f9",
        "72e060a8c8c0eb7955554a8734d259674a308a6e69de5eead6f4f3807c26ccf9",
        "9c552fd8e95e00ddcd5c3764956f991c7a925a0d16aa26dc8542325f9cc1cb5d",
      ]
    `);
  });

  it('depend on no function that engines compute differently', () => {
    const inexact = ['sin', 'cos', 'tan', 'exp', 'log', 'pow', 'hypot', 'random'] as const;
    const spies = inexact.map((name) => vi.spyOn(Math, name));
    replicaOf(
      sharedFeatures,
      setupOf([regressionTask, binaryTask], { correlation: equalCorrelation(2, -0.8) }),
      0,
    );
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
    for (const spy of spies) spy.mockRestore();
  });
});

describe('targets', () => {
  it('have mean 0 and variance 1 before they are standardised: features and heads are of unit size', () => {
    // Standardising by the training rows then changes held-out targets little; noise 1 doubles the variance.
    for (const recipe of ['smooth', 'rough'] as const) {
      const setup = setupOf([noiseless, { ...noiseless, noise: 1 }], {
        recipe,
        correlation: equalCorrelation(2, 1),
        numTrainRows: 10_000,
        numTestRows: 10_000,
      });
      const { train, test } = replicaOf(sharedFeatures, setup, 0);
      for (const task of [0, 1]) {
        expect(mean(targetsOf(train, task))).toBeCloseTo(0, 6);
        expect(standardDeviation(targetsOf(train, task))).toBeCloseTo(1, 3);
        expect(standardDeviation(targetsOf(test, task))).toBeCloseTo(1, 1);
      }
      // The same signal with and without noise of its own size: correlation 1 / sqrt(2).
      expect(at(measuredCorrelation(test), 0, 1)).toBeCloseTo(Math.SQRT1_2, 1);
    }
  });

  it('are no straight line of the inputs', () => {
    const { test } = replicaOf(
      sharedFeatures,
      setupOf([noiseless], { correlation: [[1]], inputDim: 6, numTestRows: 5000 }),
      0,
    );
    const targets = targetsOf(test, 0);
    // Of independent inputs a straight line explains the sum of the squared correlations.
    const explained = Array.from({ length: 6 }, (_, input) =>
      mean(targets.map((target, row) => target * (test.inputs[6 * row + input] ?? 0))),
    ).reduce((sum, slope) => sum + slope * slope, 0);
    expect(explained).toBeLessThan(0.6);
  });
});

describe('the correlation of the labels', () => {
  const numTestRows = 15_000;
  const measuredOf = (tasks: readonly TaskSetup[], changes: Partial<SourceSetup>, replica: number) =>
    measuredCorrelation(replicaOf(sharedFeatures, setupOf(tasks, { numTestRows, ...changes }), replica).test);

  it('is what was asked for, less the noise', () => {
    const noisy = { ...regressionTask, noise: 1 };
    for (const cosine of [-1, -0.5, 0, 0.5, 1]) {
      const correlation = equalCorrelation(2, cosine);
      const measured = at(measuredOf([noiseless, noisy], { correlation }, 2), 0, 1);
      expect(Math.abs(measured - cosine / Math.SQRT2)).toBeLessThan(0.04);
    }
  });

  it('holds within a group however little groups have in common, and falls between them on average', () => {
    const changes = { correlation: twoGroups, inputDim: 16, numFeatures: 4, numCommonFeatures: 1 };
    const tasks = [noiseless, noiseless, noiseless];
    const measured = Array.from({ length: 12 }, (_, replica) =>
      measuredOf(tasks, { ...changes, numTestRows: 4000 }, replica),
    );
    for (const matrix of measured) expect(Math.abs(at(matrix, 0, 1) - 0.8)).toBeLessThan(0.05);
    expect(Math.abs(mean(measured.map((matrix) => at(matrix, 0, 2))) - 0.2 / 4)).toBeLessThan(0.2);
    expect(standardDeviation(measured.map((matrix) => at(matrix, 0, 2)))).toBeGreaterThan(0.05);
  });

  it('is none between groups without common features', () => {
    const changes = { correlation: twoGroups, inputDim: 16, numFeatures: 4, numCommonFeatures: 0 };
    const measured = measuredOf([noiseless, noiseless, noiseless], changes, 0);
    expect(Math.abs(at(measured, 0, 2))).toBeLessThan(0.04);
    expect(Math.abs(at(measured, 0, 1) - 0.8)).toBeLessThan(0.04);
  });

  it('takes turns with the sign of the last input where it depends on the sample', () => {
    const setup = setupOf([noiseless, noiseless], {
      correlation: equalCorrelation(2, 1),
      secondCorrelation: equalCorrelation(2, -1),
      numTestRows: 2000,
    });
    const { test } = replicaOf(sharedFeatures, setup, 0);
    const products = targetsOf(test, 0).map((target, row) => target * (targetsOf(test, 1)[row] ?? 0));
    const where = (isWanted: (last: number) => boolean) =>
      mean(products.filter((_, row) => isWanted(test.inputs[row * 8 + 7] ?? 0)));
    expect(where((last) => last >= 0)).toBeGreaterThan(0.8);
    expect(where((last) => last < 0)).toBeLessThan(-0.8);
  });
});

describe('independence of what is drawn', () => {
  const base = replicaOf(sharedFeatures, setupOf(twoTasks), 0);

  it('gives the rows of the other recipe, so that only the targets differ', () => {
    expect(base.train.inputs).toEqual(replicaOf(synthetic, setupOf(twoTasks), 0).train.inputs);
    expect(base.train.targets).not.toEqual(replicaOf(synthetic, setupOf(twoTasks), 0).train.targets);
  });

  it('keeps the tasks before when one is appended, in a group or as an outsider', () => {
    for (const cosine of [0.5, 0.9]) {
      const changes = { numFeatures: 4, numCommonFeatures: 2, inputDim: 16 };
      const two = replicaOf(
        sharedFeatures,
        setupOf(twoTasks, { ...changes, correlation: equalCorrelation(2, 0.9) }),
        0,
      );
      const correlation = [
        [1, 0.9, cosine],
        [0.9, 1, cosine],
        [cosine, cosine, 1],
      ];
      const three = replicaOf(
        sharedFeatures,
        setupOf([...twoTasks, regressionTask], { ...changes, correlation }),
        0,
      );
      for (const task of [0, 1]) expect(targetsOf(three.train, task)).toEqual(targetsOf(two.train, task));
    }
  });

  it("keeps a task's rows when another task's noise, kind or labels change", () => {
    const changed = replicaOf(
      sharedFeatures,
      setupOf([regressionTask, { ...binaryTask, labelFraction: 0.3 }]),
      0,
    );
    expect(targetsOf(changed.test, 0)).toEqual(targetsOf(base.test, 0));
  });

  it('draws other features and heads per replica and seed', () => {
    for (const other of [
      replicaOf(sharedFeatures, setupOf(twoTasks), 1),
      replicaOf(sharedFeatures, setupOf(twoTasks, { seed: 2 }), 0),
    ])
      expect(targetsOf(other.train, 0)).not.toEqual(targetsOf(base.train, 0));
  });
});

describe('problemsOf', () => {
  const three = [regressionTask, regressionTask, regressionTask];

  it('asks for as many hidden features as tasks', () => {
    expect(problemsOf(setupOf(three, { numFeatures: 3 }))).toEqual([]);
    expect(problemsOf(setupOf(three, { numFeatures: 2 }))[0]).toMatch(
      /3 tasks .* at least 3 hidden .* there are 2/,
    );
  });

  it('asks for an input per hidden feature, those of each group counted', () => {
    const changes = { correlation: twoGroups, numFeatures: 5 };
    expect(problemsOf(setupOf(three, { ...changes, numCommonFeatures: 5 }))).toEqual([]);
    expect(problemsOf(setupOf(three, { ...changes, numCommonFeatures: 2 }))).toEqual([]);
    expect(problemsOf(setupOf(three, { ...changes, numCommonFeatures: 1 }))[0]).toMatch(/9 .* only 8 inputs/);
  });

  it('counts the input that picks the matrix', () => {
    const changes = { numFeatures: 8, numCommonFeatures: 8, secondCorrelation: equalCorrelation(2, 0) };
    expect(problemsOf(setupOf(twoTasks, changes))[0]).toMatch(/only 7 inputs/);
    expect(problemsOf(setupOf(twoTasks, { ...changes, inputDim: 9 }))).toEqual([]);
  });

  it('takes more common features than there are as all of them', () => {
    const changes = { numFeatures: 4, correlation: twoGroups };
    expect(replicaOf(sharedFeatures, setupOf(three, { ...changes, numCommonFeatures: 60 }), 0)).toEqual(
      replicaOf(sharedFeatures, setupOf(three, { ...changes, numCommonFeatures: 4 }), 0),
    );
  });

  it('refuses a matrix of another size', () => {
    expect(problemsOf(setupOf(three, { correlation: equalCorrelation(2, 0) })).length).toBe(1);
  });
});
