/** Sparse dense layer on the WASM backend: tensors and sizes for `sparseDense.as.ts`. */
import { type Inputs, shapeOf3 } from '../operation.ts';
import { type Argument, shareOf } from '../wasm/heap.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { type SparseDenseAttrs, sparseDenseOperations } from './sparseDense.ts';

const { forward, gradAffine } = sparseDenseOperations;

export const sparseDenseWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, inputs, attrs) => {
    const { sizes, numGroups, numRows, numEntries, outputDim } = layerOf(inputs, attrs);
    const { x, affine } = inputs;
    const y = heap.output([numGroups, numRows, outputDim]);
    const scratch: Argument = { kind: 'scratch', numFloats: numRows * (1 + 2 * numEntries) };
    heap.call('sparseDense', [x, affine, y, ...sizes, attrs.relu ? 1 : 0, scratch]);
    return { y };
  }),
  wasmKernelOf(gradAffine, (heap, inputs, attrs) => {
    const { sizes, numGroups, numRows, numEntries, inputDim, outputDim } = layerOf(inputs, attrs);
    const { dy, x, y } = inputs;
    const dAffine = heap.output([numGroups, inputDim + 1, outputDim]);
    const lists = inputDim + 1 + 2 * numRows * (numEntries + 1);
    const scratch: Argument = { kind: 'scratch', numFloats: outputDim + lists + numRows * outputDim };
    // Needed for the mask of ReLU alone.
    const output = attrs.relu ? y : undefined;
    heap.call('sparseDenseGradAffine', [dy, output, x, dAffine, ...sizes, scratch]);
    return { dAffine };
  }),
];

/** Sizes of the layer; `sizes` holds them in the order both kernels take them. */
function layerOf(inputs: Inputs, { numReplicas }: SparseDenseAttrs) {
  const [, numRows, rowLength] = shapeOf3(inputs, 'x');
  const [numGroups, numInputRows, outputDim] = shapeOf3(inputs, 'affine');
  const [numEntries, inputDim] = [rowLength / 2, numInputRows - 1];
  const sizes = [shareOf(numReplicas), numGroups / numReplicas, numRows, numEntries, inputDim, outputDim];
  return { sizes, numGroups, numRows, numEntries, inputDim, outputDim };
}
