/**
 * Do predicted probabilities come true? Predicted over observed, and the rows in bins of equal counts by what was predicted, small
 * enough to be kept of every evaluation. Knows neither tensors nor pictures.
 */
import type { SortedScores } from '../core/areaUnderCurve.ts';
import { mean } from '../core/lists.ts';
import { exp, ln } from '../core/math.ts';
import type { CalibrationBins } from './produced/evaluation.ts';
import { widenedInterval } from './aucInterval.ts';
import { type Interval, LEVEL, tInterval, wilsonInterval } from './statistics.ts';

const NUM_BINS = 10;

/** Puts rows into bins of equal counts by their logits. Rows of one logit stay together, so that their order is of no account. */
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
    // Logits that are no numbers are equal to none.
    if (numTied === 0) break;
    while (before >= ((bin + 1) * numRows) / NUM_BINS) bin++;
    count[bin] = (count[bin] ?? 0) + numTied;
    numYes[bin] = (numYes[bin] ?? 0) + yes - yesBefore;
    predicted[bin] = (predicted[bin] ?? 0) + numTied / (1 + exp(-logit));
  }
  return { count, numYes, predicted };
}

/** A bin of a reliability picture, over repetitions. */
export interface ReliabilityBin {
  /** Mean predicted probability, and share of rows that say yes. */
  readonly predicted: number;
  readonly observed: number;
  /** Wilson's interval of what is observed. */
  readonly low: number;
  readonly high: number;
  /** Rows in one repetition, on average. */
  readonly count: number;
  readonly numReplicas: number;
}

/**
 * The bins of several repetitions put together. `numIndependent`: repetitions whose rows tell something of their own: 1 where all are
 * measured on the same rows, however many there are.
 */
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

/**
 * Predicted over observed, with an interval of `LEVEL` for the mean over repetitions of its logarithm. `isSameRows`: all are measured on
 * the same rows, whose sampling error no spread of theirs shows: it is added.
 */
export function predictedOverObserved(
  calibration: readonly (CalibrationBins | null)[],
  { isSameRows, overlap }: { readonly isSameRows: boolean; readonly overlap: number },
): Interval {
  const totals = calibration.map((bins) => {
    const [count = 0, numYes = 0, predicted = 0] =
      bins === null ? [] : [bins.count, bins.numYes, bins.predicted].map(total);
    return { count, numYes, ratio: ln(predicted / numYes) };
  });
  const known = totals.filter(({ ratio }) => Number.isFinite(ratio));
  const ratios = totals.map(({ ratio }) => ratio);
  const [rows, yes] = [mean(known.map(({ count }) => count)), mean(known.map(({ numYes }) => numYes))];
  // The variance of the logarithm of a share.
  const ofRows = 1 / yes - 1 / rows;
  const interval = isSameRows ? widenedInterval(ratios, LEVEL, ofRows) : tInterval(ratios, LEVEL, overlap);
  const [centre, low, high] = [interval.mean, interval.low, interval.high].map(exp);
  return { ...interval, mean: centre ?? Number.NaN, low: low ?? Number.NaN, high: high ?? Number.NaN };
}

/** Shares of yes of a task among training and test rows. */
export interface SharesOfYes {
  readonly train: number;
  readonly test: number;
}

/** Log loss, in nats a row, that probabilities cost which do not come true, bin by bin; 0 where it may all be chance. */
export interface Miscalibration {
  readonly cost: number;
  /** The part that goes when all logits are moved by what those of the shares of yes differ in; 0 where that would cost more. */
  readonly ofShares: number;
}

/**
 * Mean over repetitions, less what chance adds: bins of N rows are off by about 1 / (2 N) each where every probability comes true, in
 * all repetitions alike where these share rows. Null where no bins were kept.
 */
export function miscalibrationOf(
  calibration: readonly (CalibrationBins | null)[],
  { train, test }: SharesOfYes,
): Miscalibration | null {
  const costs = calibration.flatMap((bins) => {
    if (bins === null || total(bins.count) === 0) return [];
    const before = costOfBins(bins, 0);
    const byChance = bins.count.filter((numRows) => numRows > 0).length / (2 * total(bins.count));
    const ofShares = before - costOfBins(bins, logitOf(test) - logitOf(train));
    return [{ cost: before - byChance, ofShares }];
  });
  if (costs.length === 0) return null;
  const cost = Math.max(mean(costs.map((one) => one.cost)), 0);
  const ofShares = mean(costs.map((one) => one.ofShares));
  return { cost, ofShares: Math.min(Math.max(ofShares, 0), cost) };
}

/** True if another share of yes explains at least half of what the probabilities cost: then it may be named. */
export const isOfShares = ({ cost, ofShares }: Miscalibration): boolean => cost > 0 && ofShares >= cost / 2;

const logitOf = (share: number): number => ln(share) - ln(1 - share);

/** Divergence of what is predicted, with all logits moved by `shift`, from what is observed: mean over rows of that of their bin. */
function costOfBins({ count, numYes, predicted }: CalibrationBins, shift: number): number {
  const costs = count.map((numRows, bin) => {
    if (numRows === 0) return 0;
    const observed = (numYes[bin] ?? 0) / numRows;
    const moved = 1 / (1 + exp(-logitOf((predicted[bin] ?? 0) / numRows) - shift));
    const part = (share: number, other: number) => (share === 0 ? 0 : share * ln(share / other));
    return numRows * (part(observed, moved) + part(1 - observed, 1 - moved));
  });
  return total(costs) / total(count);
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
