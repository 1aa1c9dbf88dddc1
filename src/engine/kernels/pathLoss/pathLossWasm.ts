/** Path loss on the WASM backend: tensors and sizes for `pathLoss.as.ts`. */
import type { TensorInfo } from '../../tf/tf.ts';
import type { NamedTensors } from '../operation.ts';
import { replicaShareOf, scratchMemoryOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { type PathLossAttrs, pathLossOperations } from './pathLoss.ts';

const { forward, backward } = pathLossOperations;

export const pathLossWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, inputs, attrs) => {
    const losses = heap.output(inputs.logits.shape.slice(0, 1));
    heap.call('pathLoss', { ...inputs, losses, ...pathLossTaskArguments(inputs, attrs) });
    return { losses };
  }),
  wasmKernelOf(backward, (heap, inputs, attrs) => {
    const dLogits = heap.output(inputs.logits.shape);
    heap.call('pathLossGrad', { ...inputs, dLogits, ...pathLossTaskArguments(inputs, attrs) });
    return { dLogits };
  }),
];

function pathLossTaskArguments(
  { logits, coefficients }: NamedTensors<'logits' | 'coefficients', TensorInfo>,
  { tasks, numReplicas }: PathLossAttrs,
) {
  const numTasks = coefficients.shape[0] ?? 0;
  return {
    // All replicas have the same coefficients.
    coefficients: { kind: 'part', tensor: coefficients, offset: 0 },
    tasks: { kind: 'table', values: tasks, rowLength: tasks.length },
    numReplicas: replicaShareOf(numReplicas),
    numTasks,
    numRows: logits.shape[1] ?? 0,
    scratch: scratchMemoryOf(33 * numTasks),
  } as const;
}
