/** The operations once more, in plain loops and float64, written down from their formulas. Knows no TensorFlow.js. */
import type { GatedMixAttrs } from '../../../src/kernels/gatedMix/gatedMix.ts';
import type { GroupedDenseAttrs } from '../../../src/kernels/groupedDense/groupedDense.ts';
import type { TaskLossAttrs } from '../../../src/kernels/taskLoss/taskLoss.ts';

export type Numbers = ArrayLike<number>;

interface DenseSizes {
  readonly numRows: number;
  readonly inputDim: number;
  readonly outputDim: number;
}

/** `x` `[R*S, B, I]`, `affine` `[R*E, I+1, D]` -> `[R*E, B, D]` */
export function naiveDense(
  x: Numbers,
  affine: Numbers,
  attrs: GroupedDenseAttrs,
  sizes: DenseSizes,
): number[] {
  const { numReplicas, numStreams, reads, relu } = attrs;
  const { numRows, inputDim, outputDim } = sizes;
  const y: number[] = [];
  for (let r = 0; r < numReplicas; r++) {
    reads.forEach((stream, e) => {
      const group = (r * reads.length + e) * (inputDim + 1) * outputDim;
      for (let b = 0; b < numRows; b++) {
        const row = ((r * numStreams + stream) * numRows + b) * inputDim;
        for (let d = 0; d < outputDim; d++) {
          let sum = at(affine, group + inputDim * outputDim + d);
          for (let i = 0; i < inputDim; i++) sum += at(x, row + i) * at(affine, group + i * outputDim + d);
          y.push(relu ? Math.max(sum, 0) : sum);
        }
      }
    });
  }
  return y;
}

/** `experts` `[R*E, B, D]`, `logits` `[R*U, B, E]`, `native` `[R*U, E]` -> streams `[R*U, B, D]` */
export function naiveMix(
  experts: Numbers,
  logits: Numbers | null,
  native: Numbers | null,
  { numReplicas, numUnits, numExperts, sees }: GatedMixAttrs,
  { numRows, dim }: { numRows: number; dim: number },
): number[] {
  const streams: number[] = [];
  for (let unit = 0; unit < numReplicas * numUnits; unit++) {
    const replica = Math.floor(unit / numUnits);
    const seen = sees.slice((unit % numUnits) * numExperts, ((unit % numUnits) + 1) * numExperts);
    for (let b = 0; b < numRows; b++) {
      const exps = seen.map((flag, e) =>
        logits === null || flag === 0 ? 0 : Math.exp(at(logits, (unit * numRows + b) * numExperts + e)),
      );
      const total = exps.reduce((sum, value) => sum + value, 0);
      for (let d = 0; d < dim; d++) {
        let sum = 0;
        for (let e = 0; e < numExperts; e++) {
          const gate = total === 0 ? 0 : at(exps, e) / total;
          const weight = gate + (native === null ? 0 : at(native, unit * numExperts + e));
          sum += weight * at(experts, ((replica * numExperts + e) * numRows + b) * dim + d);
        }
        streams.push(sum);
      }
    }
  }
  return streams;
}

/** `logits`, `labels`, `mask` `[R*T, B]` -> `[R*T]` */
export function naiveLoss(
  logits: Numbers,
  labels: Numbers,
  mask: Numbers,
  { numReplicas, isBinary }: TaskLossAttrs,
  numRows: number,
): number[] {
  return Array.from({ length: numReplicas * isBinary.length }, (_, task) => {
    let [sum, count] = [0, 0];
    for (let i = task * numRows; i < (task + 1) * numRows; i++) {
      const [logit, label] = [at(logits, i), at(labels, i)];
      const softplus = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
      const loss = isBinary[task % isBinary.length] === 1 ? softplus - logit * label : (logit - label) ** 2;
      sum += at(mask, i) * loss;
      count += at(mask, i);
    }
    return sum / Math.max(count, 1);
  });
}

/** One Adam step of one value: its new parameter and moments. */
export function naiveAdam(
  [parameter, moment1, moment2, gradient]: readonly [number, number, number, number],
  learningRate: number,
  step: number,
): [number, number, number] {
  const m = 0.9 * moment1 + 0.1 * gradient;
  const v = 0.999 * moment2 + 0.001 * gradient ** 2;
  const direction = m / (1 - 0.9 ** step) / (Math.sqrt(v / (1 - 0.999 ** step)) + 1e-8);
  return [parameter - learningRate * direction, m, v];
}

/** Derivative of `sum of weights x f(x)` by central differences, with respect to the elements `indices` of `x`. */
export function finiteDifferences(
  f: (x: Numbers) => readonly number[],
  x: Numbers,
  weights: Numbers,
  indices: readonly number[],
): number[] {
  const step = 1e-5;
  const moved = Float64Array.from(x);
  const value = () => f(moved).reduce((sum, y, i) => sum + y * at(weights, i), 0);
  return indices.map((i) => {
    const original = at(x, i);
    moved[i] = original + step;
    const above = value();
    moved[i] = original - step;
    const below = value();
    moved[i] = original;
    return (above - below) / (2 * step);
  });
}

function at(values: Numbers, index: number): number {
  return values[index] ?? Number.NaN;
}
