import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gainsOverBaseline, isNegativeTransfer } from '../../../src/analysis/pairs.ts';

const numTasks = 2;
const levels = { perTask: 0.975, overall: 0.95 };
const lossList = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 6, maxLength: 6 });

describe('gainsOver', () => {
  it('is 1 minus the geometric mean of the ratios, positive when the loss is lower', () => {
    const { tasks, overall } = gainsOverBaseline([1, 1, 1, 1], [0.5, 2, 0.8, 2], numTasks, levels);
    expect(tasks[0]?.gain.mean).toBeCloseTo(1 - Math.sqrt(0.5 * 0.8), 12);
    expect(tasks[1]?.gain.mean).toBeCloseTo(1 - 2, 12);
    expect(overall.gain.mean).toBeCloseTo(1 - (0.5 * 2 * 0.8 * 2) ** (1 / 4), 12);
    expect(tasks[0]?.difference.mean).toBeCloseTo(0.35, 12);
    expect(tasks[1]?.difference.mean).toBe(-1);
  });

  it('keeps low <= mean <= high', () => {
    fc.assert(
      fc.property(lossList, lossList, (a, b) => {
        for (const { gain } of gainsOverBaseline(a, b, numTasks, levels).tasks) {
          const { low, mean, high } = gain;
          expect(low).toBeLessThanOrEqual(mean);
          expect(mean).toBeLessThanOrEqual(high);
        }
      }),
    );
  });
});

describe('isNegativeTransfer', () => {
  const transferOf = (losses: readonly number[]) =>
    isNegativeTransfer(
      gainsOverBaseline(
        losses.map(() => 1),
        losses,
        1,
        levels,
      ).overall.gain,
    );

  it('is said when the whole interval is below 0', () => {
    expect(transferOf([1.1, 1.12, 1.09, 1.11])).toBe(true);
    expect(transferOf([0.9, 0.88, 0.91, 0.89])).toBe(false);
    expect(transferOf([1.1, 0.8, 1.3, 1])).toBe(false);
  });

  it('is not said of fewer than three repetitions', () => {
    expect(transferOf([1.1, 1.1])).toBe(false);
    expect(transferOf([1.1])).toBe(false);
    expect(transferOf([1.1, 1.1, 1.1])).toBe(true);
  });
});

it('gives the gain of every repetition, NaN for one that diverged', () => {
  const { tasks } = gainsOverBaseline([1, 2, 1, 1], [0.5, 1, Number.NaN, 2], numTasks, levels);
  expect(tasks.map(({ perReplica }) => perReplica.map((gain) => Number(gain.toFixed(12))))).toEqual([
    [0.5, Number.NaN],
    [0.5, -1],
  ]);
});
