/** What an operation brings along for the WASM backend, and what it is given to run. */
import type { TensorInfo } from '../../tf/tf.ts';
import type { Inputs, Operation } from '../operation.ts';
import type { WasmHeap } from './heap.ts';

/** The kernel of one operation: runs it and returns its outputs in order. */
export interface WasmKernel {
  readonly kernelName: string;
  readonly run: (heap: WasmHeap, inputs: Inputs, attrs: unknown) => TensorInfo[];
}

/** Ties an implementation to its operation. */
export function wasmKernelOf<A>(
  operation: Operation<A>,
  run: (heap: WasmHeap, inputs: Inputs, attrs: A) => TensorInfo[],
): WasmKernel {
  // TensorFlow.js hands back the attributes `run` of operation.ts gave it.
  return { kernelName: operation.kernelName, run: (heap, inputs, attrs) => run(heap, inputs, attrs as A) };
}
