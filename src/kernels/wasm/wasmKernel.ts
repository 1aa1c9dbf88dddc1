/** What an operation brings along for the WASM backend, and what it is given to run. */
import type { TensorInfo } from '../../tf/tf.ts';
import type { Inputs, Operation } from '../operation.ts';
import type { WasmHeap } from './heap.ts';

/** Everything is a number: pointers, sizes, and flags as 0 and 1. */
type WasmFunction = (...args: number[]) => void;

/** Exports of `kernels.as.ts`; the order of arguments is documented there, function by function. */
export interface WasmFunctions {
  readonly adamStep: WasmFunction;
  readonly gatedMix: WasmFunction;
  readonly gatedMixGrad: WasmFunction;
  readonly gatherBatch: WasmFunction;
  readonly groupedDense: WasmFunction;
  readonly groupedDenseGradAffine: WasmFunction;
  readonly groupedDenseGradInput: WasmFunction;
  readonly taskLoss: WasmFunction;
  readonly taskLossGrad: WasmFunction;
}

/** The kernel of one operation: runs it and returns its outputs in order. */
export interface WasmKernel {
  readonly kernelName: string;
  readonly run: (functions: WasmFunctions, heap: WasmHeap, inputs: Inputs, attrs: unknown) => TensorInfo[];
}

/** Ties an implementation to its operation. */
export function wasmKernelOf<A>(
  operation: Operation<A>,
  run: (functions: WasmFunctions, heap: WasmHeap, inputs: Inputs, attrs: A) => TensorInfo[],
): WasmKernel {
  // TensorFlow.js hands back the attributes `run` of operation.ts gave it.
  return {
    kernelName: operation.kernelName,
    run: (functions, heap, inputs, attrs) => run(functions, heap, inputs, attrs as A),
  };
}
