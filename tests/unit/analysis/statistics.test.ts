import libraryQuantile from '@stdlib/stats-base-dists-t-quantile';
import { jStat } from 'jstat';
import { sampleStandardDeviation, mean as simpleMean } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { standardDeviation, tInterval, tQuantile } from '../../../src/analysis/statistics.ts';
import { mean } from '../../../src/core/lists.ts';
import { createStream } from '../../../src/core/random.ts';

const samples = Array.from({ length: 20 }, (_, index) => {
  const { normal } = createStream('statistics', index);
  return Array.from({ length: 2 + index }, () => 1000 * index + normal());
});

describe('mean and standardDeviation', () => {
  it('agree with simple-statistics', () => {
    for (const values of samples) {
      expect(mean(values)).toBeCloseTo(simpleMean(values), 9);
      expect(standardDeviation(values)).toBeCloseTo(sampleStandardDeviation(values), 9);
    }
  });

  it('have no value without data', () => {
    expect(mean([])).toBeNaN();
    expect(standardDeviation([3])).toBeNaN();
  });
});

describe('tQuantile', () => {
  it('agrees with two libraries for 1 to 120 degrees of freedom', () => {
    for (const level of [0.5, 0.8, 0.95, 0.975, 0.99, 0.9999]) {
      for (const degrees of [...Array.from({ length: 30 }, (_, index) => index + 1), 59, 60, 119, 120]) {
        const value = tQuantile(level, degrees);
        expect(value / libraryQuantile((1 + level) / 2, degrees)).toBeCloseTo(1, 9);
        expect(jStat.studentt.cdf(value, degrees)).toBeCloseTo((1 + level) / 2, 7); // jStat's own precision
      }
    }
  });

  it('gives the printed table', () => {
    expect(tQuantile(0.95, 4)).toBeCloseTo(2.7764, 4);
    expect(tQuantile(0.95, 1)).toBeCloseTo(12.7062, 4);
  });
});

describe('tInterval', () => {
  it('agrees with jStat', () => {
    for (const values of samples) {
      const { mean: centre, low, high, n } = tInterval(values, 0.95);
      const [expectedLow, expectedHigh] = jStat.tci(centre, 0.05, values);
      expect(low).toBeCloseTo(expectedLow, 6); // jStat's quantile is good to 8 digits
      expect(high).toBeCloseTo(expectedHigh, 6);
      expect(n).toBe(values.length);
    }
  });

  it('leaves out and counts what diverged', () => {
    expect(tInterval([1, Number.NaN, 3, Number.POSITIVE_INFINITY], 0.95)).toEqual({
      ...tInterval([1, 3], 0.95),
      numLeftOut: 2,
    });
  });

  it('has no band for one value and no mean for none', () => {
    expect(tInterval([2], 0.95)).toEqual({ mean: 2, low: Number.NaN, high: Number.NaN, n: 1, numLeftOut: 0 });
    expect(tInterval([Number.NaN], 0.95).mean).toBeNaN();
  });
});
