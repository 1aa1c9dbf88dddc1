/** Intervals of an area under the ROC curve that was measured, repetition after repetition, on the same test rows. */
import { mean } from '../core/lists.ts';
import { type Interval, standardDeviation, tInterval, tQuantile } from './statistics.ts';

/** Labelled test rows of both classes. */
export interface ClassCounts {
  readonly numPositive: number;
  readonly numNegative: number;
}

/**
 * Variance of an area `auc` that other test rows of the same kind would bring (Hanley and McNeil 1982, with their exponential
 * approximation of the two conditional chances). 0 without a row of one class.
 */
export function aucVariance(auc: number, { numPositive, numNegative }: ClassCounts): number {
  if (numPositive === 0 || numNegative === 0) return 0;
  const squared = auc * auc;
  const twoPositives = auc / (2 - auc) - squared;
  const twoNegatives = (2 * squared) / (1 + auc) - squared;
  const sum = auc * (1 - auc) + (numPositive - 1) * twoPositives + (numNegative - 1) * twoNegatives;
  return Math.max(0, sum / (numPositive * numNegative));
}

/** More degrees of freedom than this change no digit that is printed. */
const MAX_DEGREES = 1000;

/** The interval of the mean area, with the sampling error of the test rows. */
export function aucInterval(values: readonly number[], level: number, classes: ClassCounts): Interval {
  const variance = aucVariance(mean(values.filter(Number.isFinite)), classes);
  const { low, high, ...rest } = widenedInterval(values, level, variance);
  return { ...rest, low: Math.max(0, low), high: Math.min(1, high) };
}

/**
 * The t interval of the mean, widened by the test rows' own sampling error, of that variance: it is the same in every repetition, so
 * their range says nothing of it. Both variances are added; the degrees of freedom are those of Welch and Satterthwaite, where the
 * sampling error counts as known.
 */
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
