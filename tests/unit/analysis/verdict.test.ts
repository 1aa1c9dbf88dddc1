import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../../src/analysis/verdict.ts';

const numTasks = 2;
const ones = (length: number) => Array.from({ length }, () => 1);

const verdict = (
  reference: readonly number[],
  other: readonly number[],
  nullLosses = ones(reference.length),
) => verdictOf({ reference, other, nullLosses, numTasks });

/** Five repetitions of two tasks; the factors spread task 1 a little and task 2 a lot. */
const spread = [1, 1.02, 0.97, 1.01, 0.99];
const wide = [1, 1.6, 0.6, 1.3, 0.7];
const losses = (first: number, second: number) =>
  spread.flatMap((factor, replica) => [first * factor, second * (wide[replica] ?? 1)]);

describe('verdictOf', () => {
  it('is exactly 0 and no clear difference for equal losses', () => {
    const { tasks, overall } = verdict(losses(1, 1), losses(1, 1));
    for (const { gain, conclusion, isIdentical, numBetter } of [...tasks, overall]) {
      expect([gain.mean, gain.low, gain.high]).toEqual([0, 0, 0]);
      expect({ conclusion, isIdentical, numBetter }).toEqual({
        conclusion: 'noClearDifference',
        isIdentical: true,
        numBetter: 0,
      });
    }
    expect(tasks.map(({ difference }) => difference.mean)).toEqual([0, 0]);
  });

  it('finds a clear difference on one task and none on the other, with what it rests on', () => {
    const reference = spread.flatMap((factor) => [0.9 * factor, 1]);
    const other = spread.flatMap((_, replica) => [1, wide[replica] ?? 1]);
    const { tasks, overall } = verdict(reference, other);
    expect(tasks.map(({ conclusion }) => conclusion)).toEqual(['better', 'noClearDifference']);
    expect(tasks.map(({ numBetter }) => numBetter)).toEqual([5, 2]);
    expect(tasks.map(({ level }) => level)).toEqual([0.975, 0.975]);
    expect(tasks[0]?.gain.mean).toBeCloseTo(0.1, 2);
    expect(tasks[0]?.difference.mean).toBeCloseTo(0.1, 2);
    expect(tasks[0]?.isIdentical).toBe(false);
    expect([overall.level, overall.conclusion]).toEqual([0.95, 'noClearDifference']);
  });

  it('says the same of A over B and of B over A', () => {
    const list = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 10, maxLength: 10 });
    const mirrored = { better: 'worse', worse: 'better', noClearDifference: 'noClearDifference' };
    fc.assert(
      fc.property(list, list, (a, b) => {
        const forth = verdict(a, b);
        const back = verdict(b, a);
        const pairs = [...forth.tasks, forth.overall].map(
          (one, i) => [one, [...back.tasks, back.overall][i]] as const,
        );
        for (const [one, other] of pairs) {
          expect(other?.conclusion).toBe(mirrored[one.conclusion as keyof typeof mirrored]);
          expect(Math.log(1 - one.gain.low) + Math.log(1 - (other?.gain.high ?? 0))).toBeCloseTo(0, 9);
        }
      }),
    );
  });

  it('needs three repetitions for a verdict', () => {
    const conclusionOf = (numReplicas: number) =>
      verdict(
        ones(2 * numReplicas),
        ones(2 * numReplicas).map((one) => 2 * one),
      ).overall.conclusion;
    expect([1, 2, 3].map(conclusionOf)).toEqual(['oneReplica', 'tooFewReplicas', 'better']);
  });

  it('leaves out and counts repetitions that diverged in either', () => {
    const reference = losses(0.9, 0.9).map((loss, i) => (i < 2 ? Number.NaN : loss));
    const other = losses(1, 1).map((loss, i) => (i >= 8 ? Number.NaN : loss));
    const { overall, tasks } = verdict(reference, other);
    expect([overall.gain.n, overall.gain.numLeftOut, overall.numBetter]).toEqual([3, 2, 3]);
    expect(tasks.map(({ gain }) => gain.numLeftOut)).toEqual([2, 2]);
    expect(overall.gain.mean).toBeCloseTo(0.1, 12);
    const few = reference.map((loss, i) => (i < 6 ? Number.NaN : loss));
    expect(verdict(few, other).overall.conclusion).toBe('tooFewReplicas');
    expect(
      verdict(
        ones(10).map(() => Number.NaN),
        other,
      ).overall.conclusion,
    ).toBe('allDiverged');
  });

  it('warns where either is within 5 % of the null loss, on that task alone', () => {
    const nullLosses = losses(1, 1).map((_, i) => (i % 2 === 0 ? 1 : 30));
    expect(
      verdict(losses(1, 1), losses(1, 1), nullLosses).tasks.map(({ isNearFloor }) => isNearFloor),
    ).toEqual([false, true]);
    expect(verdict(losses(1, 1), losses(0.04, 1)).tasks.map(({ isNearFloor }) => isNearFloor)).toEqual([
      true,
      false,
    ]);
    const unknown = nullLosses.map(() => Number.NaN);
    expect(verdict(losses(1, 1), losses(1, 1), unknown).tasks.some(({ isNearFloor }) => isNearFloor)).toBe(
      false,
    );
  });
});
