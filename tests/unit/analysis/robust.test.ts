import fc from 'fast-check';
import { median as libraryMedian } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { median, outlierReplicas, shareAboveZero } from '../../../src/analysis/robust.ts';
import { createStream } from '../../../src/core/random.ts';

describe('median', () => {
  it('agrees with a library, and leaves out what is not finite', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 30 }), (values) => {
        expect(median(values)).toBeCloseTo(libraryMedian(values), 6);
        expect(median([Number.NaN, ...values])).toBe(median(values));
      }),
    );
    expect(median([])).toBeNaN();
  });
});

describe('shareAboveZero', () => {
  it('has the exact binomial interval', () => {
    // 4 of 5 at 95 %: Clopper and Pearson's 28.4 to 99.5 %; all of 5: from the fifth root of 0.025.
    const most = shareAboveZero([1, 1, 1, 1, -1], 0.95);
    expect([most.share, most.low, most.high].map((share) => Number(share.toFixed(4)))).toEqual([
      0.8, 0.2836, 0.9949,
    ]);
    const all = shareAboveZero([1, 2, 3, 4, 5], 0.95);
    expect([all.share, all.high]).toEqual([1, 1]);
    expect(all.low).toBeCloseTo(0.025 ** (1 / 5), 9);
  });

  it('counts ties half, and takes them for either in its interval', () => {
    const tied = shareAboveZero([0, 0, 0, 0], 0.95);
    expect(tied).toEqual({ share: 0.5, low: 0, high: 1 });
    const [above, tie] = [shareAboveZero([1, 1, -1, -1], 0.9), shareAboveZero([1, 0, 0, -1], 0.9)];
    expect(tie.share).toBe(above.share);
    expect(tie.low).toBeLessThan(above.low);
    expect(tie.high).toBeGreaterThan(above.high);
  });

  it('leaves out what diverged, and says nothing of nothing', () => {
    expect(shareAboveZero([1, Number.NaN, -1], 0.95)).toEqual(shareAboveZero([1, -1], 0.95));
    expect(shareAboveZero([Number.NaN], 0.95).share).toBeNaN();
  });

  it('covers the true chance at least as often as it says', () => {
    const { uniform } = createStream('chance');
    for (const chance of [0.5, 0.8, 0.95]) {
      const covered = Array.from({ length: 1000 }, () =>
        shareAboveZero(
          Array.from({ length: 8 }, () => (uniform() < chance ? 1 : -1)),
          0.95,
        ),
      ).filter(({ low, high }) => low <= chance && chance <= high);
      expect(covered.length).toBeGreaterThanOrEqual(940);
    }
  });
});

describe('farReplicas', () => {
  it('marks a loss more than 35 % above the median, however few there are', () => {
    expect(outlierReplicas([1, 1.05, 1.45])).toEqual([false, false, true]);
    expect(outlierReplicas([1, 1.05, 1.4])).toEqual([false, false, false]);
    expect(outlierReplicas([1, 1.3, 0.7, 1.2, 1.7])).toEqual([false, false, false, false, true]);
  });

  it('marks one that is off to either side by far more than the others differ, of five or more', () => {
    expect(outlierReplicas([1, 1.01, 0.99, 1.02, 0.8])).toEqual([false, false, false, false, true]);
    expect(outlierReplicas([1, 1.01, 0.99, 1.02, 1.2])).toEqual([false, false, false, false, true]);
    expect(outlierReplicas([1, 1.01, 0.99, 0.8])).toEqual([false, false, false, false]);
  });

  it('marks none that is nearer than 10 %, nor one that diverged', () => {
    expect(outlierReplicas([1, 1, 1, 1, 1.09, Number.NaN])).toEqual(Array(6).fill(false));
  });
});
