/**
 * Replaces ids in rows by learned vectors. A row is F numbers, K ids, then P numbers; each of S tables
 * makes a stream. Ids count within their column's part of a table.
 */
import {
  add,
  cast,
  concat,
  gather,
  reshape,
  scatterND,
  slice,
  type Tensor,
  type TensorInfo,
  tensor,
  tile,
} from '../../tf/tf.ts';
import { type Operation, runOperation, shapeOf3 } from '../operation.ts';

export interface EmbeddingAttrs {
  readonly numReplicas: number;
  /** Number of tables, S. */
  readonly numTables: number;
  /** Numbers before the ids of a row, F. */
  readonly numBefore: number;
  /** Index of each column's first vector in a table, `[K]`. */
  readonly firsts: readonly number[];
}

const embeddingForward: Operation<EmbeddingAttrs, 'x' | 'vectors', 'y'> = {
  kernelName: 'Embedding',
  inputs: { x: '[R, B, F+K+P]', vectors: '[R*S*V, D]' },
  axes: ({ numReplicas, numTables, numBefore, firsts }) => ({
    ...{ R: numReplicas, S: numTables, F: numBefore, K: firsts.length },
  }),
  outputs: ['y'],
  reference: ({ x, vectors }, attrs) => {
    const { numRows, numBefore, numIds, numAfter, dim } = embeddingSizesOf(x, vectors, attrs);
    const rows = repeatForTables(x, attrs); // [R*S, B, F+K+P]
    const [numStreams = 0] = rows.shape;
    const found = gather(vectors, vectorIndicesOf(rows, vectors, attrs));
    const parts = [
      slice(rows, [0, 0, 0], [numStreams, numRows, numBefore]),
      reshape(found, [numStreams, numRows, numIds * dim]),
      slice(rows, [0, 0, numBefore + numIds], [numStreams, numRows, numAfter]),
    ];
    return { y: concat(parts, 2) }; // [R*S, B, F+K*D+P]
  },
  gradient: {
    saves: ['x', 'vectors'],
    of: ({ y: dy }, saved, attrs) => ({
      vectors: () => runOperation(embeddingVectorsGradient, { dy, ...saved }, attrs).dVectors,
    }),
  },
};

// Sums each id's gradients in the order of the rows.
const embeddingVectorsGradient: Operation<EmbeddingAttrs, 'dy' | 'x' | 'vectors', 'dVectors'> = {
  kernelName: 'EmbeddingGradVectors',
  inputs: { dy: '[R*S, B, F+K*D+P]', x: '[R, B, F+K+P]', vectors: '[R*S*V, D]' },
  outputs: ['dVectors'],
  reference: ({ dy, x, vectors }, attrs) => {
    const { numRows, numBefore, numIds, dim } = embeddingSizesOf(x, vectors, attrs);
    const [numStreams = 0] = dy.shape;
    const places = vectorIndicesOf(repeatForTables(x, attrs), vectors, attrs);
    const gradients = slice(dy, [0, 0, numBefore], [numStreams, numRows, numIds * dim]);
    const byId = reshape(gradients, [places.size, dim]);
    return { dVectors: scatterND(reshape(places, [places.size, 1]), byId, [vectors.shape[0] ?? 0, dim]) };
  },
};

export const embeddingOperations = { forward: embeddingForward, gradVectors: embeddingVectorsGradient };

/** Returns `[R*S, B, F+K*D+P]`. */
export const embedding = (x: Tensor, vectors: Tensor, attrs: EmbeddingAttrs): Tensor =>
  runOperation(embeddingForward, { x, vectors }, attrs).y;

/** Number of vectors, V, and of values after the ids, P, of one replica. */
export function embeddingSizesOf(
  x: TensorInfo,
  { shape: [numVectors = 0, dim = 0] }: TensorInfo,
  { numReplicas, numTables, numBefore, firsts }: EmbeddingAttrs,
) {
  const numIds = firsts.length;
  const [, numRows, rowLength] = shapeOf3({ x }, 'x');
  return {
    numTables,
    numRows,
    numBefore,
    numIds,
    numAfter: rowLength - numBefore - numIds,
    numVectors: numVectors / (numReplicas * numTables),
    dim,
  };
}

// [R, B, N] -> [R*S, B, N]
function repeatForTables(x: Tensor, { numReplicas, numTables }: EmbeddingAttrs): Tensor {
  const [, numRows, rowLength] = shapeOf3({ x }, 'x');
  const repeated = tile(reshape(x, [numReplicas, 1, numRows * rowLength]), [1, numTables, 1]);
  return reshape(repeated, [numReplicas * numTables, numRows, rowLength]);
}

// int32 `[R*S*B*K]`
function vectorIndicesOf(rows: Tensor, vectors: Tensor, { numBefore, firsts }: EmbeddingAttrs): Tensor {
  const [numStreams, numRows] = shapeOf3({ rows }, 'rows');
  const numVectors = (vectors.shape[0] ?? 0) / numStreams;
  const numIds = firsts.length;
  const ids = cast(slice(rows, [0, 0, numBefore], [numStreams, numRows, numIds]), 'int32');
  const places = Int32Array.from({ length: numStreams * numIds }, (_, i) => {
    return Math.floor(i / numIds) * numVectors + (firsts[i % numIds] ?? 0);
  });
  return reshape(add(ids, tensor(places, [numStreams, 1, numIds], 'int32')), [-1]);
}
