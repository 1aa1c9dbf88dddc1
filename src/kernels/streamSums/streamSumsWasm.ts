/** Sums of streams on the WASM backend: tensors and sizes for `streamSums.as.ts`. */
import { shapeOf3 } from '../operation.ts';
import { shareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { streamSumsOperations } from './streamSums.ts';

const tableOf = (values: readonly number[], rowLength: number) =>
  ({ kind: 'table', values, rowLength }) as const;

export const streamSumsWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(streamSumsOperations.forward, (heap, { x }, { numReplicas, numStreams, sums }) => {
    const [, numRows, dim] = shapeOf3({ x }, 'x');
    const numSums = sums.length / numStreams;
    const y = heap.output([numReplicas * numSums, numRows, dim]);
    const sizes = { numReplicas: shareOf(numReplicas), numSums, numStreams, size: numRows * dim };
    heap.call('streamSums', { x, y, sums: tableOf(sums, numStreams), ...sizes });
    return { y };
  }),
  wasmKernelOf(streamSumsOperations.ofSparse, (heap, { x }, { numReplicas, sums, inputDim }) => {
    const [, numRows, rowLength] = shapeOf3({ x }, 'x');
    const numSums = sums.length;
    const y = heap.output([numReplicas * numSums, numRows, inputDim]);
    const sizes = { numSums, numRows, numEntries: rowLength / 2, inputDim };
    const share = shareOf(numReplicas);
    heap.call('streamSumsSparse', { x, y, sums: tableOf(sums, numSums), numReplicas: share, ...sizes });
    return { y };
  }),
];
