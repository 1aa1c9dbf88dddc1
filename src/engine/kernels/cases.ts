/** Example calls of operations, listed in each folder's `…Cases.ts` for the tests of all backends. */
import { createStream } from '../../core/random.ts';
import { sizeOf } from '../../core/shape.ts';
import type { Tensor } from '../tf/tf.ts';
import type { AnyOperation, NamedTensors } from './operation.ts';

/** A tensor's values and shape; replicas are folded into the first axis. */
export interface TestTensor {
  readonly values: Float32Array;
  readonly shape: readonly number[];
  readonly dtype?: 'float32' | 'int32';
}

export interface KernelCall {
  readonly name: string;
  readonly operation: AnyOperation;
  readonly inputs: NamedTensors<string, TestTensor>;
  readonly shared?: NamedTensors<string, TestTensor>;
  readonly attrs: (numReplicas: number) => object;
  readonly hasReplicas?: boolean;
  readonly keepsRowsApart?: boolean;
  readonly sameBytesAs?: KernelCall;
  readonly outputs?: readonly (readonly number[])[];
}

export type NumberList = ArrayLike<number>;

export interface DifferentiableCase {
  readonly name: string;
  readonly inputs: NamedTensors<string, TestTensor>;
  readonly constants?: NamedTensors<string, TestTensor>;
  readonly onBackend: (tensors: NamedTensors<string>) => Tensor;
  readonly inNumbers: (numbers: NamedTensors<string, NumberList>) => readonly number[];
}

export interface KernelCases {
  readonly calls: (numReplicas: number) => readonly KernelCall[];
  readonly differentiable?: (numReplicas: number) => readonly DifferentiableCase[];
}

export const nameOfExample = (example: object): string =>
  Object.entries(example)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

export function normalValues(name: string, shape: readonly number[], scale = 1): TestTensor {
  const stream = createStream('kernels', name);
  return { values: Float32Array.from({ length: sizeOf(shape) }, () => scale * stream.normal()), shape };
}

export function randomFlags(name: string, shape: readonly number[], probability: number): TestTensor {
  const stream = createStream('kernels', name);
  const values = Float32Array.from({ length: sizeOf(shape) }, () => (stream.uniform() < probability ? 1 : 0));
  return { values, shape };
}

export function testValueAt(values: NumberList | undefined, index: number): number {
  return values?.[index] ?? Number.NaN;
}

export function testTensorOf(tensors: NamedTensors<string>, name: string): Tensor {
  const found = tensors[name];
  if (found === undefined) throw new Error(`The case has no tensor '${name}'.`);
  return found;
}
