/** Task loss on the WASM backend: tensors and sizes for `taskLoss.as.ts`. */
import type { TensorInfo } from '../../tf/tf.ts';
import type { NamedTensors } from '../operation.ts';
import { replicaShareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { type TaskLossAttrs, taskLossOperations } from './taskLoss.ts';

const { forward, backward } = taskLossOperations;

export const taskLossWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, inputs, attrs) => {
    const losses = heap.output(inputs.logits.shape.slice(0, 1));
    heap.call('taskLoss', { ...inputs, losses, ...taskLossTaskArguments(inputs, attrs) });
    return { losses };
  }),
  wasmKernelOf(backward, (heap, inputs, attrs) => {
    const dLogits = heap.output(inputs.logits.shape);
    heap.call('taskLossGrad', { ...inputs, dLogits, ...taskLossTaskArguments(inputs, attrs) });
    return { dLogits };
  }),
];

function taskLossTaskArguments(
  { logits }: NamedTensors<'logits', TensorInfo>,
  { isBinary, numReplicas }: TaskLossAttrs,
) {
  return {
    isBinary: { kind: 'table', values: isBinary, rowLength: isBinary.length },
    numReplicas: replicaShareOf(numReplicas),
    numTasks: isBinary.length,
    numRows: logits.shape[1] ?? 0,
  } as const;
}
