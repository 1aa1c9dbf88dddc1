/** Grouped dense layer on the WASM backend: tensors and sizes for `groupedDense.as.ts` and `gradAffine.as.ts`. */
import { type Inputs, shapeOf3 } from '../operation.ts';
import { type Argument, shareOf } from '../wasm/heap.ts';
import { upTo } from '../wasm/memory.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { type GroupedDenseAttrs, groupedDenseOperations } from './groupedDense.ts';

const { forward, gradInput, gradAffine } = groupedDenseOperations;

export const groupedDenseWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, inputs, attrs) => {
    const { sizes, numRows, inputDim, outputDim } = layerOf(inputs, attrs);
    const { x, affine } = inputs;
    const y = heap.output([attrs.numReplicas * attrs.reads.length, numRows, outputDim]);
    const scratch = scratchOf((inputDim + 1) * upTo(8, outputDim));
    heap.call('groupedDense', [x, affine, y, ...sizes, attrs.relu ? 1 : 0, scratch]);
    return { y };
  }),
  wasmKernelOf(gradInput, (heap, inputs, attrs) => {
    const { sizes, numRows, inputDim, outputDim } = layerOf(inputs, attrs);
    const { dy, affine } = inputs;
    const dx = heap.output([attrs.numReplicas * attrs.numStreams, numRows, inputDim]);
    const scratch = scratchOf(8 + outputDim * (upTo(8, inputDim) + (attrs.relu ? numRows : 0)));
    heap.call('groupedDenseGradInput', [dy, outputOf(inputs, attrs), affine, dx, ...sizes, scratch]);
    return { dx };
  }),
  wasmKernelOf(gradAffine, (heap, inputs, attrs) => {
    const { sizes, inputDim, outputDim } = layerOf(inputs, attrs);
    const { dy, x } = inputs;
    const dAffine = heap.output([attrs.numReplicas * attrs.reads.length, inputDim + 1, outputDim]);
    const scratch = scratchOf(8 + 64 * outputDim + 68 * (upTo(8, outputDim) + inputDim + 1));
    heap.call('groupedDenseGradAffine', [dy, outputOf(inputs, attrs), x, dAffine, ...sizes, scratch]);
    return { dAffine };
  }),
];

/** Sizes of the layer; `sizes` holds them in the order all three kernels take them. */
function layerOf(inputs: Inputs, { reads, numReplicas, numStreams }: GroupedDenseAttrs) {
  const [, numRows, inputDim] = shapeOf3(inputs, 'x');
  const [, , outputDim] = shapeOf3(inputs, 'affine');
  const table: Argument = { kind: 'table', values: reads, rowLength: reads.length };
  const sizes = [table, shareOf(numReplicas), numStreams, reads.length, numRows, inputDim, outputDim];
  return { sizes, numRows, inputDim, outputDim };
}

/** Needed for the mask of ReLU alone. */
function outputOf({ y }: Inputs, { relu }: GroupedDenseAttrs): Argument {
  return relu ? y : undefined;
}

function scratchOf(numFloats: number): Argument {
  return { kind: 'scratch', numFloats };
}
