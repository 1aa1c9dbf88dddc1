/** Example calls of embeddings. */
import { createStream } from '../../../core/random.ts';
import { type CaseValues, exampleName, given, type KernelCases, normals, valueAt } from '../cases.ts';
import { embedding, embeddingOperations } from './embedding.ts';

const examples = [
  // Few ids and nothing else, so that most rows share one.
  { numTables: 1, numRows: 9, numBefore: 0, firsts: [0], numAfter: 0, numVectors: 3, dim: 1 },
  { numTables: 1, numRows: 7, numBefore: 3, firsts: [0, 2], numAfter: 0, numVectors: 5, dim: 6 },
  { numTables: 3, numRows: 5, numBefore: 1, firsts: [0, 3, 60], numAfter: 2, numVectors: 70, dim: 16 },
];

type Rows = (typeof examples)[number];

/** Random rows with ids, `[R, B, F+K+P]`. */
function rowsWithIds(
  numReplicas: number,
  { numRows, numBefore, firsts, numAfter, numVectors }: Rows,
): CaseValues {
  const rowLength = numBefore + firsts.length + numAfter;
  const { values, shape } = normals('x', [numReplicas, numRows, rowLength]);
  const stream = createStream('kernels', 'ids');
  const ofRow = values.map((value, i) => {
    const column = (i % rowLength) - numBefore;
    const first = firsts[column];
    if (first === undefined) return value;
    return stream.integerBelow((firsts[column + 1] ?? numVectors) - first);
  });
  return { values: ofRow, shape };
}

const outLengthOf = ({ numBefore, firsts, numAfter, dim }: Rows) =>
  numBefore + firsts.length * dim + numAfter;

export const embeddingCases: KernelCases = {
  calls: (numReplicas) =>
    examples.flatMap((example) => {
      const { numTables, numRows, numVectors, dim } = example;
      const x = rowsWithIds(numReplicas, example);
      const vectors = normals('vectors', [numReplicas * numTables * numVectors, dim]);
      const dy = normals('dy', [numReplicas * numTables, numRows, outLengthOf(example)]);
      const attrs = (replicas: number) => ({ ...example, numReplicas: replicas });
      const { forward, gradVectors } = embeddingOperations;
      return [
        { name: exampleName(example), operation: forward, inputs: { x, vectors }, attrs },
        { name: exampleName(example), operation: gradVectors, inputs: { dy, x, vectors }, attrs },
      ];
    }),
  differentiable: (numReplicas) =>
    examples.map((example) => {
      const { numTables, numRows, numBefore, firsts, numVectors, dim } = example;
      const numIds = firsts.length;
      const outLength = outLengthOf(example);
      const x = rowsWithIds(numReplicas, example);
      const rowLength = x.shape[2] ?? 0;
      return {
        name: exampleName(example),
        inputs: { vectors: normals('vectors', [numReplicas * numTables * numVectors, dim]) },
        constants: { x },
        onBackend: (tensors) =>
          embedding(given(tensors, 'x'), given(tensors, 'vectors'), { ...example, numReplicas }),
        inNumbers: ({ vectors }) =>
          Array.from({ length: numReplicas * numTables * numRows * outLength }, (_, i) => {
            const [row, column] = [Math.floor(i / outLength), i % outLength];
            const stream = Math.floor(row / numRows);
            const first = (Math.floor(stream / numTables) * numRows + (row % numRows)) * rowLength;
            const at = column - numBefore;
            if (at < 0) return valueAt(x.values, first + column);
            if (at >= numIds * dim) return valueAt(x.values, first + column - numIds * (dim - 1));
            const k = Math.floor(at / dim);
            const vector = stream * numVectors + (firsts[k] ?? 0) + valueAt(x.values, first + numBefore + k);
            return valueAt(vectors, vector * dim + (at % dim));
          }),
      };
    }),
};
