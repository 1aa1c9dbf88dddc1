import { describe, expect, it } from 'vitest';
import {
  afterNextEvaluation,
  type EvaluationPoint,
  emptyReportableLosses,
  type ReportingRule,
  reportedOf,
  type StepSelectionRule,
} from '../../../src/analysis/reported.ts';

const plain: StepSelectionRule = {
  numReplicas: 2,
  numTasks: 2,
  taskWeights: [1, 1],
  nullLosses: [1, 1, 1, 1],
  numSteps: 40,
};
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

const reported = (
  given: readonly EvaluationPoint[],
  rule: ReportingRule = 'bestValidation',
  changed: Partial<StepSelectionRule> = {},
) => {
  const selection = { ...plain, ...changed };
  return reportedOf(
    given.reduce((kept, point) => afterNextEvaluation(kept, point, selection), emptyReportableLosses),
    selection,
    rule,
  );
};

describe('what is reported', () => {
  it('takes the test losses where the mean validation loss was lowest, per replica', () => {
    expect(reported(points)).toMatchObject({
      losses: [20, 21, 12, 13],
      auc: [0.2, 0.21, 0.12, 0.13],
      scores: [1, 1],
      steps: [20, 20, 10, 10],
    });
  });

  it('takes the last evaluation under the other rule', () => {
    expect(reported(points, 'finalStep')).toMatchObject({
      losses: [0, 0, 0, 0],
      scores: [1.5, 1.5],
      steps: [30, 30, 30, 30],
    });
  });

  it('takes the earliest of equal validation losses', () => {
    const tied = [...points, pointAt(40, [1, 1, 1, 1], [40, 41, 42, 43])];
    expect(reported(tied).steps).toEqual([20, 20, 10, 10]);
  });

  it('reports nothing of a replica that diverged later, and leaves the others alone', () => {
    const last = pointAt(40, [diverged, diverged, 0, 0], [diverged, diverged, 5, 6]);
    const expected = { losses: [diverged, diverged, 5, 6], steps: [diverged, diverged, 40, 40] };
    expect(reported([...points, last])).toMatchObject(expected);
    expect(reported([...points, last], 'finalStep')).toMatchObject(expected);
  });

  it('has no losses without evaluations', () => {
    expect(reported([], 'finalStep').losses).toEqual([diverged, diverged, diverged, diverged]);
  });
});

describe('the choice of a step', () => {
  it('measures every task against the best constant, so that none is louder than the others', () => {
    // Task 2 is in units of a hundredth: raw means would choose step 10, whatever it does.
    const quiet = [
      pointAt(10, [0.5, 0.01, 0.5, 0.01], [1, 1, 1, 1]),
      pointAt(20, [0.6, 0.002, 0.6, 0.002], [2, 2, 2, 2]),
    ];
    expect(reported(quiet).steps).toEqual([10, 10, 10, 10]);
    const nullLosses = [1, 0.01, 1, 0.01];
    expect(reported(quiet, 'bestValidation', { nullLosses }).steps).toEqual([20, 20, 20, 20]);
  });

  it('counts tasks by their loss weight, those of weight 0 not at all, and all alike where all are 0', () => {
    const weighted = (...taskWeights: readonly number[]) =>
      reported(points, 'bestValidation', { taskWeights }).steps.slice(0, 2);
    expect(weighted(1, 0)).toEqual([10, 10]);
    expect(weighted(3, 1)).toEqual([10, 10]);
    expect(weighted(1, 3)).toEqual([20, 20]);
    expect(weighted(0, 0)).toEqual([20, 20]);
  });

  it('leaves out a task whose validation labels are all the same', () => {
    expect(reported(points, 'bestValidation', { nullLosses: [1, diverged, 1, 1] }).steps).toEqual([
      10, 10, 10, 10,
    ]);
  });

  it('keeps beside it the losses of each task at its own best step, but those of a replica that diverged', () => {
    expect(reported(points)).toMatchObject({ steps: [20, 20, 10, 10], own: [10, 21, 12, 13] });
    const last = pointAt(40, [diverged, diverged, 0, 2], [diverged, diverged, 5, 6]);
    expect(reported([...points, last]).own).toEqual([diverged, diverged, 5, 13]);
    expect(reported(points, 'finalStep').own).toBeUndefined();
  });

  it('keeps no such losses of a run that went on from one without them', () => {
    const [first, ...later] = points;
    if (first === undefined) throw new Error('There are points.');
    const { own: _, ...without } = afterNextEvaluation(emptyReportableLosses, first, plain);
    const kept = later.reduce((sofar, point) => afterNextEvaluation(sofar, point, plain), without);
    expect(reportedOf(kept, plain, 'bestValidation').own).toBeUndefined();
  });
});

describe('what is still improving', () => {
  const falling = (scores: readonly number[], steps = [0, 10, 36, 40]) =>
    reported(steps.map((step, index) => pointAt(step, Array(4).fill(scores[index] ?? 0), [1, 1, 1, 1])))
      .isStillImproving[0];

  it('is best at the last step, by more than 1 % below all of the first nine tenths', () => {
    expect(falling([4, 3, 2, 1.9])).toBe(true);
    expect(falling([4, 3, 0.2, 0.199])).toBe(false);
    expect(falling([4, 3, 2, 2.5])).toBe(false);
    expect(falling([4, 1, 2, 1.9])).toBe(false);
    expect(falling([4, 3, 1.5, 1.4], [0, 10, 38, 40])).toBe(true);
  });

  it('is where the last tenth of the steps brought more than a tenth of the little that was learned', () => {
    expect(falling([1.01, 1, 0.998, 0.996])).toBe(true);
    expect(falling([1.01, 0.98, 0.951, 0.95])).toBe(false);
    expect(falling([1.01, 0.98, 0.95, 0.951])).toBe(false);
    // Still above the best constant, and falling.
    expect(falling([1.2, 1.1, 1.01, 1.005])).toBe(true);
    expect(falling([1.2, 1.1, 1.01, 1.02])).toBe(false);
    // Much was learned, and this was less than 1 % of the rest.
    expect(falling([1, 0.6, 0.501, 0.499])).toBe(false);
  });
});

describe('afterEvaluation', () => {
  it('takes the same room however many evaluations there were', () => {
    const many = Array.from({ length: 500 }, (_, step) =>
      pointAt(step, [500 - step, 0, step, 0], [1, 1, 1, 1]),
    );
    const kept = many.reduce(
      (sofar, point) => afterNextEvaluation(sofar, point, plain),
      emptyReportableLosses,
    );
    expect(kept.best?.steps).toEqual([499, 499, 0, 0]);
    expect(kept.last?.steps).toEqual([499, 499, 499, 499]);
    expect(JSON.stringify(kept).length).toBeLessThan(500);
  });
});
