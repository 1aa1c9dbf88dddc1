/** Outputs and calls of kernels on the WASM backend, executed at once or captured. */
/// <reference path="../../../core/assemblyScript.d.ts" />
import { sizeOf } from '../../../core/shape.ts';
import type { TensorInfo } from '../../tf/tf.ts';
import { type Kernel, type NamedTensors, type Operation, valuesInOrder } from '../operation.ts';
import { signatures } from './kernels.as.ts?signatures';
import {
  addressOf,
  bytesAfterOutput,
  bytesPerValue,
  createTableWriter,
  tensorInSameMemory,
  type WasmBackend,
} from './memory.ts';

export interface WasmFunctions {
  readonly replay: (calls: number, numCalls: number, numSteps: number) => void;
  readonly [operation: string]: (...args: number[]) => void;
}

type DeferredArgument =
  /** Proportional to the replicas; a call for one replica gets its part. */
  | { readonly kind: 'share'; readonly ofAll: number }
  /** A tensor from value `offset` on, the same for all replicas. */
  | { readonly kind: 'part'; readonly tensor: TensorInfo; readonly offset: number }
  /** Freed after the call. */
  | { readonly kind: 'scratch'; readonly numFloats: number }
  /** Constant int32s, cached by identity; rows are zero-padded to a multiple of 4. */
  | { readonly kind: 'table'; readonly values: readonly number[]; readonly rowLength: number };

/** `undefined` becomes a null pointer. */
export type KernelArgument = number | undefined | TensorInfo | DeferredArgument;

export type NamedArguments = Readonly<Record<string, KernelArgument>>;

export function isDeferred(arg: KernelArgument): arg is DeferredArgument {
  return typeof arg === 'object' && 'kind' in arg;
}

export const replicaShareOf = (ofAll: number): KernelArgument => ({ kind: 'share', ofAll });

export const scratchMemoryOf = (numFloats: number): KernelArgument => ({ kind: 'scratch', numFloats });

/** Results that a captured step may write over operands, by argument names. */
export interface InPlaceOptions {
  readonly over?: readonly [output: string, input: string];
  /** This gradient is masked by the ReLU outputs if it is written over them. */
  readonly masksOver?: readonly [gradient: string, outputs: string];
  /** This gradient is read masked by the ReLU outputs. */
  readonly masked?: readonly [gradient: string, outputs: string];
}

export interface WasmHeap {
  /** Makes a tensor with uninitialised values. */
  readonly output: (shape: readonly number[], dtype?: 'float32' | 'int32') => TensorInfo;
  /** Makes a new tensor in the same memory, for kernels that overwrite an input. */
  readonly sameAs: (tensor: TensorInfo) => TensorInfo;
  readonly call: (name: string, args: NamedArguments, inPlace?: InPlaceOptions) => void;
}

export function functionNumberOf(name: string): number {
  return Object.keys(signatures).indexOf(name);
}

/** Orders arguments as the function takes them. Throws for an unknown function or other argument names. */
export function orderedArgumentsOf(name: string, args: NamedArguments): KernelArgument[] {
  const parameters = signatures[name];
  if (parameters === undefined)
    throw new Error(`kernels.as.ts has no operation ${name}; it has ${Object.keys(signatures).join(', ')}.`);
  const [takes, got] = [parameters, Object.keys(args)].map((names) => [...names].sort().join(', '));
  if (takes !== got) throw new Error(`${name} takes ${takes}; got ${got}.`);
  return parameters.map((parameter) => args[parameter]);
}

export type WasmKernel = Kernel<WasmHeap>;

export function wasmKernelOf<A, I extends string, O extends string>(
  { kernelName, outputs }: Operation<A, I, O>,
  run: (heap: WasmHeap, inputs: NamedTensors<I, TensorInfo>, attrs: A) => NamedTensors<O, TensorInfo>,
): WasmKernel {
  return {
    kernelName,
    run: (heap, inputs, attrs) =>
      valuesInOrder(outputs, run(heap, inputs as NamedTensors<I, TensorInfo>, attrs as A)),
  };
}

/** Runs calls at once. Tables are freed with the backend. */
export function createWasmHeap(backend: WasmBackend, functions: WasmFunctions): WasmHeap {
  const { wasm } = backend;
  const tableOf = createTableWriter(backend);
  return {
    output: (shape, dtype = 'float32') =>
      backend.makeOutput(
        shape,
        dtype,
        backend.wasm._malloc(sizeOf(shape) * bytesPerValue + bytesAfterOutput),
      ),
    sameAs: (tensor) => tensorInSameMemory(backend, tensor),
    call: (name, args) => {
      let scratch = 0;
      const numbers = orderedArgumentsOf(name, args).map((arg) => {
        if (typeof arg === 'number') return arg;
        if (arg === undefined) return 0;
        if (!isDeferred(arg)) return addressOf(backend, arg.dataId);
        if (arg.kind === 'share') return arg.ofAll;
        if (arg.kind === 'part') return addressOf(backend, arg.tensor.dataId) + arg.offset * bytesPerValue;
        if (arg.kind === 'table') return tableOf(arg.values, arg.rowLength);
        scratch = backend.wasm._malloc(arg.numFloats * bytesPerValue);
        return scratch;
      });
      functions[name]?.(...numbers);
      if (scratch !== 0) wasm._free(scratch);
    },
  };
}
