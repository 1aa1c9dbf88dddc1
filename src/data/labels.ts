/**
 * From one task's raw targets to what a network is trained on: standardised values or drawn 0 / 1 labels, and which rows
 * carry one. Knows nothing of inputs or of other tasks.
 */
import { exp } from '../core/math.ts';
import type { RandomStream } from '../core/random.ts';
import type { TaskSetup } from './types.ts';

/** How a task's raw targets become labels; fixed by its training rows and applied to every split. */
export interface Labelling {
  /** Mean and standard deviation of the raw training targets. */
  readonly mean: number;
  readonly deviation: number;
  /** A binary task's threshold and logistic width on standardised targets; null: the standardised target is the label. */
  readonly logistic: { readonly tau: number; readonly kappa: number } | null;
}

/**
 * Labelling from all raw training targets `[N]`, also of rows whose label will be missing, so that thinning out labels moves
 * no target. `temperature` is kappa > 0.
 */
export function labellingOf(task: TaskSetup, targets: Float64Array, temperature: number): Labelling {
  const mean = meanOf(targets);
  const variance = meanOf(targets.map((target) => (target - mean) * (target - mean)));
  const standardisation = { mean, deviation: variance > 0 ? Math.sqrt(variance) : 1, logistic: null };
  if (task.kind === 'regression') return standardisation;
  const scores = standardised(targets, standardisation);
  const tau = labelThreshold(scores, task.positiveRate, temperature);
  return { ...standardisation, logistic: { tau, kappa: temperature } };
}

/** Standardised targets, or label ~ Bernoulli(sigmoid((z - tau) / kappa)) with one draw of `stream` a row; `[N]`. */
export function labelsOf(targets: Float64Array, labelling: Labelling, stream: RandomStream): Float64Array {
  const scores = standardised(targets, labelling);
  const { logistic } = labelling;
  if (logistic === null) return scores;
  return scores.map((score) => (stream.uniform() < sigmoid((score - logistic.tau) / logistic.kappa) ? 1 : 0));
}

/**
 * 1 for the rows that carry a label, `[N]`: the first `fraction` (rounded, at least one row) of a random order, so that a
 * larger fraction keeps the rows of a smaller one.
 */
export function labelMask(numRows: number, fraction: number, stream: RandomStream): Float32Array {
  const mask = new Float32Array(numRows);
  const numLabelled = Math.max(1, Math.round(fraction * numRows));
  for (const row of stream.permutation(numRows).subarray(0, numLabelled)) mask[row] = 1;
  return mask;
}

function standardised(targets: Float64Array, { mean, deviation }: Labelling): Float64Array {
  return targets.map((target) => (target - mean) / deviation);
}

/** Halvings of the bracket: what is left of it moves the rate by about one in a million. */
const numBisections = 24;

/** tau such that the mean over rows of sigmoid((z - tau) / kappa), the expected share of positives, is `rate` in (0, 1). */
function labelThreshold(scores: Float64Array, rate: number, kappa: number): number {
  // Beyond 40 kappa of the outermost score every probability is 0 or 1 to within 1e-17.
  let low = scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY) - 40 * kappa;
  let high = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY) + 40 * kappa;
  for (let halving = 0; halving < numBisections; halving++) {
    const tau = (low + high) / 2;
    const numExpected = scores.reduce((sum, score) => sum + sigmoid((score - tau) / kappa), 0);
    if (numExpected > rate * scores.length) low = tau;
    else high = tau;
  }
  return (low + high) / 2;
}

function sigmoid(logit: number): number {
  return 1 / (1 + exp(-logit));
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
