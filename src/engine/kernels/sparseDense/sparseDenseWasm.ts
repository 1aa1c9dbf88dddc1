/** Sparse dense layer on the WASM backend: tensors and sizes for `sparseDense.as.ts`. */
import type { TensorInfo } from '../../tf/tf.ts';
import { type NamedTensors, shapeOf3 } from '../operation.ts';
import { replicaShareOf, scratchMemoryOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { type SparseDenseAttrs, sparseDenseOperations } from './sparseDense.ts';

const { forward, gradAffine, rows } = sparseDenseOperations;

export const sparseDenseWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, { x, affine }, attrs) => {
    const sizes = sparseSizesOf({ x, affine }, attrs);
    const { numRows, numEntries, outputDim } = sizes;
    const y = heap.output([affine.shape[0] ?? 0, numRows, outputDim]);
    const scratch = scratchMemoryOf(numRows * (1 + 2 * numEntries));
    heap.call('sparseDense', { x, affine, y, ...sizes, relu: attrs.relu ? 1 : 0, scratch });
    return { y };
  }),
  wasmKernelOf(gradAffine, (heap, { dy, x, affine, y }, attrs) => {
    const sizes = sparseSizesOf({ x, affine }, attrs);
    const { numRows, numEntries, inputDim, outputDim } = sizes;
    const dAffine = heap.output(affine.shape);
    const lists = inputDim + 1 + 2 * numRows * (numEntries + 1);
    const scratch = scratchMemoryOf(outputDim + lists + numRows * outputDim);
    const mask = attrs.relu ? y : undefined;
    const args = { dy, y: mask, x, dAffine, ...sizes, scratch };
    heap.call('sparseDenseGradAffine', args, { masked: ['dy', 'y'] });
    return { dAffine };
  }),
  wasmKernelOf(rows, (heap, { x }, { inputDim }) => {
    const [numReplicas, numRows, rowLength] = shapeOf3({ x }, 'x');
    const y = heap.output([numReplicas, numRows, inputDim]);
    const sizes = { numRows, numEntries: rowLength / 2, inputDim };
    heap.call('sparseDenseRows', { x, y, numReplicas: replicaShareOf(numReplicas), ...sizes });
    return { y };
  }),
];

function sparseSizesOf(inputs: NamedTensors<'x' | 'affine', TensorInfo>, { numReplicas }: SparseDenseAttrs) {
  const [, numRows, rowLength] = shapeOf3(inputs, 'x');
  const [numGroups, numInputRows, outputDim] = shapeOf3(inputs, 'affine');
  return {
    numReplicas: replicaShareOf(numReplicas),
    numGroups: numGroups / numReplicas,
    numRows,
    numEntries: rowLength / 2,
    inputDim: numInputRows - 1,
    outputDim,
  };
}
