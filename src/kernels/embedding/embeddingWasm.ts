/** Embeddings on the WASM backend. */
import { shareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { type EmbeddingAttrs, embeddingOperations, embeddingSizesOf } from './embedding.ts';

const { forward, gradTable } = embeddingOperations;

const firstsOf = ({ firsts }: EmbeddingAttrs) =>
  ({ kind: 'table', values: firsts, rowLength: firsts.length }) as const;

export const embeddingWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, { x, table }, attrs) => {
    const { numReplicas } = attrs;
    const sizes = embeddingSizesOf(x, table, attrs);
    const { numTables, numRows, numBefore, numIds, dim, numAfter } = sizes;
    const y = heap.output([numReplicas * numTables, numRows, numBefore + numIds * dim + numAfter]);
    heap.call('embedding', {
      x,
      table,
      y,
      firsts: firstsOf(attrs),
      numReplicas: shareOf(numReplicas),
      ...sizes,
    });
    return { y };
  }),
  wasmKernelOf(gradTable, (heap, { dy, x, table }, attrs) => {
    const sizes = embeddingSizesOf(x, table, attrs);
    const dTable = heap.output(table.shape);
    heap.call('embeddingGradTable', {
      dy,
      x,
      dTable,
      firsts: firstsOf(attrs),
      numReplicas: shareOf(attrs.numReplicas),
      ...sizes,
    });
    return { dTable };
  }),
];
