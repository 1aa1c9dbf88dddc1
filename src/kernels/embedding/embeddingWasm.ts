/** Embeddings on the WASM backend. */
import { shareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { type EmbeddingAttrs, embeddingOperations, embeddingSizesOf } from './embedding.ts';

const { forward, gradVectors } = embeddingOperations;

const firstsOf = ({ firsts }: EmbeddingAttrs) =>
  ({ kind: 'table', values: firsts, rowLength: firsts.length }) as const;

export const embeddingWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, { x, vectors }, attrs) => {
    const { numReplicas } = attrs;
    const sizes = embeddingSizesOf(x, vectors, attrs);
    const { numTables, numRows, numBefore, numIds, dim, numAfter } = sizes;
    const y = heap.output([numReplicas * numTables, numRows, numBefore + numIds * dim + numAfter]);
    heap.call('embedding', {
      x,
      vectors,
      y,
      firsts: firstsOf(attrs),
      numReplicas: shareOf(numReplicas),
      ...sizes,
    });
    return { y };
  }),
  wasmKernelOf(gradVectors, (heap, { dy, x, vectors }, attrs) => {
    const sizes = embeddingSizesOf(x, vectors, attrs);
    const dVectors = heap.output(vectors.shape);
    heap.call('embeddingGradVectors', {
      dy,
      x,
      dVectors,
      firsts: firstsOf(attrs),
      numReplicas: shareOf(attrs.numReplicas),
      ...sizes,
    });
    return { dVectors };
  }),
];
