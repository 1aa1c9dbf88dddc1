/** Grouped dense layer on the WASM backend: tensors and sizes for `groupedDense.as.ts`. */
import type { TensorInfo } from '../../tf/tf.ts';
import { type NamedTensors, shapeOf3 } from '../operation.ts';
import { replicaShareOf, scratchMemoryOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { roundedUpTo } from '../wasm/memory.ts';
import { type GroupedDenseAttrs, groupedDenseOperations } from './groupedDense.ts';

const { forward, gradInput, gradAffine } = groupedDenseOperations;

const maskedGradient = { masked: ['dy', 'y'] } as const;

export const groupedDenseWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, { x, affine }, attrs) => {
    const sizes = denseSizesOf({ x, affine }, attrs);
    const { numRows, inputDim, outputDim } = sizes;
    const y = heap.output([attrs.numReplicas * attrs.reads.length, numRows, outputDim]);
    const scratch = scratchMemoryOf((inputDim + 1) * roundedUpTo(8, outputDim));
    heap.call('groupedDense', { x, affine, y, ...sizes, relu: attrs.relu ? 1 : 0, scratch });
    return { y };
  }),
  wasmKernelOf(gradInput, (heap, { dy, x, affine, y }, attrs) => {
    const sizes = denseSizesOf({ x, affine }, attrs);
    const { numRows, inputDim, outputDim } = sizes;
    const dx = heap.output([attrs.numReplicas * attrs.numStreams, numRows, inputDim]);
    const scratch = scratchMemoryOf(8 + outputDim * (roundedUpTo(8, inputDim) + (attrs.relu ? numRows : 0)));
    const mask = attrs.relu ? y : undefined;
    heap.call('groupedDenseGradInput', { dy, y: mask, affine, dx, ...sizes, scratch }, maskedGradient);
    return { dx };
  }),
  wasmKernelOf(gradAffine, (heap, { dy, x, affine, y }, attrs) => {
    const sizes = denseSizesOf({ x, affine }, attrs);
    const { inputDim, outputDim } = sizes;
    const dAffine = heap.output([attrs.numReplicas * attrs.reads.length, inputDim + 1, outputDim]);
    const scratch = scratchMemoryOf(8 + 64 * outputDim + 68 * (roundedUpTo(8, outputDim) + inputDim + 1));
    const mask = attrs.relu ? y : undefined;
    heap.call('groupedDenseGradAffine', { dy, y: mask, x, dAffine, ...sizes, scratch }, maskedGradient);
    return { dAffine };
  }),
];

function denseSizesOf(
  inputs: NamedTensors<'x' | 'affine', TensorInfo>,
  { reads, numReplicas, numStreams }: GroupedDenseAttrs,
) {
  const [, numRows, inputDim] = shapeOf3(inputs, 'x');
  const [, , outputDim] = shapeOf3(inputs, 'affine');
  return {
    reads: { kind: 'table', values: reads, rowLength: reads.length },
    numReplicas: replicaShareOf(numReplicas),
    numStreams,
    numGroups: reads.length,
    numRows,
    inputDim,
    outputDim,
  } as const;
}
