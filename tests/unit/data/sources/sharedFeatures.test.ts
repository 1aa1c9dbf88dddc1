import { describe, expect, it } from 'vitest';
import { standardDeviation } from '../../../../src/analysis/statistics.ts';
import { mean } from '../../../../src/core/lists.ts';
import { measuredCorrelation } from '../../../../src/data/labelCorrelation.ts';
import { at } from '../../../../src/data/linearAlgebra.ts';
import { sharedFeatures } from '../../../../src/data/sources/sharedFeatures.ts';
import { synthetic } from '../../../../src/data/sources/synthetic.ts';
import type { Matrix, SourceSetup, TaskSetup } from '../../../../src/data/types.ts';
import { equalCorrelation, regressionTask, replicaOf, setupOf, symmetric, targetsOf } from '../setup.ts';

const { problemsOf } = sharedFeatures;
const noiseless: TaskSetup = { ...regressionTask, noise: 0 };
const twoTasks = [regressionTask, regressionTask];

/** Tasks 1 and 2 are a group, task 3 is an outsider. */
const twoGroups = symmetric(0.8, 0.2, 0.2);

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

  it('holds within a set of tasks that share features, however low, and is none between sets, however high', () => {
    const tasks = [0, 0, 1].map((featureSet) => ({ ...noiseless, featureSet }));
    const changes = {
      correlation: symmetric(0.3, 0.9, 0.3),
      inputDim: 16,
      numFeatures: 4,
      numCommonFeatures: 0,
    };
    const measured = measuredOf(tasks, changes, 0);
    expect(Math.abs(at(measured, 0, 1) - 0.3)).toBeLessThan(0.04);
    expect(Math.abs(at(measured, 0, 2))).toBeLessThan(0.04);
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

describe('what is drawn', () => {
  it('gives the rows of the other source, so that only the targets differ', () => {
    const [own, other] = [sharedFeatures, synthetic].map(
      (source) => replicaOf(source, setupOf(twoTasks), 0).train,
    );
    expect(own?.inputs).toEqual(other?.inputs);
    expect(own?.targets).not.toEqual(other?.targets);
  });

  it.each([0.5, 0.9])(
    'keeps the tasks before when one is appended, in a group or as an outsider: %s',
    (cosine) => {
      const trainOf = (numTasks: number, correlation: Matrix) => {
        const changes = { numFeatures: 4, numCommonFeatures: 2, inputDim: 16, correlation };
        const tasks = Array.from({ length: numTasks }, () => regressionTask);
        return replicaOf(sharedFeatures, setupOf(tasks, changes), 0).train;
      };
      const [two, three] = [trainOf(2, symmetric(0.9)), trainOf(3, symmetric(0.9, cosine, cosine))];
      for (const task of [0, 1]) expect(targetsOf(three, task)).toEqual(targetsOf(two, task));
    },
  );
});

describe('problemsOf', () => {
  const three = [regressionTask, regressionTask, regressionTask];

  it('asks for an input per hidden feature, those of each group counted', () => {
    const changes = { correlation: twoGroups, numFeatures: 5 };
    expect(problemsOf(setupOf(three, { ...changes, numCommonFeatures: 5 }))).toEqual([]);
    expect(problemsOf(setupOf(three, { ...changes, numCommonFeatures: 2 }))).toEqual([]);
    expect(problemsOf(setupOf(three, { ...changes, numCommonFeatures: 1 }))[0]).toMatch(/9 .* only 8 inputs/);
  });
});
