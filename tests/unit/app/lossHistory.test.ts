import { describe, expect, it } from 'vitest';
import { withPoint } from '../../../app/state/lossHistory.ts';
import type { LossPoint } from '../../../src/index.ts';

const pointAt = (step: number, loss = step): LossPoint => ({
  step,
  train: [loss],
  validation: [loss],
  test: [loss],
  auc: [Number.NaN],
});

const historyOf = (numPoints: number): readonly LossPoint[] =>
  Array.from({ length: numPoints }, (_, step) => pointAt(step)).reduce<readonly LossPoint[]>(withPoint, []);

describe('withPoint', () => {
  it('appends to a new list', () => {
    const before = historyOf(2);
    const after = withPoint(before, pointAt(2));
    expect(after.map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(before).toHaveLength(2);
  });

  it('replaces the last point when its step comes again', () => {
    expect(withPoint(historyOf(2), pointAt(1, 9))).toEqual([pointAt(0), pointAt(1, 9)]);
  });

  it('stays bounded, in order, with the first and the newest point', () => {
    const steps = historyOf(5000).map(({ step }) => step);
    expect(steps.length).toBeLessThanOrEqual(512);
    expect(steps.length).toBeGreaterThan(200);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect([steps[0], steps.at(-1)]).toEqual([0, 4999]);
  });
});
