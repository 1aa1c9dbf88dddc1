/**
 * What kernels work with on the TensorFlow.js WASM backend: new outputs, and calls of our functions. Calls name tensors, not
 * addresses, so that they can be carried out at once or noted and repeated elsewhere. Knows no operation.
 */
import { sizeOf } from '../../core/shape.ts';
import type { TensorInfo } from '../../tf/tf.ts';
import { addressOf, bytesPerValue, sameAs, slackBytes, type WasmBackend } from './memory.ts';
import { createTables } from './tables.ts';

/** Everything is a number: pointers, sizes, and flags as 0 and 1. */
export type WasmFunction = (...args: number[]) => void;

/** Operations that `kernels.as.ts` exports, in the order of their numbers in `replay.as.ts`. Arguments are documented there, function by function. */
export const wasmFunctionNames = [
  'adamStep',
  'add',
  'columnSums',
  'copy',
  'gatedMix',
  'gatedMixGrad',
  'gatherBatch',
  'groupedDense',
  'groupedDenseGradAffine',
  'groupedDenseGradInput',
  'sparseDense',
  'sparseDenseGradAffine',
  'takeTurn',
  'taskLoss',
  'taskLossGrad',
] as const;

export type WasmFunctionName = (typeof wasmFunctionNames)[number];

/** All exports. `replay` carries out a list of calls, see `replay.as.ts`. */
export type WasmFunctions = Readonly<Record<WasmFunctionName | 'replay', WasmFunction>>;

/** What only becomes a number when a call is carried out. */
export type Later =
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
export type Argument = number | undefined | TensorInfo | Later;

export function isLater(arg: Argument): arg is Later {
  return typeof arg === 'object' && 'kind' in arg;
}

/** See `Later`. */
export const shareOf = (ofAll: number): Argument => ({ kind: 'share', ofAll });

export interface WasmHeap {
  /** A new tensor; its values are whatever lay there. */
  readonly output: (shape: readonly number[], dtype?: 'float32' | 'int32') => TensorInfo;
  /** The same values under a new tensor: for a kernel that writes over its input. */
  readonly sameAs: (tensor: TensorInfo) => TensorInfo;
  /** Calls the function, now or whenever the step that is being captured is replayed. */
  readonly call: (name: WasmFunctionName, args: readonly Argument[]) => void;
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
      const numbers = args.map((arg) => {
        if (typeof arg === 'number') return arg;
        if (arg === undefined) return 0;
        if (!isLater(arg)) return addressOf(backend, arg.dataId);
        if (arg.kind === 'share') return arg.ofAll;
        if (arg.kind === 'part') return addressOf(backend, arg.tensor.dataId) + arg.offset * bytesPerValue;
        if (arg.kind === 'table') return tableOf(arg.values, arg.rowLength);
        scratch = backend.wasm._malloc(arg.numFloats * bytesPerValue);
        return scratch;
      });
      functions[name](...numbers);
      if (scratch !== 0) wasm._free(scratch);
    },
  };
}
