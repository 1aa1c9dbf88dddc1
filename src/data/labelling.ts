/** Turns raw targets into labels (standardised values, or drawn 0 / 1), and computes the irreducible loss of such labels. */
import { minAndMax } from '../core/lists.ts';
import { exp, ln } from '../core/math.ts';
import type { RandomStream } from '../core/random.ts';
import type { SourceSetup, TaskSetup } from './types.ts';

/** Fixed by the training rows, and applied to every split. */
export interface LabellingRule {
  readonly mean: number;
  readonly deviation: number;
  readonly logistic: LogisticLink | null;
  /** Exact share of positives among labelled rows; null if each label is drawn independently. */
  readonly exactRate: number | null;
}

/** `targets`, `[N]`, include rows without a label, so that `labelFraction` moves no target. */
export function labellingRuleOf(task: TaskSetup, targets: Float64Array, data: SourceSetup): LabellingRule {
  const mean = meanOf(targets);
  const variance = meanOf(targets.map((target) => (target - mean) * (target - mean)));
  const deviation = variance > 0 ? Math.sqrt(variance) : 1;
  const standardisation = { mean, deviation, logistic: null, exactRate: null };
  if (task.kind === 'regression') return standardisation;
  const scores = standardisedTargets(targets, standardisation);
  const kappa = data.labelTemperature;
  const tau = labelThreshold(scores, task.positiveRate, kappa);
  const exactRate = data.positives === 'exact' ? task.positiveRate : null;
  return { ...standardisation, logistic: { tau, kappa }, exactRate };
}

/**
 * `[N]`: standardised targets, or label ~ Bernoulli(sigmoid((z - tau) / kappa)), one draw of `stream` per row. `exactRate`: the `present`
 * rows furthest above their draws.
 */
export function labelsOf(
  targets: Float64Array,
  labelling: LabellingRule,
  stream: RandomStream,
  present: Float32Array,
): Float64Array {
  const scores = standardisedTargets(targets, labelling);
  const { logistic, exactRate } = labelling;
  if (logistic === null) return scores;
  const chances = scores.map((score) => sigmoid((score - logistic.tau) / logistic.kappa));
  if (exactRate === null) return chances.map((chance) => (stream.uniform() < chance ? 1 : 0));
  // Positive if the log odds of the chance exceed those of the draw; a larger lead comes first.
  const leads = chances.map((chance) => logOdds(chance) - logOdds(stream.uniform()));
  const labelled = [...present.keys()].filter((row) => present[row] === 1);
  const numPositive = Math.min(Math.max(Math.round(exactRate * labelled.length), 1), labelled.length - 1);
  const labels = new Float64Array(scores.length);
  for (const row of labelled.toSorted((a, b) => (leads[b] ?? 0) - (leads[a] ?? 0)).slice(0, numPositive))
    labels[row] = 1;
  return labels;
}

export function logOdds(chance: number): number {
  return ln(chance / (1 - chance));
}

/** `[N]`, 1 with a label. At least one row; a larger fraction keeps the rows of a smaller one. */
export function labelMask(numRows: number, fraction: number, stream: RandomStream): Float32Array {
  const mask = new Float32Array(numRows);
  const numLabelled = Math.max(1, Math.round(fraction * numRows));
  // Most tasks have all labels.
  if (numLabelled === numRows) return mask.fill(1);
  for (const row of stream.permutation(numRows).subarray(0, numLabelled)) mask[row] = 1;
  return mask;
}

export function standardisedTargets(
  targets: Float64Array,
  { mean, deviation }: Pick<LabellingRule, 'mean' | 'deviation'>,
): Float64Array {
  return targets.map((target) => (target - mean) / deviation);
}

// The rate is then accurate to about one in a million.
const numBisections = 24;

/** Threshold tau at which the mean of sigmoid((z - tau) / kappa) is `rate`, in (0, 1). */
function labelThreshold(scores: Float64Array, rate: number, kappa: number): number {
  // Beyond 40 kappa every probability is 0 or 1 to within 1e-17.
  const [least, most] = minAndMax(scores) ?? [0, 0];
  let [low, high] = [least - 40 * kappa, most + 40 * kappa];
  for (let halving = 0; halving < numBisections; halving++) {
    const tau = (low + high) / 2;
    const numExpected = scores.reduce((sum, score) => sum + sigmoid((score - tau) / kappa), 0);
    if (numExpected > rate * scores.length) low = tau;
    else high = tau;
  }
  return (low + high) / 2;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** P(positive) = sigmoid((z - tau) / kappa) of a standardised target z. */
export interface LogisticLink {
  readonly tau: number;
  readonly kappa: number;
}

/** Rows with noise-free targets and labels, on the scale of the standardised target. */
interface LabelledSignals {
  /** Noise-free targets, `[N]`. */
  readonly signals: Float64Array;
  readonly labels: Float32Array;
  /** `[N]`: 0 for rows without a label. */
  readonly mask?: Float32Array;
  readonly noise: number;
  readonly logistic: LogisticLink | null;
}

/** Mean square of the actual noise, or mean log loss of the true probabilities. */
export function irreducibleLossOf({ signals, labels, mask, noise, logistic }: LabelledSignals): number {
  if (logistic === null) {
    const square = (sum: number, signal: number, row: number) =>
      sum + (signal - (labels[row] ?? 0)) * (signal - (labels[row] ?? 0));
    return noise === 0 ? 0 : signals.reduce(square, 0) / signals.length;
  }
  const probabilityOf = positiveProbability(signals, noise, logistic);
  const counts = (row: number) => mask === undefined || mask[row] === 1;
  const total = signals.reduce((sum, signal, row) => {
    if (!counts(row)) return sum;
    const probability = probabilityOf(signal);
    return sum - ln(labels[row] === 1 ? probability : 1 - probability);
  }, 0);
  return total / signals.reduce((count, _, row) => count + Number(counts(row)), 0);
}

// Linear interpolation is accurate to about 1e-6 for kappa = 0.25.
const TABLE_SIZE = 512;

// Standard deviations of the noise to integrate over, on either side.
const NOISE_RANGE = 6;

export function positiveProbability(
  signals: Float64Array,
  noise: number,
  logistic: LogisticLink,
): (signal: number) => number {
  if (noise === 0) return (signal) => sigmoid((signal - logistic.tau) / logistic.kappa);
  const [low, high] = minAndMax(signals) ?? [0, 0];
  const spacing = (high - low) / (TABLE_SIZE - 1) || 1;
  const table = Array.from({ length: TABLE_SIZE + 1 }, (_, index) =>
    noisyPositiveProbability(low + index * spacing, noise, logistic),
  );
  return (signal) => {
    const place = (signal - low) / spacing;
    const index = Math.floor(place);
    const [left = 0, right = 0] = table.slice(index, index + 2);
    return left + (place - index) * (right - left);
  };
}

/** P(positive | `signal`): mean of sigmoid((signal + noise e - tau) / kappa) over e ~ N(0, 1), by the trapezoidal rule. */
export function noisyPositiveProbability(
  signal: number,
  noise: number,
  { tau, kappa }: LogisticLink,
): number {
  const step = Math.min(0.5, Math.max(kappa / noise / 2, 0.02));
  const numSteps = Math.ceil(NOISE_RANGE / step);
  let sum = 0;
  let weights = 0;
  for (let k = -numSteps; k <= numSteps; k++) {
    const error = k * step;
    const weight = exp(-(error * error) / 2);
    sum += weight * sigmoid((signal + noise * error - tau) / kappa);
    weights += weight;
  }
  return sum / weights;
}

export function sigmoid(logit: number): number {
  return 1 / (1 + exp(-logit));
}
