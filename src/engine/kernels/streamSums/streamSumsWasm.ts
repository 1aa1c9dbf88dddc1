/** Sums of streams on the WASM backend: tensors and sizes for `streamSums.as.ts`. */
import { shapeOf3 } from '../operation.ts';
import { replicaShareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { streamSumsOperation } from './streamSums.ts';

export const streamSumsWasmKernel: WasmKernel = wasmKernelOf(
  streamSumsOperation,
  (heap, { x }, { numReplicas, numStreams, sums }) => {
    const [, numRows, dim] = shapeOf3({ x }, 'x');
    const numSums = sums.length / numStreams;
    const y = heap.output([numReplicas * numSums, numRows, dim]);
    const sizes = { numReplicas: replicaShareOf(numReplicas), numSums, numStreams, size: numRows * dim };
    heap.call('streamSums', { x, y, sums: { kind: 'table', values: sums, rowLength: numStreams }, ...sizes });
    return { y };
  },
);
