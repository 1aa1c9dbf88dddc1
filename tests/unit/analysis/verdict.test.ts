import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Conclusion,
  equalityRange,
  hasLearnedNothing,
  type VerdictRules,
  verdictOf,
} from '../../../src/analysis/verdict.ts';
import { decidingIntervalOf } from '../../../src/run/report/verdictWords.ts';

const numTasks = 2;
const ones = (length: number) => Array.from({ length }, () => 1);

const rules: VerdictRules = {
  numTasks,
  numRivals: 1,
  margin: 0.03,
  reportingRule: 'bestValidation',
  overlap: 0,
  isFinal: true,
};

/** What is reported of one architecture. */
const side = (losses: readonly number[], isStillImproving = losses.map(() => false)) => ({
  losses,
  isStillImproving,
});

const verdict = (
  own: readonly number[],
  other: readonly number[],
  {
    nullLosses = own.map(() => 3),
    ...changed
  }: Partial<VerdictRules> & { readonly nullLosses?: readonly number[] } = {},
) => verdictOf({ own: side(own), other: side(other), nullLosses }, { ...rules, ...changed });

/** Five repetitions of two tasks; the factors spread task 1 a little and task 2 a lot. */
const spread = [1, 1.02, 0.97, 1.01, 0.99];
const wide = [1, 1.6, 0.6, 1.3, 0.7];
const losses = (first: number, second: number) =>
  spread.flatMap((factor, replica) => [first * factor, second * (wide[replica] ?? 1)]);

describe('verdictOf', () => {
  it('is exactly 0 and practically equal for equal losses', () => {
    const { tasks, overall } = verdict(losses(1, 1), losses(1, 1));
    for (const { gain, conclusion, isIdentical, numBetter } of [...tasks, overall]) {
      expect([gain.mean, gain.low, gain.high]).toEqual([0, 0, 0]);
      expect({ conclusion, isIdentical, numBetter }).toEqual({
        conclusion: 'practicallyEqual',
        isIdentical: true,
        numBetter: 0,
      });
    }
    expect(tasks.map(({ difference }) => difference.mean)).toEqual([0, 0]);
  });

  it('finds a clear difference on one task and none on the other, with what it rests on', () => {
    const own = spread.flatMap((factor) => [0.9 * factor, 1]);
    const other = spread.flatMap((_, replica) => [1, wide[replica] ?? 1]);
    const { tasks, overall } = verdict(own, other);
    expect(tasks.map(({ conclusion }) => conclusion)).toEqual(['better', 'undecided']);
    expect(tasks.map(({ numBetter }) => numBetter)).toEqual([5, 2]);
    expect(tasks.map(({ level }) => level)).toEqual([0.975, 0.975]);
    expect(tasks[0]?.gain.mean).toBeCloseTo(0.1, 2);
    expect(tasks[0]?.difference.mean).toBeCloseTo(0.1, 2);
    expect(tasks[0]?.isIdentical).toBe(false);
    expect([overall.level, overall.conclusion]).toEqual([0.95, 'undecided']);
  });

  it('says the same of A over B and of B over A', () => {
    const list = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 10, maxLength: 10 });
    const mirrored: Partial<Record<Conclusion, Conclusion>> = { better: 'worse', worse: 'better' };
    fc.assert(
      fc.property(list, list, (a, b) => {
        const forth = verdict(a, b);
        const back = verdict(b, a);
        const pairs = [...forth.tasks, forth.overall].map(
          (one, i) => [one, [...back.tasks, back.overall][i]] as const,
        );
        for (const [one, other] of pairs) {
          expect(other?.conclusion).toBe(mirrored[one.conclusion] ?? one.conclusion);
          expect([other?.isWithinMargin, other?.replicasToDecide]).toEqual([
            one.isWithinMargin,
            one.replicasToDecide,
          ]);
          expect((other?.chanceBetter.low ?? 0) + one.chanceBetter.high).toBeCloseTo(1, 9);
          expect(Math.log(1 - one.medianGain) + Math.log(1 - (other?.medianGain ?? 0))).toBeCloseTo(0, 9);
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
    const own = losses(0.9, 0.9).map((loss, i) => (i < 2 ? Number.NaN : loss));
    const other = losses(1, 1).map((loss, i) => (i >= 8 ? Number.NaN : loss));
    const { overall, tasks } = verdict(own, other);
    expect([overall.gain.n, overall.gain.numLeftOut, overall.numBetter]).toEqual([3, 2, 3]);
    expect(tasks.map(({ gain }) => gain.numLeftOut)).toEqual([2, 2]);
    expect(overall.gain.mean).toBeCloseTo(0.1, 12);
    const few = own.map((loss, i) => (i < 6 ? Number.NaN : loss));
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
      verdict(losses(1, 1), losses(1, 1), { nullLosses }).tasks.map(({ isNearFloor }) => isNearFloor),
    ).toEqual([false, true]);
    expect(
      verdict(losses(1, 1), losses(0.04, 1), { nullLosses: ones(10) }).tasks.map(
        ({ isNearFloor }) => isNearFloor,
      ),
    ).toEqual([true, false]);
    const unknown = nullLosses.map(() => Number.NaN);
    expect(
      verdict(losses(1, 1), losses(1, 1), { nullLosses: unknown }).tasks.some(
        ({ isNearFloor }) => isNearFloor,
      ),
    ).toBe(false);
  });
});

describe('the family of all that is said', () => {
  it('shares the error rate among rivals, and among rivals times tasks', () => {
    const { overall, tasks } = verdict(losses(1, 1), losses(1, 1), { numRivals: 5 });
    expect(overall.level).toBeCloseTo(0.99, 12);
    expect(tasks.map(({ level }) => Number(level.toFixed(12)))).toEqual([0.995, 0.995]);
  });

  it('takes back a verdict that many rivals make a matter of chance', () => {
    const ratios = [0.05, 0.09, 0.03, 0.08, 0.06];
    const other = ratios.flatMap((ratio) => [Math.exp(ratio), Math.exp(ratio)]);
    const conclusionOf = (numRivals: number) => verdict(ones(10), other, { numRivals }).overall.conclusion;
    expect([1, 7].map(conclusionOf)).toEqual(['better', 'better']);
    expect(conclusionOf(70)).toBe('undecided');
  });
});

describe('no clear difference', () => {
  /** The log ratio of every repetition, on both tasks. */
  const against = (ratios: readonly number[], changed: Partial<VerdictRules> = {}) =>
    verdict(
      ones(2 * ratios.length),
      ratios.flatMap((ratio) => [Math.exp(ratio), Math.exp(ratio)]),
      { ...changed },
    ).overall;

  it('is practical equality when the 90 % interval is within the margin, else undecided', () => {
    const tight = [0.01, -0.01, 0.012, -0.008, 0.002];
    expect(against(tight)).toMatchObject({ conclusion: 'practicallyEqual', replicasToDecide: null });
    expect(against(tight, { margin: 0.005 }).conclusion).toBe('undecided');
    expect(against(tight, { margin: 0.005 }).detectableGain).toBeGreaterThan(0.005);
    expect(against(tight.map((ratio) => 5 * ratio)).conclusion).toBe('undecided');
    // Beyond the margin to either side.
    for (const sign of [1, -1])
      expect(against(tight.map((ratio) => sign * (0.025 + ratio))).isWithinMargin).toBe(false);
    // The 95 % interval reaches beyond the margin, the 90 % one does not: two tests at 5 % each are enough.
    const between = [-0.032, 0.008, -0.018, -0.004, -0.016];
    expect(against(between)).toMatchObject({ conclusion: 'practicallyEqual', isWithinMargin: true });
    expect(against(between).gain.low).toBeLessThan(-0.03);
  });

  it('is too small to see where a difference as large as the margin would have shown', () => {
    const slight = [0.011, 0.001, 0.022, 0.002, 0.022];
    const found = against(slight, { margin: 0.02 });
    expect(found).toMatchObject({
      conclusion: 'tooSmallToSee',
      isWithinMargin: false,
      replicasToDecide: null,
    });
    expect(found.detectableGain).toBeLessThanOrEqual(0.02);
    expect(against(slight, { margin: 0.015 }).conclusion).toBe('undecided');
    expect(against(slight, { margin: 0.03 }).conclusion).toBe('practicallyEqual');
  });

  it('is told with the interval that decides, and with its level', () => {
    const equal = against([-0.032, 0.008, -0.018, -0.004, -0.016]);
    const tie = equalityRange(0.03);
    const { interval, level } = decidingIntervalOf(equal);
    expect(interval.low).toBeGreaterThanOrEqual(tie.low);
    expect(interval.high).toBeLessThanOrEqual(tie.high);
    expect(level).toBeCloseTo(0.9, 12);
    const open = against([0.06, -0.05, 0.04, -0.06, 0.01]);
    expect(decidingIntervalOf(open)).toEqual({ interval: open.gain, level: open.level });
  });

  it('is not said to be within the margin where the interval of a clear difference reaches beyond', () => {
    const clear = against([0.026, 0.01, 0.028, 0.006, 0.024]);
    expect(clear).toMatchObject({ conclusion: 'better', isWithinMargin: false });
    expect(clear.equality.high).toBeLessThan(equalityRange(0.03).high);
  });

  it('may be a clear difference that is too small to matter', () => {
    expect(against([0.01, 0.011, 0.009, 0.01, 0.012])).toMatchObject({
      conclusion: 'better',
      isWithinMargin: true,
    });
  });

  it('says what would have shown and how many repetitions would decide', () => {
    const { detectableGain, replicasToDecide } = against([0.06, -0.05, 0.04, -0.06, 0.01]);
    expect(detectableGain).toBeGreaterThan(0.05);
    expect(detectableGain).toBeLessThan(0.12);
    expect(replicasToDecide).toBeGreaterThan(20);
    expect(against([0.6, -0.5, 0.4, -0.6, 0.1])).toMatchObject({
      conclusion: 'undecided',
      replicasToDecide: null,
    });
  });
});

describe('where a verdict would say too much', () => {
  const [own, other] = [losses(0.8, 0.8), losses(1, 1)];

  it('says who is ahead before the planned steps, and no more', () => {
    const conclusionOf = (a: readonly number[], b: readonly number[]) =>
      verdict(a, b, { isFinal: false }).overall.conclusion;
    expect([conclusionOf(own, other), conclusionOf(other, own), conclusionOf(other, other)]).toEqual([
      'aheadSoFar',
      'behindSoFar',
      'openSoFar',
    ]);
  });

  it('says that neither learned anything, but not of one alone', () => {
    const nullLosses = losses(0.8, 0.8);
    expect(verdict(own, losses(0.8, 0.8), { nullLosses }).overall.conclusion).toBe('learnedNothing');
    expect(verdict(losses(0.4, 0.4), other, { nullLosses }).overall.conclusion).toBe('better');
    const onTask = losses(0.8, 0.8).map((loss, i) => (i % 2 === 0 ? loss : 2 * loss));
    expect(
      verdict(own, losses(0.8, 0.8), { nullLosses: onTask }).tasks.map(({ conclusion }) => conclusion),
    ).toEqual(['learnedNothing', 'practicallyEqual']);
  });

  describe('because of tasks that neither learned', () => {
    /** Task 1 is learned, task 2 by nobody: both are worse than a constant. */
    const between = (first: number, second: number, nullOfSecond = 1, changed: Partial<VerdictRules> = {}) =>
      verdict(
        spread.flatMap((factor) => [factor, 1.1 * factor]),
        spread.flatMap((factor, replica) => [
          first * factor * (1 + 0.002 * (replica - 2)),
          second * 1.1 * factor * (1 + 0.002 * (replica - 2)),
        ]),
        { ...changed, nullLosses: spread.flatMap(() => [3, nullOfSecond]) },
      ).overall;

    it('is no clear difference over all tasks; the others are compared alone', () => {
      const { conclusion, gain, learned, level } = between(1, 1.3);
      expect(gain.low).toBeGreaterThan(0);
      expect(conclusion).toBe('ofUnlearned');
      expect(learned).toMatchObject({ leftOut: [1], comparison: { conclusion: 'practicallyEqual', level } });
      expect(learned?.share).toBeGreaterThan(0.9);
    });

    it('is none either where they make half of one that is clear without them', () => {
      const found = between(1.1, 1.3);
      expect(found).toMatchObject({
        conclusion: 'ofUnlearned',
        learned: { leftOut: [1], comparison: { conclusion: 'better' } },
      });
      expect(between(1.3, 1.1)).toMatchObject({ conclusion: 'better' });
      expect(between(1.3, 1.1).learned).toBeUndefined();
      // One of the two learned it.
      expect(between(1.1, 1.3, 1.2)).toMatchObject({ conclusion: 'better' });
    });

    it('is no lead before the planned steps either', () => {
      const soFar = { isFinal: false };
      expect(between(1, 1.3, 1, soFar)).toMatchObject({
        conclusion: 'ofUnlearned',
        learned: { leftOut: [1], comparison: { conclusion: 'openSoFar' } },
      });
      expect(between(1.3, 1.1, 1, soFar).conclusion).toBe('aheadSoFar');
      const nullLosses = spread.flatMap(() => [0.8, 0.8]);
      expect(verdict(losses(0.9, 0.9), losses(1, 1), { ...soFar, nullLosses }).overall.conclusion).toBe(
        'openSoFar',
      );
    });

    it('is told for what it is where nobody learned anything', () => {
      const nullLosses = spread.flatMap(() => [1, 1]);
      const other = losses(1.1, 1.1);
      expect(verdict(losses(1, 1), other, { nullLosses }).overall.learned).toBeUndefined();
    });
  });

  it('says that it is still improving when it is so in every repetition, unless the final step was asked for', () => {
    const ask = (numImproving: number, changed: Partial<VerdictRules> = {}) =>
      verdictOf(
        {
          own: side(own),
          other: side(
            other,
            other.map((_, i) => i < 2 * numImproving),
          ),
          nullLosses: own.map(() => 3),
        },
        { ...rules, ...changed },
      ).overall;
    expect(ask(5)).toMatchObject({ conclusion: 'stillImproving', numStillImproving: 5 });
    expect(ask(4)).toMatchObject({ conclusion: 'better', numStillImproving: 4 });
    expect(ask(5, { reportingRule: 'finalStep' })).toMatchObject({
      conclusion: 'better',
      numStillImproving: 5,
    });
  });
});

describe('hasLearnedNothing', () => {
  it('is about losses that are not below that of the best constant', () => {
    expect(hasLearnedNothing([1, 1.01, 0.99])).toBe(true);
    expect(hasLearnedNothing([1e7, 2e7, 1e9])).toBe(true);
    expect(hasLearnedNothing([0.9, 0.95, 0.92])).toBe(false);
    // Little, but surely something: rare labels leave no more.
    expect(hasLearnedNothing([0.992, 0.993, 0.9925])).toBe(false);
    expect(hasLearnedNothing([0.995])).toBe(true);
    expect(hasLearnedNothing([Number.NaN])).toBe(false);
  });
});
