/** Example calls of sums of streams. */
import { exampleName, given, type KernelCases, normals, valueAt } from '../cases.ts';
import { type StreamSumsAttrs, streamSums, streamSumsOperation } from './streamSums.ts';

/** `sums`: `[N][S]` */
const examples = [
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

type Sums = (typeof examples)[number];

const attrsOf = ({ sums }: Sums, numReplicas: number): StreamSumsAttrs => {
  const numStreams = sums[0]?.length ?? 0;
  const transposed = Array.from({ length: numStreams }, (_, s) => sums.map((counts) => counts[s] ?? 0));
  return { numReplicas, numStreams, sums: sums.flat(), transposed: transposed.flat() };
};

export const streamSumsCases: KernelCases = {
  calls: (numReplicas) =>
    examples.map((example) => ({
      name: exampleName(example),
      operation: streamSumsOperation,
      inputs: {
        x: normals('x', [numReplicas * (example.sums[0]?.length ?? 0), example.numRows, example.dim]),
      },
      attrs: (replicas: number) => attrsOf(example, replicas),
      keepsRowsApart: true,
    })),
  differentiable: (numReplicas) =>
    examples.map((example) => {
      const { sums, numRows, dim } = example;
      const attrs = attrsOf(example, numReplicas);
      const size = numRows * dim;
      return {
        name: exampleName(example),
        inputs: { x: normals('x', [numReplicas * attrs.numStreams, numRows, dim]) },
        onBackend: (tensors) => streamSums(given(tensors, 'x'), attrs),
        inNumbers: ({ x }) =>
          Array.from({ length: numReplicas * sums.length * size }, (_, at) => {
            const sum = Math.floor(at / size);
            const first = Math.floor(sum / sums.length) * attrs.numStreams;
            const counts = sums[sum % sums.length] ?? [];
            return counts.reduce(
              (total, count, s) => total + count * valueAt(x, (first + s) * size + (at % size)),
              0,
            );
          }),
      };
    }),
};
