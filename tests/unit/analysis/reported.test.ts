import { describe, expect, it } from 'vitest';
import { reportedLosses } from '../../../src/analysis/reported.ts';

const size = { numReplicas: 2, numTasks: 2 };
const diverged = Number.NaN;

/** Replica 0 is best at step 20 (mean 1 against 2 and 1.5), replica 1 at step 10. */
const points = [
  { step: 10, validation: [1, 3, 1, 1], test: [10, 11, 12, 13] },
  { step: 20, validation: [2, 0, 2, 2], test: [20, 21, 22, 23] },
  { step: 30, validation: [3, 0, 1, 2], test: [0, 0, 0, 0] },
];

describe('reportedLosses', () => {
  it('takes the test losses where the mean validation loss was lowest, per replica', () => {
    expect(reportedLosses(points, size, 'bestValidation')).toEqual({
      losses: [20, 21, 12, 13],
      steps: [20, 10],
    });
  });

  it('takes the last evaluation under the other rule', () => {
    expect(reportedLosses(points, size, 'finalStep')).toEqual({ losses: [0, 0, 0, 0], steps: [30, 30] });
  });

  it('takes the earliest of equal validation losses', () => {
    const tied = [...points, { step: 40, validation: [1, 1, 1, 1], test: [40, 41, 42, 43] }];
    expect(reportedLosses(tied, size, 'bestValidation').steps).toEqual([20, 10]);
  });

  it('reports nothing of a replica that diverged later, and leaves the others alone', () => {
    const last = { step: 40, validation: [diverged, 1, 0, 0], test: [diverged, 1, 5, 6] };
    const expected = { losses: [diverged, diverged, 5, 6], steps: [diverged, 40] };
    expect(reportedLosses([...points, last], size, 'bestValidation')).toEqual(expected);
    expect(reportedLosses([...points, last], size, 'finalStep')).toEqual(expected);
  });

  it('has no losses without evaluations', () => {
    expect(reportedLosses([], size, 'finalStep').losses).toEqual([diverged, diverged, diverged, diverged]);
  });
});
