/** Example calls of sums of streams. */
import { type KernelCases, nameOfExample, normalValues, testTensorOf, testValueAt } from '../cases.ts';
import { type StreamSumsAttrs, streamSums, streamSumsOperation } from './streamSums.ts';

const streamSumsExamples = [
  { sums: [[2], [1]], numRows: 3, dim: 5 },
  {
    sums: [
      [1, 0, 1],
      [0, 1, 1],
      [0, 0, 1],
    ],
    numRows: 7,
    dim: 6,
  },
  { sums: [[1, 0, 0, 0, 2]], numRows: 70, dim: 3 },
];

type StreamSumsExample = (typeof streamSumsExamples)[number];

const streamSumsAttrsOf = ({ sums }: StreamSumsExample, numReplicas: number): StreamSumsAttrs => {
  const numStreams = sums[0]?.length ?? 0;
  const transposed = Array.from({ length: numStreams }, (_, s) => sums.map((counts) => counts[s] ?? 0));
  return { numReplicas, numStreams, sums: sums.flat(), transposed: transposed.flat() };
};

export const streamSumsCases: KernelCases = {
  calls: (numReplicas) =>
    streamSumsExamples.map((example) => ({
      name: nameOfExample(example),
      operation: streamSumsOperation,
      inputs: {
        x: normalValues('x', [numReplicas * (example.sums[0]?.length ?? 0), example.numRows, example.dim]),
      },
      attrs: (replicas: number) => streamSumsAttrsOf(example, replicas),
      keepsRowsApart: true,
    })),
  differentiable: (numReplicas) =>
    streamSumsExamples.map((example) => {
      const { sums, numRows, dim } = example;
      const attrs = streamSumsAttrsOf(example, numReplicas);
      const size = numRows * dim;
      return {
        name: nameOfExample(example),
        inputs: { x: normalValues('x', [numReplicas * attrs.numStreams, numRows, dim]) },
        onBackend: (tensors) => streamSums(testTensorOf(tensors, 'x'), attrs),
        inNumbers: ({ x }) =>
          Array.from({ length: numReplicas * sums.length * size }, (_, at) => {
            const sum = Math.floor(at / size);
            const first = Math.floor(sum / sums.length) * attrs.numStreams;
            const counts = sums[sum % sums.length] ?? [];
            return counts.reduce(
              (total, count, s) => total + count * testValueAt(x, (first + s) * size + (at % size)),
              0,
            );
          }),
      };
    }),
};
