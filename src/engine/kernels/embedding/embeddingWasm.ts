/** Embeddings on the WASM backend. */
import type { TensorInfo } from '../../tf/tf.ts';
import { replicaShareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { type EmbeddingAttrs, embeddingOperations, embeddingSizesOf } from './embedding.ts';

const { forward, gradVectors } = embeddingOperations;

export const embeddingWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, { x, vectors }, attrs) => {
    const args = embeddingArgumentsOf(x, vectors, attrs);
    const { numTables, numRows, numBefore, numIds, dim, numAfter } = args;
    const y = heap.output([attrs.numReplicas * numTables, numRows, numBefore + numIds * dim + numAfter]);
    heap.call('embedding', { vectors, y, ...args });
    return { y };
  }),
  wasmKernelOf(gradVectors, (heap, { dy, x, vectors }, attrs) => {
    const dVectors = heap.output(vectors.shape);
    heap.call('embeddingGradVectors', { dy, dVectors, ...embeddingArgumentsOf(x, vectors, attrs) });
    return { dVectors };
  }),
];

const embeddingArgumentsOf = (x: TensorInfo, vectors: TensorInfo, attrs: EmbeddingAttrs) => ({
  x,
  firsts: { kind: 'table', values: attrs.firsts, rowLength: attrs.firsts.length } as const,
  ...embeddingSizesOf(x, vectors, attrs),
  numReplicas: replicaShareOf(attrs.numReplicas),
});
