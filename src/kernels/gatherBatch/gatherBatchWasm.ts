/** Fetching a batch on the WASM backend: pointers and sizes for `gatherBatch.as.ts`. */
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { gatherBatchOperation } from './gatherBatch.ts';

export const gatherBatchWasmKernel: WasmKernel = wasmKernelOf(
  gatherBatchOperation,
  ({ gatherBatch }, heap, inputs, { numReplicas }) => {
    const batchSize = (inputs['rows']?.shape[0] ?? 0) / numReplicas;
    const inputDim = inputs['inputs']?.shape[1] ?? 0;
    const numTasks = (inputs['labels']?.shape[1] ?? 0) / 2;
    const given = ['inputs', 'labels', 'rows'].map((name) => heap.pointerOf(inputs[name]));
    const rowsPerTask = [numReplicas * numTasks, batchSize];
    const outputs = [[numReplicas, batchSize, inputDim], rowsPerTask, rowsPerTask].map(heap.output);
    gatherBatch(
      ...given,
      ...outputs.map(({ pointer }) => pointer),
      numReplicas,
      batchSize,
      inputDim,
      numTasks,
    );
    return outputs.map(({ info }) => info);
  },
);
