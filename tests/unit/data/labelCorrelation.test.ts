import { describe, expect, it } from 'vitest';
import { mean } from '../../../src/core/lists.ts';
import { recipeConstants } from '../../../src/data/drawnTasks.ts';
import { meanCorrelation, meanOfPairs, measuredCorrelation } from '../../../src/data/labelCorrelation.ts';
import { at } from '../../../src/data/linearAlgebra.ts';
import { synthetic } from '../../../src/data/sources/synthetic.ts';
import {
  equalCorrelation,
  labelCorrelation,
  regressionTask,
  replicaOf,
  setupOf,
  symmetric,
} from './setup.ts';

const noisy = { ...regressionTask, noise: 1 };

describe('labelCorrelation', () => {
  it('predicts what is measured on many rows', () => {
    for (const recipe of ['smooth', 'rough'] as const) {
      for (const cosine of [-1, -0.5, 0.5, 1]) {
        const changes = { recipe, inputDim: 2, numTrainRows: 2, numValidationRows: 2, numTestRows: 15_000 };
        const setup = setupOf([regressionTask, noisy], {
          ...changes,
          correlation: equalCorrelation(2, cosine),
        });
        const measured = at(measuredCorrelation(replicaOf(synthetic, setup, 2).test), 0, 1);
        const predicted = labelCorrelation(
          cosine,
          recipeConstants(recipe, 1),
          regressionTask.noise,
          noisy.noise,
        );
        expect(Math.abs(measured - predicted)).toBeLessThan(0.035); // four standard errors
      }
    }
  });

  it('is about 0.33 for a cosine of 0.5 with smooth constants, averaged over their draws', () => {
    const values = Array.from({ length: 1000 }, (_, seed) =>
      labelCorrelation(0.5, recipeConstants('smooth', seed), 0.1),
    );
    expect(Math.abs(mean(values) - 0.33)).toBeLessThan(0.02);
  });

  it('is 1 for identical noise-free tasks and falls with the noise', () => {
    const constants = recipeConstants('smooth', 1);
    expect(labelCorrelation(1, constants, 0)).toBeCloseTo(1, 12);
    expect(labelCorrelation(1, constants, 1)).toBeLessThan(labelCorrelation(1, constants, 0.1));
  });

  it('is not -1 for opposite tasks', () => {
    expect(labelCorrelation(-1, recipeConstants('smooth', 1), 0)).toBeGreaterThan(-0.99);
  });
});

describe('the mean', () => {
  it('of several draws leaves out cells that one of them does not have', () => {
    const draws = [
      symmetric(0.5),
      [
        [1, Number.NaN],
        [0.1, 1],
      ],
    ];
    expect(meanCorrelation(draws)).toEqual([
      [1, 0.5],
      [0.3, 1],
    ]);
    expect(meanCorrelation([])).toEqual([]);
  });

  it('of the pairs counts each pair once, and a single task has none', () => {
    const three = symmetric(0.2, 0.4, 0.6);
    expect(meanOfPairs(three)).toBeCloseTo(0.4, 12);
    expect(meanOfPairs([[1]])).toBeNaN();
  });
});

describe('measuredCorrelation', () => {
  it('uses the rows that carry both labels', () => {
    const targets = Float32Array.from([1, 2, 3, 9, -1, -2, -3, 9]); // [2, 4]
    const mask = Float32Array.from([1, 1, 1, 1, 1, 1, 1, 0]);
    const measured = measuredCorrelation({ targets, mask, numRows: 4 });
    expect(at(measured, 0, 1)).toBeCloseTo(-1, 12);
    expect(at(measured, 1, 0)).toBeCloseTo(-1, 12);
    expect([at(measured, 0, 0), at(measured, 1, 1)]).toEqual([1, 1]);
  });

  it('has no value without two common rows or without spread', () => {
    const targets = Float32Array.from([1, 2, 3, 5, 5, 5]); // [2, 3]
    expect(
      at(measuredCorrelation({ targets, mask: new Float32Array(6).fill(1), numRows: 3 }), 0, 1),
    ).toBeNaN();
    const disjoint = Float32Array.from([1, 1, 0, 0, 1, 1]);
    expect(at(measuredCorrelation({ targets, mask: disjoint, numRows: 3 }), 0, 1)).toBeNaN();
  });
});
