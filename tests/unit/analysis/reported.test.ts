import { describe, expect, it } from 'vitest';
import {
  type EvaluationPoint,
  keepEvaluation,
  noEvaluations,
  type ReportingRule,
  reportedOf,
} from '../../../src/analysis/reported.ts';

const size = { numReplicas: 2, numTasks: 2 };
const diverged = Number.NaN;

const pointAt = (step: number, validation: readonly number[], test: readonly number[]): EvaluationPoint => ({
  step,
  validation,
  test,
  auc: test.map((loss) => loss / 100),
});

/** Replica 0 is best at step 20 (sum 2 against 4 and 3), replica 1 at step 10. */
const points = [
  pointAt(10, [1, 3, 1, 1], [10, 11, 12, 13]),
  pointAt(20, [2, 0, 2, 2], [20, 21, 22, 23]),
  pointAt(30, [3, 0, 1, 2], [0, 0, 0, 0]),
];

const reported = (given: readonly EvaluationPoint[], rule: ReportingRule) =>
  reportedOf(
    given.reduce((kept, point) => keepEvaluation(kept, point, size), noEvaluations),
    size,
    rule,
  );

describe('what is reported', () => {
  it('takes the test losses where the mean validation loss was lowest, per replica', () => {
    expect(reported(points, 'bestValidation')).toEqual({
      losses: [20, 21, 12, 13],
      auc: [0.2, 0.21, 0.12, 0.13],
      validation: [1, 1],
      steps: [20, 10],
    });
  });

  it('takes the last evaluation under the other rule', () => {
    expect(reported(points, 'finalStep')).toMatchObject({
      losses: [0, 0, 0, 0],
      validation: [1.5, 1.5],
      steps: [30, 30],
    });
  });

  it('takes the earliest of equal validation losses', () => {
    const tied = [...points, pointAt(40, [1, 1, 1, 1], [40, 41, 42, 43])];
    expect(reported(tied, 'bestValidation').steps).toEqual([20, 10]);
  });

  it('reports nothing of a replica that diverged later, and leaves the others alone', () => {
    const last = pointAt(40, [diverged, 1, 0, 0], [diverged, 1, 5, 6]);
    const expected = { losses: [diverged, diverged, 5, 6], steps: [diverged, 40] };
    expect(reported([...points, last], 'bestValidation')).toMatchObject(expected);
    expect(reported([...points, last], 'finalStep')).toMatchObject(expected);
  });

  it('has no losses without evaluations', () => {
    expect(reported([], 'finalStep').losses).toEqual([diverged, diverged, diverged, diverged]);
  });
});

describe('keepEvaluation', () => {
  it('holds no more evaluations than there are repetitions, and the last', () => {
    const many = Array.from({ length: 500 }, (_, step) =>
      pointAt(step, [500 - step, 0, step, 0], [1, 1, 1, 1]),
    );
    const kept = many.reduce((sofar, point) => keepEvaluation(sofar, point, size), noEvaluations);
    expect(kept.best.map((point) => point?.step)).toEqual([499, 0]);
    expect(kept.last?.step).toBe(499);
  });
});
