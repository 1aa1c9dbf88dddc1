/** Values of cases on their way onto the backend and back, and how closely two of them must agree. */
import { expect } from 'vitest';
import type { CaseValues, KernelCall } from '../../../src/kernels/cases.ts';
import type { Named } from '../../../src/kernels/operation.ts';
import { type Tensor, tensor } from '../../../src/tf/tf.ts';

export function toTensor({ values, shape, dtype = 'float32' }: CaseValues): Tensor {
  return tensor(dtype === 'int32' ? Int32Array.from(values) : values.slice(), [...shape], dtype);
}

export function toTensors(inputs: Named<string, CaseValues>): Named<string> {
  return Object.fromEntries(Object.entries(inputs).map(([name, values]) => [name, toTensor(values)]));
}

/** All inputs of the call, anew: Adam uses its inputs up. */
export const inputsOf = ({ inputs, shared }: KernelCall): Named<string> =>
  toTensors({ ...inputs, ...shared });

/** Values of replica `r` of `numReplicas`. */
export function replicaOf(
  { values, shape, ...rest }: CaseValues,
  r: number,
  numReplicas: number,
): CaseValues {
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
