/**
 * Grouped dense layer: every expert (or gate, or tower) of a level in one operation.
 *
 *     y[r, e] = act( x[r, reads[e]] W[r, e] + b[r, e] )
 *
 * Weight and bias travel as one tensor, `affine` `[R*E, I+1, D]`: rows 0 to I-1 are the weight, row I is the bias.
 */

import { assertShape, checksShapes } from '../../core/shape.ts';
import { add, concat, mul, relu, slice, step, sum, type Tensor } from '../../tf/tf.ts';
import { matMulGroups } from '../matMulGroups.ts';
import { inputOf, type NamedTensors, type Operation, runOne } from '../operation.ts';
import { gatherStreams, scatterStreams } from './streams.ts';

export interface GroupedDenseAttrs {
  readonly numReplicas: number;
  /** Streams per replica in `x`. */
  readonly numStreams: number;
  /** For each of the E groups of a replica, the stream it reads. */
  readonly reads: readonly number[];
  readonly relu: boolean;
}

const forward: Operation<GroupedDenseAttrs> = {
  kernelName: 'GroupedDense',
  reference: (inputs, attrs) => {
    const x = gatherStreams(inputOf(inputs, 'x'), attrs); // [R*E, B, I]
    const { weight, bias } = weightAndBias(inputOf(inputs, 'affine'));
    const y = add(matMulGroups(x, weight), bias); // [R*E, B, D]
    return [attrs.relu ? relu(y) : y];
  },
  gradient: {
    inputsToSave: ['x', 'affine'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, affine, y] = saved as [Tensor, Tensor, Tensor];
      const inputs = { dy: dy as Tensor, x, affine, y };
      const own = attrs as unknown as GroupedDenseAttrs;
      return {
        x: () => runOne(gradInput, inputs, own),
        affine: () => runOne(gradAffine, inputs, own),
      };
    },
  },
};

/** Gradient with respect to the streams: `dx[s] = sum over e reading s of dz[e] W[e]'`. */
const gradInput: Operation<GroupedDenseAttrs> = {
  kernelName: 'GroupedDenseGradInput',
  reference: (inputs, attrs) => {
    const { weight } = weightAndBias(inputOf(inputs, 'affine'));
    const dx = matMulGroups(preActivationGradient(inputs, attrs), weight, false, true); // [R*E, B, I]
    return [scatterStreams(dx, attrs)]; // [R*S, B, I]
  },
  gradient: null,
};

/** Gradient with respect to weight and bias: `dW = x' dz`, `db = sum over rows of dz`. */
const gradAffine: Operation<GroupedDenseAttrs> = {
  kernelName: 'GroupedDenseGradAffine',
  reference: (inputs, attrs) => {
    const x = gatherStreams(inputOf(inputs, 'x'), attrs);
    const dz = preActivationGradient(inputs, attrs);
    const dWeight = matMulGroups(x, dz, true, false); // [R*E, I, D]
    return [concat([dWeight, sum(dz, 1, true)], 1)]; // [R*E, I+1, D]
  },
  gradient: null,
};

export const groupedDenseOperations = { forward, gradInput, gradAffine };

/** `x` `[R*S, B, I]`, `affine` `[R*E, I+1, D]` -> `[R*E, B, D]`. */
export function groupedDense(x: Tensor, affine: Tensor, attrs: GroupedDenseAttrs): Tensor {
  if (checksShapes) assertShapes(x, affine, attrs);
  return runOne(forward, { x, affine }, attrs);
}

function assertShapes(
  x: Tensor,
  affine: Tensor,
  { numReplicas, numStreams, reads }: GroupedDenseAttrs,
): void {
  const [, numRows = 0, inputDim = 0] = x.shape;
  assertShape('The input of a dense layer', x.shape, [numReplicas * numStreams, numRows, inputDim]);
  const expected = [numReplicas * reads.length, inputDim + 1, affine.shape[2] ?? 0];
  assertShape('Weight and bias of a dense layer', affine.shape, expected);
}

function weightAndBias(affine: Tensor): { weight: Tensor; bias: Tensor } {
  const [numGroups, rows, outputDim] = affine.shape as [number, number, number];
  return {
    weight: slice(affine, [0, 0, 0], [numGroups, rows - 1, outputDim]),
    bias: slice(affine, [0, rows - 1, 0], [numGroups, 1, outputDim]),
  };
}

function preActivationGradient(inputs: NamedTensors, attrs: GroupedDenseAttrs): Tensor {
  const dy = inputOf(inputs, 'dy');
  return attrs.relu ? mul(dy, step(inputOf(inputs, 'y'))) : dy;
}
