/** Sums of streams for gates that read several: `y[n] = sum over s of sums[n][s] x[s]`. */
import { reshape, type Tensor, tensor, tile } from '../../tf/tf.ts';
import { matMulGroups } from '../groupedDense/groupedDense.ts';
import { type Operation, runOperation } from '../operation.ts';

export interface StreamSumsAttrs {
  readonly numReplicas: number;
  readonly numStreams: number;
  /** 0/1 matrix of the sums, `[N * S]`. */
  readonly sums: readonly number[];
  /** `[S * N]`, for the gradient. */
  readonly transposed: readonly number[];
}

export const streamSumsOperation: Operation<StreamSumsAttrs, 'x', 'y'> = {
  kernelName: 'StreamSums',
  inputs: { x: '[R*S, B, D]' },
  axes: ({ numReplicas, numStreams }) => ({ R: numReplicas, S: numStreams }),
  outputs: ['y'],
  reference: ({ x }, attrs) => ({ y: summedStreams(x, attrs) }),
  gradient: {
    saves: [],
    of: ({ y: dy }, _, { sums, transposed, numReplicas, numStreams }) => {
      const numSums = sums.length / numStreams;
      const back = { numReplicas, numStreams: numSums, sums: transposed, transposed: sums };
      return { x: () => runOperation(streamSumsOperation, { x: dy }, back).y };
    },
  },
};

/** Returns `[R*N, B, D]`. */
export const streamSums = (x: Tensor, attrs: StreamSumsAttrs) =>
  runOperation(streamSumsOperation, { x }, attrs).y;

function summedStreams(x: Tensor, { numReplicas, numStreams, sums }: StreamSumsAttrs): Tensor {
  const [, numRows, dim] = x.shape as [number, number, number];
  const numSums = sums.length / numStreams;
  const counts = tile(tensor([...sums], [1, numSums, numStreams]), [numReplicas, 1, 1]);
  const streams = reshape(x, [numReplicas, numStreams, numRows * dim]);
  return reshape(matMulGroups(counts, streams), [numReplicas * numSums, numRows, dim]);
}
