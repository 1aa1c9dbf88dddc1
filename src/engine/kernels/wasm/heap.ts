/**
 * The side of TensorFlow.js's WASM backend that kernels see: new outputs, and calls of our functions. Calls name tensors, not
 * addresses, so that they can be carried out at once or noted and repeated elsewhere. Knows no operation.
 */
/// <reference path="../../../core/assemblyScript.d.ts" />
import { sizeOf } from '../../../core/shape.ts';
import type { TensorInfo } from '../../tf/tf.ts';
import { inOrder, type Kernel, type Named, type Operation } from '../operation.ts';
import { signatures } from './kernels.as.ts?signatures';
import { addressOf, bytesPerValue, createTables, sameAs, slackBytes, type WasmBackend } from './memory.ts';

/** Exports of the binary: operations and `replay`. Everything is a number: pointers, sizes, and flags as 0 and 1. */
export interface WasmFunctions {
  readonly replay: (calls: number, numCalls: number, numSteps: number) => void;
  readonly [operation: string]: (...args: number[]) => void;
}

/** An argument that only becomes a number when a call is carried out. */
export type DeferredArg =
  /**
   * A number in proportion to the replicas of a call, which may be carried out replica by replica: then it is so much less, and
   * each tensor, whose slowest axis is the replica, begins so much later.
   */
  | { readonly kind: 'share'; readonly ofAll: number }
  /** A tensor from its value number `offset` on, which is the same for all replicas. */
  | { readonly kind: 'part'; readonly tensor: TensorInfo; readonly offset: number }
  /** Room for so many floats while the function runs. */
  | { readonly kind: 'scratch'; readonly numFloats: number }
  /**
   * Whole numbers that never change (the array is their identity), as int32, each row of `rowLength` filled up with zeros to
   * a multiple of 4.
   */
  | { readonly kind: 'table'; readonly values: readonly number[]; readonly rowLength: number };

/** A number goes to the function as it is, a tensor as a pointer, `undefined` (an input that is not there) as a null pointer. */
export type Argument = number | undefined | TensorInfo | DeferredArg;

/** Arguments by the names that the function gives them in AssemblyScript. */
export type NamedArguments = Readonly<Record<string, Argument>>;

export function isDeferred(arg: Argument): arg is DeferredArg {
  return typeof arg === 'object' && 'kind' in arg;
}

/** See `DeferredArg`. */
export const shareOf = (ofAll: number): Argument => ({ kind: 'share', ofAll });

/** See `DeferredArg`. */
export const scratchOf = (numFloats: number): Argument => ({ kind: 'scratch', numFloats });

export interface WasmHeap {
  /** A new tensor; its values are whatever lay there. */
  readonly output: (shape: readonly number[], dtype?: 'float32' | 'int32') => TensorInfo;
  /** The same values under a new tensor: for a kernel that writes over its input. */
  readonly sameAs: (tensor: TensorInfo) => TensorInfo;
  /** Calls the function, now or whenever the captured step is replayed. */
  readonly call: (name: string, args: NamedArguments) => void;
}

/** The number of a function in the lists that `replay` carries out. */
export function functionNumberOf(name: string): number {
  return Object.keys(signatures).indexOf(name);
}

/** Arguments in the order in which the function takes them. Throws where there is no such function, or it takes others. */
export function argumentsOf(name: string, args: NamedArguments): Argument[] {
  const parameters = signatures[name];
  if (parameters === undefined)
    throw new Error(`kernels.as.ts has no operation ${name}; it has ${Object.keys(signatures).join(', ')}.`);
  const [takes, got] = [parameters, Object.keys(args)].map((names) => [...names].sort().join(', '));
  if (takes !== got) throw new Error(`${name} takes ${takes}; got ${got}.`);
  return parameters.map((parameter) => args[parameter]);
}

export type WasmKernel = Kernel<WasmHeap>;

/** Ties an implementation, which returns outputs by name, to its operation. */
export function wasmKernelOf<A, I extends string, O extends string>(
  { kernelName, outputs }: Operation<A, I, O>,
  run: (heap: WasmHeap, inputs: Named<I, TensorInfo>, attrs: A) => Named<O, TensorInfo>,
): WasmKernel {
  return {
    kernelName,
    // TensorFlow.js hands back what `run` of operation.ts gave it, and that has checked the inputs.
    run: (heap, inputs, attrs) => inOrder(outputs, run(heap, inputs as Named<I, TensorInfo>, attrs as A)),
  };
}

/** Carries out every call at once, in the memory of `backend`. What it holds is freed with the backend. */
export function createWasmHeap(backend: WasmBackend, functions: WasmFunctions): WasmHeap {
  const { wasm } = backend;
  const tableOf = createTables(backend);
  return {
    output: (shape, dtype = 'float32') =>
      backend.makeOutput(shape, dtype, backend.wasm._malloc(sizeOf(shape) * bytesPerValue + slackBytes)),
    sameAs: (tensor) => sameAs(backend, tensor),
    call: (name, args) => {
      let scratch = 0;
      const numbers = argumentsOf(name, args).map((arg) => {
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
