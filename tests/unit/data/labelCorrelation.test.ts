import { describe, expect, it } from 'vitest';
import { mean } from '../../../src/core/lists.ts';
import { drawRecipeConstants } from '../../../src/data/drawnTasks.ts';
import { meanCorrelation, measuredCorrelation } from '../../../src/data/labelCorrelation.ts';
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
          drawRecipeConstants(recipe, 1),
          regressionTask.noise,
          noisy.noise,
        );
        expect(Math.abs(measured - predicted)).toBeLessThan(0.035); // four standard errors
      }
    }
  });

  it('is about 0.33 for a cosine of 0.5 with smooth constants, averaged over their draws', () => {
    const values = Array.from({ length: 1000 }, (_, seed) =>
      labelCorrelation(0.5, drawRecipeConstants('smooth', seed), 0.1),
    );
    expect(Math.abs(mean(values) - 0.33)).toBeLessThan(0.02);
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
});
