/** Intervals of an area under the ROC curve whose repetitions share their test rows. */
import { mean } from '../core/lists.ts';
import { type Interval, standardDeviation, tInterval, tQuantile } from './statistics.ts';

interface ClassCounts {
  readonly numPositive: number;
  readonly numNegative: number;
}

/** Variance over test rows (Hanley and McNeil 1982, exponential approximation); 0 without both classes. */
export function aucVariance(auc: number, { numPositive, numNegative }: ClassCounts): number {
  if (numPositive === 0 || numNegative === 0) return 0;
  const squared = auc * auc;
  const twoPositives = auc / (2 - auc) - squared;
  const twoNegatives = (2 * squared) / (1 + auc) - squared;
  const sum = auc * (1 - auc) + (numPositive - 1) * twoPositives + (numNegative - 1) * twoNegatives;
  return Math.max(0, sum / (numPositive * numNegative));
}

// More degrees of freedom change no printed digit.
const MAX_DEGREES = 1000;

/** Includes the sampling error of the test rows. */
export function aucInterval(values: readonly number[], level: number, classes: ClassCounts): Interval {
  const variance = aucVariance(mean(values.filter(Number.isFinite)), classes);
  const { low, high, ...rest } = widenedInterval(values, level, variance);
  return { ...rest, low: Math.max(0, low), high: Math.min(1, high) };
}

/** t interval widened by `ofRows`, the variance of shared test rows (degrees: Welch and Satterthwaite). */
export function widenedInterval(values: readonly number[], level: number, ofRows: number): Interval {
  const plain = tInterval(values, level);
  const { n } = plain;
  if (n < 2) return plain;
  const kept = values.filter(Number.isFinite);
  const deviation = standardDeviation(kept);
  const ofMean = (deviation * deviation) / n;
  const variance = ofMean + ofRows;
  if (variance === 0) return plain;
  const share = variance / ofMean;
  const degrees = Math.min(MAX_DEGREES, Math.floor((n - 1) * share * share));
  const halfWidth = tQuantile(level, degrees) * Math.sqrt(variance);
  return { ...plain, low: plain.mean - halfWidth, high: plain.mean + halfWidth };
}
