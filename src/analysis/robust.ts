/** Statistics that a single outlying replica changes little; verdicts use means instead. */
import { exp, ln } from '../core/math.ts';

/** Ignores values that are not finite. */
export function median(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

export interface ShareWithInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Chance of a value above 0 (ties half) with Clopper and Pearson's exact interval, unless values overlap. */
export function shareAboveZero(values: readonly number[], level: number, overlap = 0): ShareWithInterval {
  const kept = values.filter(Number.isFinite);
  const n = kept.length;
  const numAbove = kept.filter((value) => value > 0).length;
  const numTies = kept.filter((value) => value === 0).length;
  const tail = (1 - level) / 2;
  if (n === 0) return { share: Number.NaN, low: Number.NaN, high: Number.NaN };
  const share = (numAbove + numTies / 2) / n;
  if (overlap > 0) return { share, low: Number.NaN, high: Number.NaN };
  return {
    share,
    low: lowestProbability(numAbove, n, tail),
    high: 1 - lowestProbability(n - numAbove - numTies, n, tail),
  };
}

function lowestProbability(count: number, n: number, tail: number): number {
  if (count === 0) return 0;
  const logChoices = logBinomials(n);
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 36; halving++) {
    const middle = (low + high) / 2;
    if (binomialTail(count, logChoices, middle) < tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function logBinomials(n: number): readonly number[] {
  const logs = [0];
  for (let k = 0; k < n; k++) logs.push((logs[k] ?? 0) + ln((n - k) / (k + 1)));
  return logs;
}

/** P(X >= count) for X ~ Binomial(n, p), 0 < p < 1, from `logBinomials(n)`. */
function binomialTail(count: number, logChoices: readonly number[], p: number): number {
  const [logP, logRest, n] = [ln(p), ln(1 - p), logChoices.length - 1];
  let sum = 0;
  for (let k = count; k <= n; k++) sum += exp((logChoices[k] ?? 0) + k * logP + (n - k) * logRest);
  return sum;
}

const MIN_REPLICAS_WITH_SPREAD = 5;
/** ln 1.35: a loss this far above the median is an outlier whatever the spread. */
const OUTLIER_LOG_RATIO = 0.3001045924503381;
/** ln 1.1: a loss this close to the median is never an outlier. */
const INLIER_LOG_RATIO = 0.09531017980432493;
/** 1.4826 MAD is a standard deviation of a normal distribution. */
const OUTLIER_DEVIATIONS = 3.5 * 1.4826;

/** Outliers, `[R]`: 35 % above the median, or, of five or more, beyond 3.5 robust standard deviations. */
export function outlierReplicas(losses: readonly number[]): readonly boolean[] {
  const logs = losses.map((loss) => (loss > 0 ? ln(loss) : Number.NaN));
  const centre = median(logs);
  const deviation = median(logs.map((log) => Math.abs(log - centre)));
  const hasSpread = logs.filter(Number.isFinite).length >= MIN_REPLICAS_WITH_SPREAD;
  return logs.map(
    (log) =>
      log - centre > OUTLIER_LOG_RATIO ||
      (hasSpread && Math.abs(log - centre) > Math.max(INLIER_LOG_RATIO, OUTLIER_DEVIATIONS * deviation)),
  );
}
