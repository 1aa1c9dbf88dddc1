/** Counts how often t intervals of a few values hold the mean of the population that they were drawn from. Knows no losses. */

import { LEVEL, standardDeviation, tQuantile } from '../../src/analysis/statistics.ts';
import { mean } from '../../src/core/lists.ts';
import { createStream } from '../../src/core/random.ts';

/** The way to draw from a population. */
export interface Drawing {
  /** Values of one interval, at least two. */
  readonly size: number;
  /** Intervals. */
  readonly numResamples: number;
  /** Key of the random stream. */
  readonly seed: number;
}

/** A share that was counted in random draws. */
export interface Coverage {
  readonly share: number;
  /** Monte-Carlo standard error of the share: of counting so many draws, not of the population, which is taken as it is. */
  readonly error: number;
}

/**
 * Draws values with replacement, so that the finite numbers of `population` stand for all there could be, and counts the
 * intervals of the usual level that hold its mean.
 */
export function coverageOf(population: readonly number[], { size, numResamples, seed }: Drawing): Coverage {
  const values = population.filter(Number.isFinite);
  const target = mean(values);
  const quantile = tQuantile(LEVEL, size - 1);
  const { integerBelow } = createStream(seed, 'coverage', size);
  let numCovering = 0;
  for (let resample = 0; resample < numResamples; resample++) {
    const drawn = Array.from({ length: size }, () => values[integerBelow(values.length)] ?? Number.NaN);
    const halfWidth = quantile * (standardDeviation(drawn) / Math.sqrt(size));
    if (Math.abs(mean(drawn) - target) <= halfWidth) numCovering++;
  }
  return shareOf(numCovering, numResamples);
}

/** Several populations, of which each was resampled as often: the share over all. */
export function pooledCoverage(coverages: readonly Coverage[], { numResamples }: Drawing): Coverage {
  const numCovering = coverages.reduce((sum, { share }) => sum + Math.round(share * numResamples), 0);
  return shareOf(numCovering, coverages.length * numResamples);
}

const shareOf = (count: number, total: number): Coverage => {
  const share = count / total;
  return { share, error: Math.sqrt((share * (1 - share)) / total) };
};
