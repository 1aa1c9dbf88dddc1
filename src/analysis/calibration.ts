/** Calibration of predicted probabilities, in bins small enough to store with every evaluation. */
import type { SortedScores } from '../core/areaUnderCurve.ts';
import { mean } from '../core/lists.ts';
import { exp, ln } from '../core/math.ts';
import { widenedInterval } from './aucInterval.ts';
import type { CalibrationBins } from './produced/evaluation.ts';
import { type Interval, LEVEL, tInterval, wilsonInterval } from './statistics.ts';

const NUM_BINS = 10;

/** Bins rows by logit; rows of one logit stay together, so their order does not matter. */
export function calibrationOf({ positives, negatives }: SortedScores): CalibrationBins {
  const empty = () => Array.from({ length: NUM_BINS }, () => 0);
  const [count, numYes, predicted] = [empty(), empty(), empty()];
  const numRows = positives.length + negatives.length;
  let bin = 0;
  let [yes, no] = [0, 0];
  while (yes + no < numRows) {
    const logit = Math.min(
      positives[yes] ?? Number.POSITIVE_INFINITY,
      negatives[no] ?? Number.POSITIVE_INFINITY,
    );
    const [yesBefore, before] = [yes, yes + no];
    while (positives[yes] === logit) yes++;
    while (negatives[no] === logit) no++;
    const numTied = yes + no - before;
    // `numTied` is 0 if the logit is NaN.
    if (numTied === 0) break;
    while (before >= ((bin + 1) * numRows) / NUM_BINS) bin++;
    count[bin] = (count[bin] ?? 0) + numTied;
    numYes[bin] = (numYes[bin] ?? 0) + yes - yesBefore;
    predicted[bin] = (predicted[bin] ?? 0) + numTied / (1 + exp(-logit));
  }
  return { count, numYes, predicted };
}

export interface ReliabilityBin {
  /** Mean predicted probability, and share of positive labels. */
  readonly predicted: number;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
  /** Mean rows per repetition. */
  readonly count: number;
  readonly numReplicas: number;
}

/** Joins bins of repetitions. `numIndependent`: repetitions with rows of their own; 1 if all share theirs. */
export function reliabilityOf(
  calibration: readonly (CalibrationBins | null)[],
  numIndependent: number,
): readonly ReliabilityBin[] {
  const replicas = calibration.filter((bins) => bins !== null);
  return Array.from({ length: NUM_BINS }, (_, bin) => {
    const sumOf = (list: (bins: CalibrationBins) => readonly number[]) =>
      replicas.reduce((sum, bins) => sum + (list(bins)[bin] ?? 0), 0);
    const numRows = sumOf(({ count }) => count);
    const observed = sumOf(({ numYes }) => numYes) / numRows;
    const count = numRows / replicas.length;
    const counted = count * Math.min(numIndependent, replicas.length);
    return {
      predicted: sumOf(({ predicted }) => predicted) / numRows,
      observed,
      ...wilsonInterval(observed * counted, counted),
      count,
      numReplicas: replicas.length,
    };
  }).filter(({ count }) => count > 0);
}

/** Ratio with an interval of its mean logarithm. `isSameRows`: adds the sampling error that shared rows hide. */
export function predictedOverObserved(
  calibration: readonly (CalibrationBins | null)[],
  { isSameRows, overlap }: { readonly isSameRows: boolean; readonly overlap: number },
): Interval {
  const totals = calibration.map((bins) => {
    const [count = 0, numYes = 0, predicted = 0] =
      bins === null ? [] : [bins.count, bins.numYes, bins.predicted].map(sumOfNumbers);
    return { count, numYes, ratio: ln(predicted / numYes) };
  });
  const known = totals.filter(({ ratio }) => Number.isFinite(ratio));
  const ratios = totals.map(({ ratio }) => ratio);
  const [rows, yes] = [mean(known.map(({ count }) => count)), mean(known.map(({ numYes }) => numYes))];
  // Variance of the logarithm of a share.
  const ofRows = 1 / yes - 1 / rows;
  const interval = isSameRows ? widenedInterval(ratios, LEVEL, ofRows) : tInterval(ratios, LEVEL, overlap);
  const [centre, low, high] = [interval.mean, interval.low, interval.high].map(exp);
  return { ...interval, mean: centre ?? Number.NaN, low: low ?? Number.NaN, high: high ?? Number.NaN };
}

export interface PositiveRates {
  readonly train: number;
  readonly test: number;
}

/** Log loss, in nats per row, due to miscalibration by bin; 0 if chance may explain it. */
interface Miscalibration {
  readonly cost: number;
  /** Part removed by shifting logits by the difference of the shares of yes; at least 0. */
  readonly ofShares: number;
}

/** Subtracts chance: calibrated bins of N rows cost about 1 / (2 N). Null without bins. */
export function miscalibrationOf(
  calibration: readonly (CalibrationBins | null)[],
  { train, test }: PositiveRates,
): Miscalibration | null {
  const costs = calibration.flatMap((bins) => {
    if (bins === null || sumOfNumbers(bins.count) === 0) return [];
    const before = costOfBins(bins, 0);
    const byChance = bins.count.filter((numRows) => numRows > 0).length / (2 * sumOfNumbers(bins.count));
    const ofShares = before - costOfBins(bins, logitOf(test) - logitOf(train));
    return [{ cost: before - byChance, ofShares }];
  });
  if (costs.length === 0) return null;
  const cost = Math.max(mean(costs.map((one) => one.cost)), 0);
  const ofShares = mean(costs.map((one) => one.ofShares));
  return { cost, ofShares: Math.min(Math.max(ofShares, 0), cost) };
}

export const isMainlyRateError = ({ cost, ofShares }: Miscalibration): boolean =>
  cost > 0 && ofShares >= cost / 2;

const logitOf = (share: number): number => ln(share) - ln(1 - share);

function costOfBins({ count, numYes, predicted }: CalibrationBins, shift: number): number {
  const costs = count.map((numRows, bin) => {
    if (numRows === 0) return 0;
    const observed = (numYes[bin] ?? 0) / numRows;
    const moved = 1 / (1 + exp(-logitOf((predicted[bin] ?? 0) / numRows) - shift));
    const part = (share: number, other: number) => (share === 0 ? 0 : share * ln(share / other));
    return numRows * (part(observed, moved) + part(1 - observed, 1 - moved));
  });
  return sumOfNumbers(costs) / sumOfNumbers(count);
}

const sumOfNumbers = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
