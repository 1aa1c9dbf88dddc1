/** Task loss on the WASM backend: tensors and sizes for `taskLoss.as.ts`. */
import { type Inputs, inputOf } from '../operation.ts';
import { shareOf } from '../wasm/heap.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { type TaskLossAttrs, taskLossOperations } from './taskLoss.ts';

const { forward, backward } = taskLossOperations;

export const taskLossWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, inputs, attrs) => {
    const { rows, sizes, shape } = tasksOf(inputs, attrs);
    const losses = heap.output(shape.slice(0, 1));
    heap.call('taskLoss', [...rows, losses, ...sizes]);
    return { losses };
  }),
  wasmKernelOf(backward, (heap, inputs, attrs) => {
    const { rows, sizes, shape } = tasksOf(inputs, attrs);
    const dLogits = heap.output(shape);
    heap.call('taskLossGrad', [inputs.dy, ...rows, dLogits, ...sizes]);
    return { dLogits };
  }),
];

/** What has a value per row, and the sizes in the order both kernels take them. */
function tasksOf(inputs: Inputs, { isBinary, numReplicas }: TaskLossAttrs) {
  const { shape } = inputOf(inputs, 'logits');
  const rows = ['logits', 'labels', 'mask'].map((name) => inputOf(inputs, name));
  const table = { kind: 'table', values: isBinary, rowLength: isBinary.length } as const;
  return { rows, sizes: [table, shareOf(numReplicas), isBinary.length, shape[1] ?? 0], shape };
}
