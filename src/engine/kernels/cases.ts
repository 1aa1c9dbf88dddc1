/** Example calls of operations, listed in each folder's `…Cases.ts` for the tests of all backends. */
import { createStream } from '../../core/random.ts';
import { sizeOf } from '../../core/shape.ts';
import type { Tensor } from '../tf/tf.ts';
import type { AnyOperation, Named } from './operation.ts';

/** A tensor's values and shape; replicas are folded into the first axis. */
export interface CaseValues {
  readonly values: Float32Array;
  readonly shape: readonly number[];
  readonly dtype?: 'float32' | 'int32';
}

export interface KernelCall {
  readonly name: string;
  readonly operation: AnyOperation;
  readonly inputs: Named<string, CaseValues>;
  readonly shared?: Named<string, CaseValues>;
  readonly attrs: (numReplicas: number) => object;
  /** False if the call cannot be split by replica. */
  readonly hasReplicas?: boolean;
  /** True if no output row depends on another row. */
  readonly keepsRowsApart?: boolean;
  readonly sameBytesAs?: KernelCall;
  readonly outputs?: readonly (readonly number[])[];
}

export type Numbers = ArrayLike<number>;

export interface Differentiable {
  readonly name: string;
  readonly inputs: Named<string, CaseValues>;
  readonly constants?: Named<string, CaseValues>;
  readonly onBackend: (tensors: Named<string>) => Tensor;
  readonly inNumbers: (numbers: Named<string, Numbers>) => readonly number[];
}

export interface KernelCases {
  readonly calls: (numReplicas: number) => readonly KernelCall[];
  readonly differentiable?: (numReplicas: number) => readonly Differentiable[];
}

export const exampleName = (example: object): string =>
  Object.entries(example)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

/** Normally distributed values, seeded by the name. */
export function normals(name: string, shape: readonly number[], scale = 1): CaseValues {
  const stream = createStream('kernels', name);
  return { values: Float32Array.from({ length: sizeOf(shape) }, () => scale * stream.normal()), shape };
}

export function flags(name: string, shape: readonly number[], probability: number): CaseValues {
  const stream = createStream('kernels', name);
  const values = Float32Array.from({ length: sizeOf(shape) }, () => (stream.uniform() < probability ? 1 : 0));
  return { values, shape };
}

export function valueAt(values: Numbers | undefined, index: number): number {
  return values?.[index] ?? Number.NaN;
}

export function given(tensors: Named<string>, name: string): Tensor {
  const found = tensors[name];
  if (found === undefined) throw new Error(`The case has no tensor '${name}'.`);
  return found;
}
