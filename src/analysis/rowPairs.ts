/** Variance over test rows of the difference between networks and another model on the same rows. */
import { sortedScoresOf } from '../core/areaUnderCurve.ts';
import { mean } from '../core/lists.ts';
import { exp, log1p } from '../core/math.ts';

type NumberValues = ArrayLike<number>;

export interface ScoredRows {
  readonly isBinary: boolean;
  readonly labels: Float64Array;
  /** Scores of a model trained once for all repetitions. */
  readonly scores: Float64Array;
  /** Number of all labelled rows of the task; those compared are a sample of them. */
  readonly numRows: number;
  readonly numPositive: number;
}

export const evenlySpacedIndices = (count: number, most: number): Int32Array =>
  Int32Array.from({ length: Math.min(count, most) }, (_, i) =>
    count <= most ? i : Math.floor((i * count) / most),
  );

/** Takes logits `[n]` per repetition. NaN with fewer than two rows. */
export function lossVarianceOf(rows: ScoredRows, logits: readonly NumberValues[]): number {
  const { isBinary, labels, scores, numRows } = rows;
  const lossOf = isBinary ? logLossOf : squaredErrorOf;
  const differences = Float64Array.from(labels, (label, row) => {
    const ofNetworks = mean(logits.map((one) => lossOf(one[row] ?? Number.NaN, label)));
    return ofNetworks - lossOf(scores[row] ?? Number.NaN, label);
  });
  return varianceOf(differences) / numRows;
}

const logLossOf = (logit: number, label: number): number =>
  Math.max(logit, 0) - logit * label + log1p(exp(-Math.abs(logit)));
const squaredErrorOf = (predicted: number, label: number): number =>
  (predicted - label) * (predicted - label);

/** DeLong, DeLong and Clarke-Pearson 1988. NaN with fewer than two rows of a class. */
export function areaVarianceOf(rows: ScoredRows, logits: readonly NumberValues[]): number {
  const { labels, scores, numRows, numPositive } = rows;
  const places = [...labels.keys()];
  const [positives, negatives] = [1, 0].map((label) => places.filter((row) => labels[row] === label));
  const differences = new Float64Array(labels.length);
  const all = [scores, ...logits];
  for (const [index, one] of all.entries()) {
    const share = index === 0 ? -1 : 1 / logits.length;
    const placed = aucPlacements(one, labels);
    for (const [row, placement] of placed.entries())
      differences[row] = (differences[row] ?? 0) + share * placement;
  }
  const varianceAt = (some: readonly number[] = []) =>
    varianceOf(Float64Array.from(some, (row) => differences[row] ?? Number.NaN));
  return varianceAt(positives) / numPositive + varianceAt(negatives) / (numRows - numPositive);
}

/** Share of the other class's rows ranked correctly, ties counting half. */
function aucPlacements(scores: NumberValues, labels: Float64Array): Float64Array {
  const { positives, negatives } = sortedScoresOf(scores, labels, new Uint8Array(labels.length).fill(1));
  return labels.map((label, row) => {
    const others = label === 1 ? negatives : positives;
    const score = scores[row] ?? Number.NaN;
    const below = (countBelow(others, score, false) + countBelow(others, score, true)) / 2 / others.length;
    return label === 1 ? below : 1 - below;
  });
}

function countBelow(sorted: Float64Array, limit: number, isAtMost: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? 0;
    if (value < limit || (isAtMost && value === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function varianceOf(values: Float64Array): number {
  if (values.length < 2) return Number.NaN;
  let [sum, squares] = [0, 0];
  for (const value of values) sum += value;
  const centre = sum / values.length;
  for (const value of values) squares += (value - centre) * (value - centre);
  return squares / (values.length - 1);
}
