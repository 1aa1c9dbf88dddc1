/** Task loss on the WASM backend: pointers and sizes for `taskLoss.as.ts`. */

import type { Inputs } from '../operation.ts';
import type { WasmHeap } from '../wasm/heap.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { type TaskLossAttrs, taskLossOperations } from './taskLoss.ts';

const { forward, backward } = taskLossOperations;

export const taskLossWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, ({ taskLoss }, heap, inputs, attrs) => {
    const { rows, sizes, shape } = tasksOf(heap, inputs, attrs);
    const losses = heap.output(shape.slice(0, 1));
    taskLoss(...rows, losses.pointer, ...sizes);
    return [losses.info];
  }),
  wasmKernelOf(backward, ({ taskLossGrad }, heap, inputs, attrs) => {
    const { rows, sizes, shape } = tasksOf(heap, inputs, attrs);
    const dLogits = heap.output(shape);
    taskLossGrad(heap.pointerOf(inputs['dy']), ...rows, dLogits.pointer, ...sizes);
    return [dLogits.info];
  }),
];

/** Pointers of what has a value per row, and the sizes in the order both kernels take them. */
function tasksOf(heap: WasmHeap, inputs: Inputs, { isBinary, numReplicas }: TaskLossAttrs) {
  const shape = inputs['logits']?.shape ?? [];
  const rows = ['logits', 'labels', 'mask'].map((name) => heap.pointerOf(inputs[name]));
  const sizes = [heap.table(isBinary, isBinary.length), numReplicas, isBinary.length, shape[1] ?? 0];
  return { rows, sizes, shape };
}
