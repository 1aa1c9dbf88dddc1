/** The kernel of an operation for the WASM backend. */
import type { TensorInfo } from '../../tf/tf.ts';
import { type Inputs, inOrder, type Named, type Operation } from '../operation.ts';
import type { WasmHeap } from './heap.ts';

/** The kernel of one operation: runs it and returns its outputs in order. */
export interface WasmKernel {
  readonly kernelName: string;
  readonly run: (heap: WasmHeap, inputs: Inputs, attrs: unknown) => TensorInfo[];
}

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
