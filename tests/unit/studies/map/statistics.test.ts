/** Statistics of the map on examples that are computed by hand. */
import { describe, expect, it } from 'vitest';
import { tInterval } from '../../../../src/analysis/statistics.ts';
import { createStream } from '../../../../src/core/random.ts';
import { BIN_LEVEL, binsOf, outcomeOf } from '../../../../src/studies/map/bins.ts';
import { effectsOn, welchInterval } from '../../../../src/studies/map/effects.ts';
import { advantageIn, advantageOver, type SetUpReading } from '../../../../src/studies/map/readings.ts';
import {
  type DirectedSentence,
  holmRejections,
  probabilityAbove,
  testedSentences,
} from '../../../../src/studies/map/sentences.ts';
import { nullKeyOf, numFalseOf, statementsIn } from '../../../studies/population/nulls.ts';
import { madeSetUp, madeSetUps } from './made.ts';

const spread = [-0.02, -0.01, 0, 0.01, 0.02];
const ten = [...spread, ...spread];
const around = (centre: number, scale = 1) => ten.map((value) => centre + scale * value);

describe('the advantage', () => {
  it('is positive where the one has the lower loss, and mirrored by swapping', () => {
    const setUp = madeSetUp(0, { adattSp: -0.1, ple: 0.05 });
    expect(advantageIn(setUp, 'adattSp', 'ple')).toBeCloseTo(0.15, 12);
    expect(advantageIn(setUp, 'ple', 'adattSp')).toBe(-advantageIn(setUp, 'adattSp', 'ple'));
  });

  it('leaves out and counts repetitions that diverged, and set-ups without any', () => {
    const setUp = madeSetUp(0, { ple: 0.1 });
    const one = { ...setUp, logLosses: setUp.logLosses.with(4, [Number.NaN, 0.2, 0.4, 0.3]) };
    expect(advantageIn(one, 'adattSp', 'ple')).toBeCloseTo(0.3, 12);
    const none = madeSetUp(1, { ple: Number.NaN });
    expect(advantageOver([one, none], 'adattSp', 'ple', 0.95)).toMatchObject({ n: 1, numLeftOut: 1 });
  });
});

describe('a bin', () => {
  const beside = (setUps: readonly SetUpReading[]) =>
    setUps.map((setUp) => ({ ...setUp, logLosses: setUp.logLosses.with(6, [-0.1, -0.1, -0.1, -0.1]) }));

  it.each([
    ['from ten set-ups on', madeSetUps('adattSp', around(-0.2).slice(1)), 'tooFew'],
    ['ahead of every rival', madeSetUps('mmoe', around(-0.1)), 'won'],
    ['beside one as good', beside(madeSetUps('mmoe', around(-0.1))), 'unclear'],
    ['all within 3 % of the best', madeSetUps('ple', around(0, 0.5)), 'equal'],
    ['perhaps not within 3 %', madeSetUps('ple', around(0, 2)), 'unclear'],
  ] as const)('is judged %s', (_, setUps, kind) => {
    expect(outcomeOf(setUps).kind).toBe(kind);
    if (kind === 'won') expect(outcomeOf(setUps)).toMatchObject({ winner: 'mmoe' });
  });

  it('needs intervals that hold together: what one of 95 % would call clear is not', () => {
    const values = around(-0.0125);
    expect(tInterval(values, 0.95).high).toBeLessThan(0);
    expect(tInterval(values, BIN_LEVEL).high).toBeGreaterThan(0);
    expect(outcomeOf(madeSetUps('adattSp', values)).kind).not.toBe('won');
  });

  it('holds the set-ups of its levels', () => {
    const setUps = [100, 500, 2000].map((numLabels, key) => madeSetUp(key, {}, { numLabels, numTasks: 4 }));
    const bins = binsOf(setUps, 'labels', 'tasks');
    expect(bins.map((row) => row.map((bin) => bin.setUps.map(({ key }) => key)))).toEqual([
      [[], [], [], []],
      [[1], [2], [], []],
      [[], [], [], []],
    ]);
  });
});

it("Welch's interval is that of a textbook", () => {
  const { mean, low, high, n } = welchInterval([1, 2, 3, 4, 5], [2, 2, 2, 3], 0.95);
  // Means 3 and 2.25; variances 2.5 / 5 and 0.25 / 4; 5.0 degrees of freedom rounded down to 4: t = 2.776445.
  expect([mean, n]).toEqual([0.75, 9]);
  expect(high - mean).toBeCloseTo(2.776445 * 0.75, 5);
  expect(mean - low).toBeCloseTo(high - mean, 12);
});

it('effects are differences between levels, the largest first, for AdaTT-sp over the rival', () => {
  const setUps = around(0.02).map((value, key) =>
    madeSetUp(
      key,
      { ple: value + (key % 2) * 0.1 },
      { noise: key % 2 === 0 ? 0.1 : 1, hasSparseTask: key < 5 },
    ),
  );
  const [first, ...others] = effectsOn(setUps, 'ple');
  expect(first?.contrast.axis).toBe('noise');
  expect(first?.difference.mean).toBeCloseTo(0.1, 1);
  expect(others.map(({ contrast }) => contrast.axis)).toEqual(['sparse']);
});

describe('a sentence', () => {
  const sentence: DirectedSentence = { where: {}, one: 'adattSp', other: 'ple', least: 0.01 };
  const halves = (explored: readonly number[], confirming: readonly number[]) => [
    ...madeSetUps('ple', explored),
    ...madeSetUps('ple', confirming).map((setUp) => ({ ...setUp, key: setUp.key + 100 })),
  ];

  it('has the p of a one-sided t test', () => {
    // t = 0.05 / (0.0149071 / sqrt 10) = 10.6 for 0; for the mean itself t = 0.
    expect(probabilityAbove(around(0.05), 0.05)).toBeCloseTo(0.5, 12);
    // t(9) = 1.833113 is the 95 % quantile.
    const least = 0.05 - (1.833113 * 0.01490712) / Math.sqrt(10);
    expect(probabilityAbove(around(0.05), least)).toBeCloseTo(0.05, 5);
    expect(probabilityAbove(around(0.05), 0.1 - least)).toBeCloseTo(0.95, 5);
  });

  it('is corrected by Holm, who stops at the first that is not rejected', () => {
    expect(holmRejections([0.04, 0.01, 0.02])).toEqual([1, 2, 0]);
    expect(holmRejections([0.04, 0.01, 0.026])).toEqual([1]);
    expect(holmRejections([0.03, 0.02, 0.5])).toEqual([]);
    expect(holmRejections([])).toEqual([]);
  });

  it('is confirmed on the second half alone, from ten set-ups on', () => {
    const statusOf = (setUps: readonly SetUpReading[]) => testedSentences(setUps, [sentence])[0]?.status;
    expect(statusOf(halves(around(0), around(0.05)))).toBe('confirmed');
    expect(statusOf(halves(around(0.05), around(0.01)))).toBe('notConfirmed');
    expect(statusOf(halves(around(0.05), around(0.05).slice(1)))).toBe('notTested');
    const [tested] = testedSentences(halves(around(0.02), around(0.05)), [sentence]);
    expect([tested?.explored.mean, tested?.confirming.mean]).toEqual([
      expect.closeTo(0.02, 9),
      expect.closeTo(0.05, 9),
    ]);
  });
});

it('at most one study in 20 says anything where all contestants are the same but for noise; a planted one is found', () => {
  const stream = createStream('map', 'null');
  const setUpsWith = (adattSp: number) =>
    Array.from({ length: 60 }, (_, number) => {
      const place = { noise: number % 2 === 0 ? 0.1 : 1, hasSparseTask: number % 4 < 2 };
      return madeSetUp(nullKeyOf(number), { adattSp }, place, () => 0.05 * stream.normal());
    });
  expect(numFalseOf(setUpsWith(0), 100)).toBeLessThanOrEqual(9);
  expect(statementsIn(setUpsWith(-0.1))).toEqual({ numWon: 4, numConfirmed: 6 });
});
