import { describe, expect, it } from 'vitest';
import { drawRecipeConstants } from '../../../src/data/drawnTasks.ts';
import { closedFormOf, expectedLabelCorrelation } from '../../../src/data/expectedCorrelation.ts';
import { measuredCorrelation } from '../../../src/data/labelCorrelation.ts';
import { at } from '../../../src/data/linearAlgebra.ts';
import {
  equalCorrelation,
  labelCorrelation,
  madeUpSourceOf,
  madeUpSources,
  regressionTask,
  replicaOf,
  setupOf,
  symmetric,
} from './setup.ts';

const noisy = { ...regressionTask, noise: 1 };
const constants = drawRecipeConstants('smooth', 1);
const manyRows = { inputDim: 8, numTrainRows: 15_000, numValidationRows: 2, numTestRows: 2 };

/** Those that know what to expect; one may have no formula. */
const foreseen = madeUpSources.filter(({ id }) => closedFormOf(setupOf([], { source: id, correlation: [] })));

it.each(foreseen)('$id: predicts what is measured on many rows', ({ id }) => {
  const correlation = symmetric(0.8, -0.6, -0.7);
  const setup = setupOf([regressionTask, noisy, noisy], { ...manyRows, source: id, correlation });
  const expected = expectedLabelCorrelation(setup, [correlation]);
  const measured = measuredCorrelation(replicaOf(madeUpSourceOf(id), setup, 0).train);
  for (const [row, column] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const)
    expect(Math.abs(at(measured, row, column) - at(expected, row, column))).toBeLessThan(0.035); // four standard errors
});

describe('with a second matrix', () => {
  it('is the mean of both halves of the rows', () => {
    const matrices = [equalCorrelation(2, 0.9), equalCorrelation(2, -0.6)] as const;
    const [correlation, secondCorrelation] = matrices;
    const setup = setupOf([regressionTask, regressionTask], { ...manyRows, correlation, secondCorrelation });
    const expected = at(expectedLabelCorrelation(setup, matrices), 0, 1);
    const of = (cosine: number) => labelCorrelation(cosine, constants, 0.1);
    expect(expected).toBeCloseTo((of(0.9) + of(-0.6)) / 2, 12);
    const measured = at(measuredCorrelation(replicaOf(madeUpSourceOf('synthetic'), setup, 0).train), 0, 1);
    expect(Math.abs(measured - expected)).toBeLessThan(0.035); // four standard errors
  });
});

it('counts what tasks of different groups have in common', () => {
  const setup = setupOf([regressionTask, regressionTask], {
    source: 'sharedFeatures',
    numFeatures: 4,
    numCommonFeatures: 1,
  });
  const expected = expectedLabelCorrelation(setup, [equalCorrelation(2, 0.4)]);
  expect(at(expected, 0, 1)).toBeCloseTo((0.4 * 1) / 4 / 1.01, 12);
});
