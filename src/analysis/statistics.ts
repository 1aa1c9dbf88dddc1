/**
 * Mean, range and confidence interval of a handful of replicas, and the power of a comparison of so many: the smallest difference it would
 * have shown, and how many replicas would decide a given one. Knows nothing of losses or architectures.
 *
 * Values that are no finite numbers stand for replicas that diverged: they are left out, and counted.
 */
import { mean } from '../core/lists.ts';
import { cos, sin } from '../core/math.ts';

/** How often an interval may miss what it is of. */
const ERROR_RATE = 0.05;

/** Level of an interval that stands for itself. */
export const LEVEL = 1 - ERROR_RATE;

/**
 * Level of each of `numStatements` intervals that are read together, so that all of them hold what they are of in 95 % of
 * experiments at least (Bonferroni).
 */
export const familyLevel = (numStatements: number): number => 1 - ERROR_RATE / Math.max(1, numStatements);

/** A mean with its confidence interval. */
export interface Interval {
  /** NaN when no value is left. */
  readonly mean: number;
  /** Ends of the interval; NaN when fewer than two values are left (one replica: no band). */
  readonly low: number;
  readonly high: number;
  /** Values the mean is made of. */
  readonly n: number;
  /** Values left out because they are no finite numbers. */
  readonly numLeftOut: number;
}

/** How a number differs between replicas. */
export interface Range {
  readonly mean: number;
  /** Smallest and largest; NaN as soon as one of the values is. */
  readonly low: number;
  readonly high: number;
  /** Values it is made of. */
  readonly n: number;
}

/** Mean, smallest and largest of a few values. */
export function rangeOf(values: readonly number[]): Range {
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values), n: values.length };
}

/** Sample standard deviation (divisor n - 1); NaN for fewer than two values. */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0);
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * How many independent values say as much about a mean as n that go together, because their replicas split the same rows anew: the
 * variance of the mean is (1/n + overlap) s^2, where `overlap` is n_test / n_train (Nadeau and Bengio, "Inference for the
 * generalization error", 2003). Never more than 1 / overlap, whatever n. With an overlap of 0, that of replicas with rows of their
 * own, n itself.
 */
export const effectiveNumber = (n: number, overlap: number): number => n / (1 + n * overlap);

/**
 * Student's t interval of the mean: mean +- t(n - 1) s / sqrt(n), with the effective number of values under the root where there is an
 * `overlap`. `level` lies strictly between 0 and 1, as in 0.95.
 */
export function tInterval(values: readonly number[], level: number, overlap = 0): Interval {
  const kept = values.filter(Number.isFinite);
  const n = kept.length;
  const centre = mean(kept);
  const halfWidth =
    n < 2
      ? Number.NaN
      : tQuantile(level, n - 1) * (standardDeviation(kept) / Math.sqrt(effectiveNumber(n, overlap)));
  return {
    mean: centre,
    low: centre - halfWidth,
    high: centre + halfWidth,
    n,
    numLeftOut: values.length - n,
  };
}

/**
 * The t with P(|T| <= t) = `level` for Student's T with an integer number of degrees of freedom >= 1. Own code because the
 * general quantile of a library weighs 50 kB compressed; with t = sqrt(nu) tan(theta) the probability is a finite sum, and
 * theta is found by bisection to the last bit.
 */
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

/** The z with P(|Z| <= z) = `LEVEL` for a standard normal Z. */
const NORMAL_QUANTILE = 1.959963984540054;

/** Wilson's score interval of a share, `LEVEL` of which hold it: of `count` rows `numYes` say yes. NaN without rows. */
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
