import { describe, expect, it } from 'vitest';
import type { Resampling, SourceSetup, SplitData } from '../../../src/data/types.ts';
import { madeUpSources, regressionTask, replicaOf, setupOf } from './setup.ts';

const noiseless = { ...regressionTask, noise: 0 };

/** Inputs and targets of the training rows. */
const rowsOf = ({ inputs, targets }: SplitData) => ({ inputs: [...inputs], targets: [...targets] });

describe.each(madeUpSources)('what a repetition of $id draws anew', (source) => {
  const trainOf = (replica: number, changes: Partial<SourceSetup>) =>
    rowsOf(replicaOf(source, setupOf([noiseless, noiseless], changes), replica).train);
  const drawn = (redraw: Resampling, replica: number, draw = 0) => trainOf(replica, { redraw, draw });

  it('is rows: the same function of other inputs', () => {
    expect(drawn('rows', 1).inputs).not.toEqual(drawn('rows', 0).inputs);
    // With the rows of the first repetition, directions and curves are seen to be those of the first one, too.
    expect(drawn('weights', 1)).toEqual(drawn('rows', 0));
  });

  it('is nothing but initial weights', () => {
    expect(drawn('weights', 3)).toEqual(drawn('weights', 0));
  });

  it('is everything: repetition r has draw r', () => {
    expect(drawn('everything', 0)).toEqual(drawn('rows', 0));
    expect(drawn('everything', 2).targets).not.toEqual(drawn('rows', 2).targets);
    expect(drawn('everything', 2)).toEqual(drawn('rows', 2, 2));
    expect(drawn('everything', 1, 4)).toEqual(drawn('rows', 1, 5));
  });

  it('is rows and directions, as it was before there was a choice', () => {
    expect(drawn('directions', 0)).toEqual(drawn('rows', 0));
    expect(drawn('directions', 2).inputs).toEqual(drawn('rows', 2).inputs);
    expect(drawn('directions', 2).targets).not.toEqual(drawn('rows', 2).targets);
    // Draw 2 has the same directions and other curves, where there are any.
    const hasCurves = !source.unusedSettings.includes('recipe');
    if (hasCurves) expect(drawn('directions', 2).targets).not.toEqual(drawn('rows', 2, 2).targets);
  });

  it('can be other tasks from the same seed', () => {
    expect(drawn('rows', 0, 1).targets).not.toEqual(drawn('rows', 0).targets);
    expect(drawn('rows', 0, 1).inputs).toEqual(drawn('rows', 0).inputs);
  });
});
