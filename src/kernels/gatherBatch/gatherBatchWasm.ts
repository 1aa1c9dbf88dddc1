/** Fetching a batch on the WASM backend: tensors and sizes for `gatherBatch.as.ts`. */
import { inputOf } from '../operation.ts';
import { shareOf } from '../wasm/heap.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { gatherBatchOperation } from './gatherBatch.ts';

export const gatherBatchWasmKernel: WasmKernel = wasmKernelOf(
  gatherBatchOperation,
  (heap, given, { numReplicas }) => {
    const [inputs, labels] = [inputOf(given, 'inputs'), inputOf(given, 'labels')];
    const rows = inputOf(given, 'rows');
    const [[, inputDim = 0], [, numColumns = 0], [numRows = 0]] = [inputs.shape, labels.shape, rows.shape];
    const [batchSize, numTasks] = [numRows / numReplicas, numColumns / 2];
    const rowsPerTask = [numReplicas * numTasks, batchSize];
    const outputs = [[numReplicas, batchSize, inputDim], rowsPerTask, rowsPerTask].map((shape) =>
      heap.output(shape),
    );
    // Rows are counted over the rows of all replicas.
    const tables = [inputs, labels].map((tensor) => ({ kind: 'part', tensor, offset: 0 }) as const);
    const sizes = [shareOf(numReplicas), batchSize, inputDim, numTasks];
    heap.call('gatherBatch', [...tables, rows, ...outputs, ...sizes]);
    return outputs;
  },
);
