/**
 * How often intervals hold what they should, by simulation. The shares stand in the names of the tests:
 * `npx vitest run tests/unit/analysis/coverage.test.ts --reporter=verbose`.
 */
import libraryQuantile from '@stdlib/stats-base-dists-t-quantile';
import { sampleStandardDeviation, mean as simpleMean } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { gainOf } from '../../../src/analysis/pairs.ts';
import { tInterval } from '../../../src/analysis/statistics.ts';
import { verdictOf } from '../../../src/analysis/verdict.ts';
import { createStream } from '../../../src/core/random.ts';

const numDraws = 2000;

/** Share of draws whose interval holds `truth`. */
const coverageOf = (
  truth: number,
  intervalOf: (normal: () => number) => { readonly low: number; readonly high: number },
  ...key: readonly (string | number)[]
): number => {
  const { normal } = createStream('coverage', ...key);
  const draws = Array.from({ length: numDraws }, () => intervalOf(normal));
  return draws.filter(({ low, high }) => low <= truth && truth <= high).length / numDraws;
};

const list = (length: number, draw: () => number) => Array.from({ length }, draw);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const trueRatio = 0.05;
const ratioSpread = 0.1;

const gaussian = [3, 5, 10].map((numReplicas) => ({
  numReplicas,
  coverage: coverageOf(
    1 - Math.exp(-trueRatio),
    (normal) =>
      gainOf(
        list(numReplicas, () => trueRatio + ratioSpread * normal()),
        0.95,
      ),
    'gaussian',
    numReplicas,
  ),
}));

describe('the 95 % interval of a gain, over Gaussian log ratios', () => {
  for (const { numReplicas, coverage } of gaussian) {
    it(`holds the true gain in ${percent(coverage)} of draws of ${numReplicas} repetitions`, () => {
      expect(coverage).toBeGreaterThan(0.93);
      expect(coverage).toBeLessThan(0.97);
    });
  }
});

/** Losses whose logarithm has this standard deviation: 0.1 is usual between repetitions, 0.5 extreme. */
const logNormal = [0.1, 0.5].flatMap((spread) =>
  [3, 5, 10].map((numReplicas) => ({
    numReplicas,
    spread,
    coverage: coverageOf(
      Math.exp((spread * spread) / 2),
      (normal) =>
        tInterval(
          list(numReplicas, () => Math.exp(spread * normal())),
          0.95,
        ),
      'logNormal',
      spread,
      numReplicas,
    ),
  })),
);

describe('the 95 % band of a mean loss, over log-normal losses', () => {
  for (const { numReplicas, spread, coverage } of logNormal) {
    it(`of spread ${spread} holds the true mean in ${percent(coverage)} of draws of ${numReplicas}`, () => {
      expect(coverage).toBeGreaterThan(spread < 0.2 ? 0.93 : 0.88);
      expect(coverage).toBeLessThan(0.97);
    });
  }
});

const numTasks = 3;
const falseVerdicts = coverageOf(
  1,
  (normal) => {
    const losses = () => list(5 * numTasks, () => Math.exp(0.2 * normal()));
    const reference = losses();
    const input = { reference, other: losses(), nullLosses: reference.map(() => 1), numTasks };
    const isCalled = verdictOf(input).tasks.some(({ conclusion }) => conclusion !== 'noClearDifference');
    return isCalled ? { low: 1, high: 1 } : { low: 0, high: 0 };
  },
  'family',
);

it(`calls any of three tasks different in ${percent(falseVerdicts)} of draws where none is`, () => {
  expect(falseVerdicts).toBeLessThan(0.07);
  expect(falseVerdicts).toBeGreaterThan(0.03);
});

describe('an interval', () => {
  it('agrees with two libraries to 1e-9', () => {
    const { uniform } = createStream('libraries');
    for (let numReplicas = 2; numReplicas <= 20; numReplicas++) {
      const reference = list(numReplicas * 4, () => 0.1 + uniform());
      const other = list(numReplicas * 4, () => 0.1 + uniform());
      const { tasks, overall } = verdictOf({ reference, other, nullLosses: reference, numTasks: 4 });
      const ratios = reference.map((loss, i) => Math.log(other[i] ?? 0) - Math.log(loss));
      const ofTask = (task: number) => ratios.filter((_, i) => i % 4 === task);
      const means = list(numReplicas, () => 0).map((_, r) => simpleMean(ratios.slice(4 * r, 4 * r + 4)));
      const given = [...tasks.map((task, t) => [task, ofTask(t)] as const), [overall, means] as const];
      for (const [{ gain, level }, values] of given) {
        const halfWidth =
          (libraryQuantile((1 + level) / 2, numReplicas - 1) * sampleStandardDeviation(values)) /
          Math.sqrt(numReplicas);
        expect(Math.abs(gain.mean - (1 - Math.exp(-simpleMean(values))))).toBeLessThan(1e-9);
        const low = 1 - Math.exp(-(simpleMean(values) - halfWidth));
        expect(Math.abs(gain.low - low)).toBeLessThan(1e-9 * Math.max(1, Math.abs(low)));
        const high = 1 - Math.exp(-(simpleMean(values) + halfWidth));
        expect(Math.abs(gain.high - high)).toBeLessThan(1e-9);
      }
    }
  });
});
