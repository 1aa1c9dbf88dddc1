/** Moves values from streams to the groups that read them, and back. Plain operations only, so that it runs on every backend. */

import { gather, matMul, reshape, type Tensor, tensor, tile } from '../../tf/tf.ts';

interface Reading {
  readonly numReplicas: number;
  readonly numStreams: number;
  readonly reads: readonly number[];
}

/** `[R*S, B, I] -> [R*E, B, I]`: group `e` of a replica gets the stream `reads[e]` of that replica. */
export function gatherStreams(streams: Tensor, attrs: Reading): Tensor {
  if (isIdentity(attrs)) return streams;
  const { numReplicas, numStreams, reads } = attrs;
  const rows = Array.from({ length: numReplicas }, (_, r) => reads.map((s) => r * numStreams + s)).flat();
  return gather(streams, tensor(rows, [rows.length], 'int32'), 0);
}

/**
 * Transpose of `gatherStreams`: `[R*E, B, I] -> [R*S, B, I]`, the sum over the groups that read a stream. A product with
 * the 0/1 incidence matrix, because the WASM backend has no scatter; per replica, so that replicas never mix.
 */
export function scatterStreams(groups: Tensor, attrs: Reading): Tensor {
  if (isIdentity(attrs)) return groups;
  const { numReplicas, numStreams, reads } = attrs;
  const [, numRows, inputDim] = groups.shape as [number, number, number];
  const incidence = Array.from({ length: numStreams }, (_, s) => reads.map((read) => (read === s ? 1 : 0)));
  const perReplica = tile(tensor([incidence]), [numReplicas, 1, 1]); // [R, S, E]
  const flat = reshape(groups, [numReplicas, reads.length, numRows * inputDim]); // [R, E, B*I]
  return reshape(matMul(perReplica, flat), [numReplicas * numStreams, numRows, inputDim]);
}

function isIdentity({ numStreams, reads }: Reading): boolean {
  return numStreams === reads.length && reads.every((stream, group) => stream === group);
}
