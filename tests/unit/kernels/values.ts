/** Arrays of test values, their way onto the backend and back, and how closely two of them must agree. */
import { expect } from 'vitest';
import { createStream } from '../../../src/core/random.ts';
import { sizeOf } from '../../../src/core/shape.ts';
import { type Tensor, tensor } from '../../../src/tf/tf.ts';

/** Values with a shape; replicas are folded into the first axis. */
export interface Values {
  readonly values: Float32Array;
  readonly shape: readonly number[];
  readonly dtype?: 'float32' | 'int32';
}

/** Normal values, the same for the same name. */
export function normals(name: string, shape: readonly number[], scale = 1): Values {
  const stream = createStream('kernels', name);
  return { values: Float32Array.from({ length: sizeOf(shape) }, () => scale * stream.normal()), shape };
}

/** 0 or 1, each with the given probability of 1. */
export function flags(name: string, shape: readonly number[], share: number): Values {
  const stream = createStream('kernels', name);
  const values = Float32Array.from({ length: sizeOf(shape) }, () => (stream.uniform() < share ? 1 : 0));
  return { values, shape };
}

/** Rows `[..., 2K]` of K places below `inputDim` and their values: in ascending order, as many as a row has, then zeros. */
export function sparseRows(
  name: string,
  [numReplicas, numRows, numEntries]: readonly [number, number, number],
  inputDim: number,
): Values {
  const stream = createStream('kernels', name);
  const values = new Float32Array(numReplicas * numRows * 2 * numEntries);
  for (let row = 0; row < numReplicas * numRows; row++) {
    const count = Math.round(stream.uniform() * Math.min(numEntries, inputDim));
    const places = stream.permutation(inputDim).slice(0, count).sort();
    places.forEach((place, k) => {
      values[row * 2 * numEntries + k] = place;
      // Most values of such rows are 1.
      values[(row * 2 + 1) * numEntries + k] = stream.uniform() < 0.5 ? 1 : stream.normal();
    });
  }
  return { values, shape: [numReplicas, numRows, 2 * numEntries] };
}

/** The same rows `[..., I]` with all their zeros. */
export function writtenOut({ values, shape }: Values, inputDim: number): Values {
  const [numReplicas = 0, numRows = 0, rowLength = 0] = shape;
  const all = new Float32Array(numReplicas * numRows * inputDim);
  for (let row = 0; row < numReplicas * numRows; row++)
    for (let k = row * rowLength; k < (row + 0.5) * rowLength; k++) {
      const at = row * inputDim + (values[k] ?? 0);
      all[at] = (all[at] ?? 0) + (values[k + rowLength / 2] ?? 0);
    }
  return { values: all, shape: [numReplicas, numRows, inputDim] };
}

export function toTensor({ values, shape, dtype = 'float32' }: Values): Tensor {
  return tensor(dtype === 'int32' ? Int32Array.from(values) : values.slice(), [...shape], dtype);
}

/** Values of replica `r` of `numReplicas`. */
export function replicaOf({ values, shape, ...rest }: Values, r: number, numReplicas: number): Values {
  const [first = 1, ...others] = shape;
  const size = values.length / numReplicas;
  return {
    ...rest,
    values: values.slice(r * size, (r + 1) * size),
    shape: [first / numReplicas, ...others],
  };
}

/** Largest |a - b| / (1 + |b|) must stay below the tolerance; NaN fails, too. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const errors = Array.from(expected, (b, i) => Math.abs((actual[i] ?? Number.NaN) - b) / (1 + Math.abs(b)));
  const worst = errors.find(Number.isNaN) ?? errors.reduce((max, error) => Math.max(max, error), 0);
  expect(worst).toBeLessThan(tolerance);
}
