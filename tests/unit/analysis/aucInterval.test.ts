import { expect, it } from 'vitest';
import { aucInterval, aucVariance } from '../../../src/analysis/aucInterval.ts';
import { standardDeviation, tInterval } from '../../../src/analysis/statistics.ts';
import { areaUnderCurve } from '../../../src/core/areaUnderCurve.ts';
import { mean } from '../../../src/core/lists.ts';
import { createStream } from '../../../src/core/random.ts';

it('is the variance that other rows bring, as found by drawing them', () => {
  const { normal } = createStream(1, 'auc');
  const [numPositive, numNegative] = [60, 240];
  const areas = Array.from({ length: 600 }, () => {
    const labels = Array.from({ length: numPositive + numNegative }, (_, row) => Number(row < numPositive));
    const logits = labels.map((label) => 1.2 * label + normal());
    return areaUnderCurve(
      logits,
      labels,
      labels.map(() => 1),
    );
  });
  const predicted = Math.sqrt(aucVariance(mean(areas), { numPositive, numNegative }));
  expect(Math.abs(predicted / standardDeviation(areas) - 1)).toBeLessThan(0.15);
});

it('widens the interval over repetitions, and leaves it alone where rows are many', () => {
  const values = [0.9, 0.902, 0.899];
  const plain = tInterval(values, 0.95);
  const few = aucInterval(values, 0.95, { numPositive: 40, numNegative: 60 });
  const many = aucInterval(values, 0.95, { numPositive: 4e8, numNegative: 6e8 });
  expect(few.mean).toBe(plain.mean);
  expect(few.high - few.low).toBeGreaterThan(4 * (plain.high - plain.low));
  expect(many.high - many.low).toBeCloseTo(plain.high - plain.low, 4);
  expect(few.high).toBeLessThanOrEqual(1);
});

it('has no band of one repetition, and one of the rows alone where repetitions agree', () => {
  const classes = { numPositive: 50, numNegative: 50 };
  expect(aucInterval([0.9], 0.95, classes).low).toBeNaN();
  const { low, high } = aucInterval([0.9, 0.9], 0.95, classes);
  expect(high - low).toBeCloseTo(2 * 1.962 * Math.sqrt(aucVariance(0.9, classes)), 2);
});
