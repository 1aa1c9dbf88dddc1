/** Fetching a batch on the WASM backend: tensors and sizes for `gatherBatch.as.ts`. */
import { inputOf } from '../operation.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { gatherBatchOperation } from './gatherBatch.ts';

export const gatherBatchWasmKernel: WasmKernel = wasmKernelOf(
  gatherBatchOperation,
  (heap, given, { numReplicas }) => {
    const tables = ['inputs', 'labels', 'rows'].map((name) => inputOf(given, name));
    const [[, inputDim = 0] = [], [, numColumns = 0] = [], [numRows = 0] = []] = tables.map(
      ({ shape }) => shape,
    );
    const [batchSize, numTasks] = [numRows / numReplicas, numColumns / 2];
    const rowsPerTask = [numReplicas * numTasks, batchSize];
    const outputs = [[numReplicas, batchSize, inputDim], rowsPerTask, rowsPerTask].map((shape) =>
      heap.output(shape),
    );
    heap.call('gatherBatch', [...tables, ...outputs, numReplicas, batchSize, inputDim, numTasks]);
    return outputs;
  },
);
