/**
 * Dense layer over sparse rows: equals `groupedDense` of the full rows at the cost of the nonzeros.
 * A row is K ascending places, then K values; unused entries have value 0 at any place. Such rows get no
 * gradient.
 */

import { add, cast, reshape, scatterND, slice, type Tensor, tensor } from '../../tf/tf.ts';
import { type GroupedDenseAttrs, groupedDenseOperations } from '../groupedDense/groupedDense.ts';
import { type NamedTensors, type Operation, runOperation } from '../operation.ts';

export interface SparseDenseAttrs {
  readonly numReplicas: number;
  readonly relu: boolean;
}

const sparseForwardInputs = { x: '[R, B, 2*K]', affine: '[R*E, I+1, D]' };
const sparseGradientInputs = { dy: '[R*E, B, D]', ...sparseForwardInputs, y: '[R*E, B, D]' };

const sparseForward: Operation<SparseDenseAttrs, keyof typeof sparseForwardInputs, 'y'> = {
  kernelName: 'SparseDense',
  inputs: sparseForwardInputs,
  axes: ({ numReplicas }) => ({ R: numReplicas }),
  outputs: ['y'],
  reference: (inputs, attrs) => groupedDenseOperations.forward.reference(...runAsDense(inputs, attrs)),
  gradient: {
    saves: ['x', 'affine', 'y'],
    of: ({ y: dy }, saved, attrs) => ({
      affine: () => runOperation(sparseAffineGradient, { dy, ...saved }, attrs).dAffine,
    }),
  },
};

const sparseAffineGradient: Operation<SparseDenseAttrs, keyof typeof sparseGradientInputs, 'dAffine'> = {
  kernelName: 'SparseDenseGradAffine',
  inputs: sparseGradientInputs,
  outputs: ['dAffine'],
  reference: (inputs, attrs) => groupedDenseOperations.gradAffine.reference(...runAsDense(inputs, attrs)),
};

// Expands sparse rows to full ones, for readers other than a dense layer.
const expandRowsOperation: Operation<{ readonly inputDim: number }, 'x', 'y'> = {
  kernelName: 'SparseDenseRows',
  inputs: { x: '[R, B, 2*K]' },
  outputs: ['y'],
  reference: ({ x }, { inputDim }) => ({ y: scatteredRows(x, inputDim) }),
};

export const sparseDenseOperations = {
  forward: sparseForward,
  gradAffine: sparseAffineGradient,
  rows: expandRowsOperation,
};

/** Returns `[R, B, I]`. */
export const expandSparseRows = (x: Tensor, inputDim: number): Tensor =>
  runOperation(expandRowsOperation, { x }, { inputDim }).y;

/** Returns `[R*E, B, D]`. */
export function sparseDense(x: Tensor, affine: Tensor, attrs: SparseDenseAttrs): Tensor {
  return runOperation(sparseForward, { x, affine }, attrs).y;
}

export function denseAttrsOf(
  { numReplicas, relu }: SparseDenseAttrs,
  affine: { readonly shape: readonly number[] },
): GroupedDenseAttrs {
  const reads = Array.from({ length: (affine.shape[0] ?? 0) / numReplicas }, () => 0);
  return { numReplicas, numStreams: 1, reads, relu };
}

function runAsDense<T extends NamedTensors<'x' | 'affine'>>(
  inputs: T,
  attrs: SparseDenseAttrs,
): [T, GroupedDenseAttrs] {
  const { affine } = inputs;
  const x = scatteredRows(inputs.x, (affine.shape[1] ?? 1) - 1);
  return [{ ...inputs, x }, denseAttrsOf(attrs, affine)];
}

// [R, B, 2K] -> [R, B, I]; values at one place are added.
function scatteredRows(x: Tensor, inputDim: number): Tensor {
  const [numReplicas, numRows, rowLength] = x.shape as [number, number, number];
  const size = [numReplicas, numRows, rowLength / 2];
  const places = cast(slice(x, [0, 0, 0], size), 'int32');
  const values = slice(x, [0, 0, rowLength / 2], size);
  const firsts = Int32Array.from({ length: numReplicas * numRows }, (_, row) => row * inputDim);
  const indices = add(places, tensor(firsts, [numReplicas, numRows, 1], 'int32'));
  const flat = scatterND(reshape(indices, [values.size, 1]), reshape(values, [values.size]), [
    firsts.length * inputDim,
  ]);
  return reshape(flat, [numReplicas, numRows, inputDim]);
}
