/** Computes the irreducible loss on given rows: that of knowing all noise-free targets, but not the noise. */
import { spanOf } from '../core/lists.ts';
import { exp, ln } from '../core/math.ts';

/** P(positive) = sigmoid((z - tau) / kappa) of a standardised target z. */
export interface Logistic {
  readonly tau: number;
  readonly kappa: number;
}

/** Units are those of the standardised target. */
interface FloorInput {
  /** Noise-free targets, `[N]`. */
  readonly signals: Float64Array;
  /** `[N]`: noisy target, or 0 / 1. */
  readonly labels: Float32Array;
  /** `[N]`: 0 for rows without a label. */
  readonly mask?: Float32Array;
  readonly noise: number;
  readonly logistic: Logistic | null;
}

/** Mean square of the actual noise, or mean log loss of the true probabilities. */
export function floorOf({ signals, labels, mask, noise, logistic }: FloorInput): number {
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
const RANGE = 6;

/** `[N]`, interpolated in a table of `smoothed`. */
export function positiveProbability(
  signals: Float64Array,
  noise: number,
  logistic: Logistic,
): (signal: number) => number {
  if (noise === 0) return (signal) => sigmoid((signal - logistic.tau) / logistic.kappa);
  const [low, high] = spanOf(signals) ?? [0, 0];
  const spacing = (high - low) / (TABLE_SIZE - 1) || 1;
  const table = Array.from({ length: TABLE_SIZE + 1 }, (_, index) =>
    smoothed(low + index * spacing, noise, logistic),
  );
  return (signal) => {
    const place = (signal - low) / spacing;
    const index = Math.floor(place);
    const [left = 0, right = 0] = table.slice(index, index + 2);
    return left + (place - index) * (right - left);
  };
}

/** P(positive | `signal`): mean of sigmoid((signal + noise e - tau) / kappa) over e ~ N(0, 1), by the trapezoidal rule. */
export function smoothed(signal: number, noise: number, { tau, kappa }: Logistic): number {
  const step = Math.min(0.5, Math.max(kappa / noise / 2, 0.02));
  const numSteps = Math.ceil(RANGE / step);
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
