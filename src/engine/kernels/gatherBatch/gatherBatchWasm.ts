/** Fetching a batch on the WASM backend: tensors and sizes for `gatherBatch.as.ts`. */
import { replicaShareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { gatherBatchOperation, hasOwnLabels } from './gatherBatch.ts';

export const gatherBatchWasmKernel: WasmKernel = wasmKernelOf(
  gatherBatchOperation,
  (heap, { inputs, labels, rows }, { numReplicas }) => {
    const [inputDim = 0, numTasks] = [inputs.shape[1], (labels.shape[1] ?? 0) / 2];
    const batchSize = (rows.shape[0] ?? 0) / numReplicas;
    const ofEach = hasOwnLabels(inputs, labels);
    const batch = {
      inputs: heap.output([numReplicas, batchSize, inputDim]),
      labels: heap.output([numReplicas * numTasks, batchSize]),
      mask: heap.output([numReplicas * numTasks, batchSize]),
    };
    heap.call('gatherBatch', {
      // Row numbers count over the rows of all replicas.
      inputs: { kind: 'part', tensor: inputs, offset: 0 },
      labels: ofEach ? labels : { kind: 'part', tensor: labels, offset: 0 },
      rows,
      batchInputs: batch.inputs,
      batchLabels: batch.labels,
      batchMask: batch.mask,
      numReplicas: replicaShareOf(numReplicas),
      numRows: batchSize,
      inputDim,
      numTasks,
      labelRows: ofEach ? (inputs.shape[0] ?? 0) : 0,
    });
    return batch;
  },
);
