/**
 * Power of a comparison of so many replicas: the smallest difference it would have shown, and how many replicas would
 * decide a given one. Knows the spread of log ratios between replicas, nothing of losses.
 */
import { effectiveNumber, tQuantile } from './statistics.ts';

/** Numbers that a comparison rests on. */
export interface Precision {
  /** Standard deviation of the log ratio between replicas. */
  readonly deviation: number;
  /** Level of the interval that decides, as 0.95. */
  readonly level: number;
  /** Overlap as of `effectiveNumber`; absent: 0. */
  readonly overlap?: number;
}

/** More replicas than this are not counted out. */
const MAX_COUNTED_REPLICAS = 100;

/** The 80 % quantile of the normal distribution: how often a difference is to be found. */
const POWER_QUANTILE = 0.8416212335729143;

/**
 * The true mean log ratio whose t interval over `n` replicas leaves 0 out in 80 % of experiments, were the spread as it is
 * here. By Johnson and Welch's approximation of the noncentral t distribution, which is within 1.5 points of 80 % from 3
 * replicas on. NaN below two.
 */
export function detectableRatio({ deviation, level, overlap = 0 }: Precision, n: number): number {
  if (n < 2) return Number.NaN;
  const degrees = n - 1;
  const t = tQuantile(level, degrees);
  const distance = t * (1 - 1 / (4 * degrees)) + POWER_QUANTILE * Math.sqrt(1 + (t * t) / (2 * degrees));
  return (distance * deviation) / Math.sqrt(effectiveNumber(n, overlap));
}

/** The fewest replicas, at least 3, that would find a mean log ratio of `ratio` in 80 % of experiments; null: more than 100. */
export function replicasToFind(ratio: number, precision: Precision): number | null {
  const isEnough = (n: number) => detectableRatio(precision, n) <= ratio;
  if (!isEnough(MAX_COUNTED_REPLICAS)) return null;
  let [tooFew, enough] = [2, MAX_COUNTED_REPLICAS];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
