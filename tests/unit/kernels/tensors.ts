/** Values of cases on their way onto the backend and back, and how closely two of them must agree. */
import { expect } from 'vitest';
import type { CaseValues, KernelCall, Numbers } from '../../../src/kernels/cases.ts';
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

/** Equal to the bit; Vitest's own comparison, which asks each element for more than its value, says what differs. */
export function expectSame(actual: readonly CaseValues[], expected: readonly CaseValues[]): void {
  const isSame =
    actual.length === expected.length &&
    actual.every(({ values, shape }, i) => {
      const other = expected[i];
      return other?.shape.join() === shape.join() && sameValues(values, other.values);
    });
  if (!isSame) expect(actual).toEqual(expected);
}

/** NaN is NaN, and 0 is not -0. */
export const sameValues = (a: Numbers, b: Numbers): boolean =>
  a.length === b.length && Array.prototype.every.call(a, (value, i) => Object.is(value, b[i]));
