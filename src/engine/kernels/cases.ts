/**
 * Example calls of operations. Every folder of kernels lists its own (`…Cases.ts`), with shapes that fit no vector, block or chunk;
 * the tests of all backends find them there. The program does not import them.
 */
import { createStream } from '../../core/random.ts';
import { sizeOf } from '../../core/shape.ts';
import type { Tensor } from '../tf/tf.ts';
import type { AnyOperation, Named } from './operation.ts';

/** Values with a shape; replicas are folded into the first axis. */
export interface CaseValues {
  readonly values: Float32Array;
  readonly shape: readonly number[];
  readonly dtype?: 'float32' | 'int32';
}

/** One call of an operation for some number of replicas. */
export interface KernelCall {
  readonly name: string;
  readonly operation: AnyOperation;
  /** Inputs with the replica as slowest axis. */
  readonly inputs: Named<string, CaseValues>;
  /** Inputs that have no replicas. */
  readonly shared?: Named<string, CaseValues>;
  readonly attrs: (numReplicas: number) => object;
  /** False for a call that no replica can make alone. */
  readonly hasReplicas?: boolean;
  /** True where no row of an output depends on another row. */
  readonly keepsRowsApart?: boolean;
  /** Another call that gives the same bytes. */
  readonly sameBytesAs?: KernelCall;
  /** Its outputs, where they can be written down. */
  readonly outputs?: readonly (readonly number[])[];
}

export type Numbers = ArrayLike<number>;

/** A differentiable function: on the backend, and in plain loops and float64, written down from its formula. */
export interface Differentiable {
  readonly name: string;
  /** Inputs with respect to which it is derived. */
  readonly inputs: Named<string, CaseValues>;
  /** Inputs that are not. */
  readonly constants?: Named<string, CaseValues>;
  readonly onBackend: (tensors: Named<string>) => Tensor;
  readonly inNumbers: (numbers: Named<string, Numbers>) => readonly number[];
}

/** The cases of one folder. */
export interface KernelCases {
  readonly calls: (numReplicas: number) => readonly KernelCall[];
  readonly differentiable?: (numReplicas: number) => readonly Differentiable[];
}

/** The name of an example: its numbers by their names. */
export const exampleName = (example: object): string =>
  Object.entries(example)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

/** Normal values, the same for the same name. */
export function normals(name: string, shape: readonly number[], scale = 1): CaseValues {
  const stream = createStream('kernels', name);
  return { values: Float32Array.from({ length: sizeOf(shape) }, () => scale * stream.normal()), shape };
}

/** 0 or 1, each with the given probability of 1. */
export function flags(name: string, shape: readonly number[], probability: number): CaseValues {
  const stream = createStream('kernels', name);
  const values = Float32Array.from({ length: sizeOf(shape) }, () => (stream.uniform() < probability ? 1 : 0));
  return { values, shape };
}

/** The value at `index`; NaN beyond the end. */
export function valueAt(values: Numbers | undefined, index: number): number {
  return values?.[index] ?? Number.NaN;
}

/** The tensor of that name. */
export function given(tensors: Named<string>, name: string): Tensor {
  const found = tensors[name];
  if (found === undefined) throw new Error(`The case has no tensor '${name}'.`);
  return found;
}
