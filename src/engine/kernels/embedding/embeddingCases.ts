/** Example calls of embeddings. */
import { createStream } from '../../../core/random.ts';
import {
  type KernelCases,
  nameOfExample,
  normalValues,
  type TestTensor,
  testTensorOf,
  testValueAt,
} from '../cases.ts';
import { embedding, embeddingOperations } from './embedding.ts';

const embeddingExamples = [
  // Few ids and nothing else, so that most rows share one.
  { numTables: 1, numRows: 9, numBefore: 0, firsts: [0], numAfter: 0, numVectors: 3, dim: 1 },
  { numTables: 1, numRows: 7, numBefore: 3, firsts: [0, 2], numAfter: 0, numVectors: 5, dim: 6 },
  { numTables: 3, numRows: 5, numBefore: 1, firsts: [0, 3, 60], numAfter: 2, numVectors: 70, dim: 16 },
];

type EmbeddingExample = (typeof embeddingExamples)[number];

function randomRowsWithIds(
  numReplicas: number,
  { numRows, numBefore, firsts, numAfter, numVectors }: EmbeddingExample,
): TestTensor {
  const rowLength = numBefore + firsts.length + numAfter;
  const { values, shape } = normalValues('x', [numReplicas, numRows, rowLength]);
  const stream = createStream('kernels', 'ids');
  const ofRow = values.map((value, i) => {
    const column = (i % rowLength) - numBefore;
    const first = firsts[column];
    if (first === undefined) return value;
    return stream.integerBelow((firsts[column + 1] ?? numVectors) - first);
  });
  return { values: ofRow, shape };
}

const outputRowLengthOf = ({ numBefore, firsts, numAfter, dim }: EmbeddingExample) =>
  numBefore + firsts.length * dim + numAfter;

export const embeddingCases: KernelCases = {
  calls: (numReplicas) =>
    embeddingExamples.flatMap((example) => {
      const { numTables, numRows, numVectors, dim } = example;
      const x = randomRowsWithIds(numReplicas, example);
      const vectors = normalValues('vectors', [numReplicas * numTables * numVectors, dim]);
      const dy = normalValues('dy', [numReplicas * numTables, numRows, outputRowLengthOf(example)]);
      const attrs = (replicas: number) => ({ ...example, numReplicas: replicas });
      const { forward, gradVectors } = embeddingOperations;
      return [
        { name: nameOfExample(example), operation: forward, inputs: { x, vectors }, attrs },
        { name: nameOfExample(example), operation: gradVectors, inputs: { dy, x, vectors }, attrs },
      ];
    }),
  differentiable: (numReplicas) =>
    embeddingExamples.map((example) => {
      const { numTables, numRows, numBefore, firsts, numVectors, dim } = example;
      const numIds = firsts.length;
      const outLength = outputRowLengthOf(example);
      const x = randomRowsWithIds(numReplicas, example);
      const rowLength = x.shape[2] ?? 0;
      return {
        name: nameOfExample(example),
        inputs: { vectors: normalValues('vectors', [numReplicas * numTables * numVectors, dim]) },
        constants: { x },
        onBackend: (tensors) =>
          embedding(testTensorOf(tensors, 'x'), testTensorOf(tensors, 'vectors'), {
            ...example,
            numReplicas,
          }),
        inNumbers: ({ vectors }) =>
          Array.from({ length: numReplicas * numTables * numRows * outLength }, (_, i) => {
            const [row, column] = [Math.floor(i / outLength), i % outLength];
            const stream = Math.floor(row / numRows);
            const first = (Math.floor(stream / numTables) * numRows + (row % numRows)) * rowLength;
            const at = column - numBefore;
            if (at < 0) return testValueAt(x.values, first + column);
            if (at >= numIds * dim) return testValueAt(x.values, first + column - numIds * (dim - 1));
            const k = Math.floor(at / dim);
            const vector =
              stream * numVectors + (firsts[k] ?? 0) + testValueAt(x.values, first + numBefore + k);
            return testValueAt(vectors, vector * dim + (at % dim));
          }),
      };
    }),
};
