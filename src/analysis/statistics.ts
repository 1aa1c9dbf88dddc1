/** Mean, interval and power for a few replicas; leaves out and counts values that are not finite. */
import { mean } from '../core/lists.ts';
import { cos, sin } from '../core/math.ts';

const ERROR_RATE = 0.05;

export const LEVEL = 1 - ERROR_RATE;

/** `numStatements` intervals hold jointly in at least 95 % of experiments (Bonferroni). */
export const bonferroniLevel = (numStatements: number): number => 1 - ERROR_RATE / Math.max(1, numStatements);

export interface Interval {
  readonly mean: number;
  /** NaN for fewer than two values. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly numLeftOut: number;
}

export interface ReplicaRange {
  readonly mean: number;
  /** NaN if any value is. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

export function rangeOfReplicas(values: readonly number[]): ReplicaRange {
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values), n: values.length };
}

/** Divisor n - 1; NaN for fewer than two values. */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0);
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * Independent values as informative about a mean as n values whose replicas resplit the same rows: its
 * variance is (1/n + overlap) s^2, `overlap` n_test / n_train (Nadeau and Bengio, "Inference for the
 * generalization error", 2003); 0 for replicas with their own rows.
 */
export const effectiveSampleSize = (n: number, overlap: number): number => n / (1 + n * overlap);

/** Student's t: mean +- t(n - 1) s / sqrt(effective n), `level` in (0, 1). */
export function tInterval(values: readonly number[], level: number, overlap = 0): Interval {
  const kept = values.filter(Number.isFinite);
  const n = kept.length;
  const centre = mean(kept);
  const halfWidth =
    n < 2
      ? Number.NaN
      : tQuantile(level, n - 1) * (standardDeviation(kept) / Math.sqrt(effectiveSampleSize(n, overlap)));
  return {
    mean: centre,
    low: centre - halfWidth,
    high: centre + halfWidth,
    n,
    numLeftOut: values.length - n,
  };
}

/** t with P(|T| <= t) = `level`, for integer degrees >= 1. Libraries' quantiles weigh 50 kB. */
export function tQuantile(level: number, degrees: number): number {
  let low = 0;
  let high = Math.PI / 2;
  for (let halving = 0; halving < 55; halving++) {
    const theta = (low + high) / 2;
    if (centralProbability(theta, degrees) < level) low = theta;
    else high = theta;
  }
  const theta = (low + high) / 2;
  return Math.sqrt(degrees) * (sin(theta) / cos(theta));
}

/** P(|T| <= sqrt(nu) tan(theta)): Abramowitz and Stegun, 26.7.3 (odd nu) and 26.7.4 (even nu). */
function centralProbability(theta: number, degrees: number): number {
  const isOdd = degrees % 2 === 1;
  const cosine = cos(theta);
  let term = isOdd ? cosine : 1;
  let sum = 0;
  for (let k = isOdd ? 3 : 2; k <= degrees; k += 2) {
    sum += term;
    term *= ((k - 1) / k) * cosine * cosine;
  }
  return isOdd ? (2 / Math.PI) * (theta + sin(theta) * sum) : sin(theta) * sum;
}

/** z with P(|Z| <= z) = `LEVEL`. */
const NORMAL_QUANTILE = 1.959963984540054;

/** Wilson's score interval at `LEVEL`; NaN without rows. */
export function wilsonInterval(
  numYes: number,
  count: number,
): { readonly low: number; readonly high: number } {
  const [share, square] = [numYes / count, (NORMAL_QUANTILE * NORMAL_QUANTILE) / count];
  const centre = (share + square / 2) / (1 + square);
  const half =
    (NORMAL_QUANTILE / (1 + square)) * Math.sqrt((share * (1 - share)) / count + square / (4 * count));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

interface ComparisonPrecision {
  /** Standard deviation of the log ratio. */
  readonly deviation: number;
  readonly level: number;
  /** See `effectiveSampleSize`. */
  readonly overlap?: number;
}

const MAX_COUNTED_REPLICAS = 100;

// 80 % quantile of the normal distribution.
const POWER_QUANTILE = 0.8416212335729143;

/**
 * True mean log ratio whose t interval excludes 0 in 80 % of experiments. Johnson and Welch's approximation
 * of the noncentral t is within 1.5 points from 3 replicas on. NaN below two.
 */
export function detectableLogRatio(
  { deviation, level, overlap = 0 }: ComparisonPrecision,
  n: number,
): number {
  if (n < 2) return Number.NaN;
  const degrees = n - 1;
  const t = tQuantile(level, degrees);
  const distance = t * (1 - 1 / (4 * degrees)) + POWER_QUANTILE * Math.sqrt(1 + (t * t) / (2 * degrees));
  return (distance * deviation) / Math.sqrt(effectiveSampleSize(n, overlap));
}

/** Fewest replicas, at least 3, for 80 % of experiments; null: over 100. */
export function numReplicasToDetect(ratio: number, precision: ComparisonPrecision): number | null {
  const isEnough = (n: number) => detectableLogRatio(precision, n) <= ratio;
  if (!isEnough(MAX_COUNTED_REPLICAS)) return null;
  let [tooFew, enough] = [2, MAX_COUNTED_REPLICAS];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
