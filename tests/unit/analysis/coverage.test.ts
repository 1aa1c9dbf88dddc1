/**
 * How often intervals hold what they should, by simulation. The shares stand in the names of the tests:
 * `npx vitest run tests/unit/analysis/coverage.test.ts --reporter=verbose`.
 */
import libraryQuantile from '@stdlib/stats-base-dists-t-quantile';
import { sampleStandardDeviation, mean as simpleMean } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { gainOf } from '../../../src/analysis/pairs.ts';
import { outlierReplicas } from '../../../src/analysis/robust.ts';
import {
  bonferroniLevel,
  detectableLogRatio,
  numReplicasToDetect,
  tInterval,
} from '../../../src/analysis/statistics.ts';
import { type PairComparison, type VerdictRules, verdictOf } from '../../../src/analysis/verdict.ts';
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

/** A finished comparison of architectures that have learned, as far as losses tell. */
const verdictBetween = (
  own: readonly number[],
  other: readonly number[],
  rules: Pick<VerdictRules, 'numTasks' | 'numRivals'> & { readonly margin?: number },
) => {
  const side = (losses: readonly number[]) => ({ losses, isStillImproving: losses.map(() => false) });
  return verdictOf(
    { own: side(own), other: side(other), nullLosses: own.map(() => 1e9) },
    { margin: 0.03, reportingRule: 'bestValidation', overlap: 0, isFinal: true, ...rules },
  );
};
const isCalledDifferent = ({ conclusion }: Pick<PairComparison, 'conclusion'>) =>
  conclusion === 'better' || conclusion === 'worse';

const numTasks = 3;
const falseVerdicts = coverageOf(
  1,
  (normal) => {
    const losses = () => list(5 * numTasks, () => Math.exp(0.2 * normal()));
    const reference = losses();
    const { tasks } = verdictBetween(reference, losses(), { numTasks, numRivals: 1 });
    const isCalled = tasks.some(isCalledDifferent);
    return isCalled ? { low: 1, high: 1 } : { low: 0, high: 0 };
  },
  'family',
);

it(`calls any of three tasks different in ${percent(falseVerdicts)} of draws where none is`, () => {
  expect(falseVerdicts).toBeLessThan(0.07);
  expect(falseVerdicts).toBeGreaterThan(0.03);
});

/** A reference and rivals that are all equal; every repetition has data of its own, which they share. */
const nullFamily = (numRivals: number) => {
  const { normal } = createStream('nullFamily', numRivals);
  const numExperiments = 500;
  let [overall, anyTask] = [0, 0];
  for (let experiment = 0; experiment < numExperiments; experiment++) {
    const data = list(5 * numTasks, () => 0.3 * normal());
    const losses = () => data.map((hardness) => Math.exp(hardness + 0.1 * normal()));
    const reference = losses();
    const verdicts = list(numRivals, () => 0).map(() =>
      verdictBetween(reference, losses(), { numTasks, numRivals }),
    );
    if (verdicts.some((verdict) => isCalledDifferent(verdict.overall))) overall++;
    if (verdicts.some(({ tasks }) => tasks.some(isCalledDifferent))) anyTask++;
  }
  return { overall: overall / numExperiments, anyTask: anyTask / numExperiments };
};
const family = nullFamily(7);

describe('seven rivals, none of which differs', () => {
  it(`are called different in ${percent(family.overall)} of experiments overall`, () => {
    expect(family.overall).toBeLessThan(0.07);
    expect(family.overall).toBeGreaterThan(0.01);
  });
  it(`are called different on any task in ${percent(family.anyTask)} of experiments`, () => {
    expect(family.anyTask).toBeLessThan(0.07);
    expect(family.anyTask).toBeGreaterThan(0.01);
  });
});

/** Share of experiments of one task that come to a conclusion, where the true log ratio is `ratio`. */
const shareConcluding = (
  ratio: number,
  isSo: (comparison: PairComparison) => boolean,
  numReplicas = 5,
  deviation = 0.02,
) => {
  const { normal } = createStream('concluding', ratio, numReplicas, deviation);
  const found = list(numDraws, () => 0).filter(() => {
    const reference = list(numReplicas, () => 1);
    const other = reference.map(() => Math.exp(ratio + deviation * normal()));
    return isSo(verdictBetween(reference, other, { numTasks: 1, numRivals: 1 }).overall);
  });
  return found.length / numDraws;
};

const isEqual = ({ isWithinMargin }: PairComparison) => isWithinMargin;
const [equalAtMargin, equalAtZero] = [
  shareConcluding(Math.log(1.03), isEqual),
  shareConcluding(0, isEqual, 12),
];

describe('practical equality', () => {
  it(`is said of losses that differ by the margin in ${percent(equalAtMargin)} of experiments, and by more in fewer`, () => {
    expect(equalAtMargin).toBeLessThan(0.06);
    expect(shareConcluding(Math.log(1.04), isEqual)).toBeLessThan(equalAtMargin);
  });
  it(`is found in ${percent(equalAtZero)} of experiments of 12 repetitions that spread by 2 %`, () => {
    expect(equalAtZero).toBeGreaterThan(0.95);
  });
});

const power = [3, 5, 10].map((numReplicas) => {
  const ratio = detectableLogRatio({ deviation: 0.05, level: 0.95 }, numReplicas);
  return { numReplicas, found: shareConcluding(ratio, isCalledDifferent, numReplicas, 0.05) };
});

describe('the smallest difference that would have shown', () => {
  for (const { numReplicas, found } of power) {
    it(`is found in ${percent(found)} of experiments of ${numReplicas} repetitions`, () => {
      expect(found).toBeGreaterThan(0.77);
      expect(found).toBeLessThan(0.84);
    });
  }

  it('is found by as many repetitions as are said to find it, and not by one less', () => {
    for (const level of [0.95, bonferroniLevel(7), bonferroniLevel(28)]) {
      const precision = { deviation: 0.04, level };
      const n = numReplicasToDetect(0.03, precision) ?? Number.NaN;
      expect(detectableLogRatio(precision, n)).toBeLessThanOrEqual(0.03);
      expect(detectableLogRatio(precision, n - 1)).toBeGreaterThan(0.03);
    }
    expect(numReplicasToDetect(0.03, { deviation: 0.3, level: 0.95 })).toBeNull();
    expect(numReplicasToDetect(0.03, { deviation: 0, level: 0.95 })).toBe(3);
  });
});

/** Share of repetitions marked though all are drawn alike. */
const markedAlike = [0.02, 0.05, 0.1].map((deviation) => {
  const { normal } = createStream('marked', deviation);
  const marked = list(numDraws, () => 0).flatMap(() =>
    outlierReplicas(list(5, () => Math.exp(deviation * normal()))),
  );
  return { deviation, share: marked.filter(Boolean).length / marked.length };
});

describe('a repetition far from the others', () => {
  for (const { deviation, share } of markedAlike) {
    it(`is ${percent(share)} of five that are drawn alike with a standard deviation of ${percent(deviation)}`, () => {
      expect(share).toBeLessThan(deviation < 0.06 ? 0.03 : 0.08);
    });
  }
});

describe('an interval', () => {
  it('agrees with two libraries to 1e-9', () => {
    const { uniform } = createStream('libraries');
    for (let numReplicas = 2; numReplicas <= 20; numReplicas++) {
      const reference = list(numReplicas * 4, () => 0.1 + uniform());
      const other = list(numReplicas * 4, () => 0.1 + uniform());
      const { tasks, overall } = verdictBetween(reference, other, { numTasks: 4, numRivals: 1 });
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
