/** Fetching a batch on the WASM backend: tensors and sizes for `gatherBatch.as.ts`. */
import type { TensorInfo } from '../../tf/tf.ts';
import { shareOf } from '../wasm/heap.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { gatherBatchOperation } from './gatherBatch.ts';

export const gatherBatchWasmKernel: WasmKernel = wasmKernelOf(
  gatherBatchOperation,
  (heap, { inputs, labels, rows }, { numReplicas }) => {
    const [inputDim = 0, numTasks] = [inputs.shape[1], (labels.shape[1] ?? 0) / 2];
    const batchSize = (rows.shape[0] ?? 0) / numReplicas;
    const batch = {
      inputs: heap.output([numReplicas, batchSize, inputDim]),
      labels: heap.output([numReplicas * numTasks, batchSize]),
      mask: heap.output([numReplicas * numTasks, batchSize]),
    };
    // Rows are counted over the rows of all replicas.
    const [allInputs, allLabels] = [wholeOf(inputs), wholeOf(labels)];
    const sizes = [shareOf(numReplicas), batchSize, inputDim, numTasks];
    heap.call('gatherBatch', [allInputs, allLabels, rows, batch.inputs, batch.labels, batch.mask, ...sizes]);
    return batch;
  },
);

const wholeOf = (tensor: TensorInfo) => ({ kind: 'part', tensor, offset: 0 }) as const;
