/**
 * Grouped dense layer: all experts, gates or towers of a level in one operation.
 *
 *     y[r, e] = act( x[r, reads[e]] W[r, e] + b[r, e] )
 *
 * `affine` holds the weight, then the bias row.
 */

import {
  add,
  concat,
  gather,
  matMul,
  mul,
  relu,
  reshape,
  slice,
  step,
  sum,
  type Tensor,
  tensor,
  tile,
} from '../../tf/tf.ts';
import { type NamedTensors, type Operation, runOperation } from '../operation.ts';

export interface GroupedDenseAttrs {
  readonly numReplicas: number;
  readonly numStreams: number;
  /** Index of the stream that each of a replica's E groups reads. */
  readonly reads: readonly number[];
  readonly relu: boolean;
}

const denseForwardInputs = { x: '[R*S, B, I]', affine: '[R*E, I+1, D]' };
const denseGradientInputs = { dy: '[R*E, B, D]', ...denseForwardInputs, y: '[R*E, B, D]' };

const denseForward: Operation<GroupedDenseAttrs, keyof typeof denseForwardInputs, 'y'> = {
  kernelName: 'GroupedDense',
  inputs: denseForwardInputs,
  axes: ({ numReplicas, numStreams, reads }) => ({ R: numReplicas, S: numStreams, E: reads.length }),
  outputs: ['y'],
  reference: ({ x, affine }, attrs) => {
    const { weight, bias } = weightAndBias(affine);
    const y = add(matMulGroups(gatherStreams(x, attrs), weight), bias); // [R*E, B, D]
    return { y: attrs.relu ? relu(y) : y };
  },
  gradient: {
    saves: ['x', 'affine', 'y'],
    of: ({ y: dy }, saved, attrs) => ({
      x: () => runOperation(denseInputGradient, { dy, ...saved }, attrs).dx,
      affine: () => runOperation(denseAffineGradient, { dy, ...saved }, attrs).dAffine,
    }),
  },
};

// dx[s] = sum over e reading s of dz[e] W[e]'
const denseInputGradient: Operation<GroupedDenseAttrs, keyof typeof denseGradientInputs, 'dx'> = {
  kernelName: 'GroupedDenseGradInput',
  inputs: denseGradientInputs,
  outputs: ['dx'],
  reference: ({ affine, ...outputs }, attrs) => {
    const { weight } = weightAndBias(affine);
    const dx = matMulGroups(preActivationGradient(outputs, attrs), weight, false, true); // [R*E, B, I]
    return { dx: scatterStreams(dx, attrs) }; // [R*S, B, I]
  },
};

// dW = x' dz, db = sum over rows of dz
const denseAffineGradient: Operation<GroupedDenseAttrs, keyof typeof denseGradientInputs, 'dAffine'> = {
  kernelName: 'GroupedDenseGradAffine',
  inputs: denseGradientInputs,
  outputs: ['dAffine'],
  reference: ({ x, ...outputs }, attrs) => {
    const dz = preActivationGradient(outputs, attrs);
    const dWeight = matMulGroups(gatherStreams(x, attrs), dz, true, false); // [R*E, I, D]
    return { dAffine: concat([dWeight, sum(dz, 1, true)], 1) }; // [R*E, I+1, D]
  },
};

export const groupedDenseOperations = {
  forward: denseForward,
  gradInput: denseInputGradient,
  gradAffine: denseAffineGradient,
};

/** Returns `[R*E, B, D]`. */
export function groupedDense(x: Tensor, affine: Tensor, attrs: GroupedDenseAttrs): Tensor {
  return runOperation(denseForward, { x, affine }, attrs).y;
}

/**
 * `[G, M, K] x [G, K, N] -> [G, M, N]`, after transposition. A single group is computed as two: one replica
 * must equal, bit for bit, the same among five, and TensorFlow.js (XNNPACK) rounds one group differently.
 */
export function matMulGroups(a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor {
  if (a.shape[0] !== 1) return matMul(a, b, transposeA, transposeB);
  const twice = matMul(concat([a, a], 0), concat([b, b], 0), transposeA, transposeB);
  return slice(twice, [0, 0, 0], [1, twice.shape[1] ?? 0, twice.shape[2] ?? 0]);
}

function weightAndBias(affine: Tensor): { weight: Tensor; bias: Tensor } {
  const [numGroups, rows, outputDim] = affine.shape as [number, number, number];
  return {
    weight: slice(affine, [0, 0, 0], [numGroups, rows - 1, outputDim]),
    bias: slice(affine, [0, rows - 1, 0], [numGroups, 1, outputDim]),
  };
}

function preActivationGradient({ dy, y }: NamedTensors<'dy' | 'y'>, attrs: GroupedDenseAttrs): Tensor {
  return attrs.relu ? mul(dy, step(y)) : dy;
}

// [R*S, B, I] -> [R*E, B, I]
function gatherStreams(streams: Tensor, attrs: GroupedDenseAttrs): Tensor {
  if (readsStreamsInOrder(attrs)) return streams;
  const { numReplicas, numStreams, reads } = attrs;
  const rows = Array.from({ length: numReplicas }, (_, r) => reads.map((s) => r * numStreams + s)).flat();
  return gather(streams, tensor(rows, [rows.length], 'int32'), 0);
}

// [R*E, B, I] -> [R*S, B, I]: a product with the 0/1 incidence matrix, since WASM has no scatter.
function scatterStreams(groups: Tensor, attrs: GroupedDenseAttrs): Tensor {
  if (readsStreamsInOrder(attrs)) return groups;
  const { numReplicas, numStreams, reads } = attrs;
  const [, numRows, inputDim] = groups.shape as [number, number, number];
  const incidence = Array.from({ length: numStreams }, (_, s) => reads.map((read) => (read === s ? 1 : 0)));
  const perReplica = tile(tensor([incidence]), [numReplicas, 1, 1]); // [R, S, E]
  const flat = reshape(groups, [numReplicas, reads.length, numRows * inputDim]); // [R, E, B*I]
  return reshape(matMul(perReplica, flat), [numReplicas * numStreams, numRows, inputDim]);
}

function readsStreamsInOrder({ numStreams, reads }: GroupedDenseAttrs): boolean {
  return numStreams === reads.length && reads.every((stream, group) => stream === group);
}
