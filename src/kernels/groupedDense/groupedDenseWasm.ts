/** Grouped dense layer on the WASM backend: pointers and sizes for `groupedDense.as.ts` and `gradAffine.as.ts`. */
import { type Inputs, shapeOf3 } from '../operation.ts';
import { upTo, type WasmHeap } from '../wasm/heap.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { type GroupedDenseAttrs, groupedDenseOperations } from './groupedDense.ts';

const { forward, gradInput, gradAffine } = groupedDenseOperations;

export const groupedDenseWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, ({ groupedDense }, heap, inputs, attrs) => {
    const { sizes, numRows, inputDim, outputDim } = layerOf(heap, inputs, attrs);
    const y = heap.output([attrs.numReplicas * attrs.reads.length, numRows, outputDim]);
    const [x, affine] = [heap.pointerOf(inputs['x']), heap.pointerOf(inputs['affine'])];
    heap.withScratch((inputDim + 1) * upTo(8, outputDim) + numRows * inputDim, (scratch) =>
      groupedDense(x, affine, y.pointer, ...sizes, attrs.relu ? 1 : 0, scratch),
    );
    return [y.info];
  }),
  wasmKernelOf(gradInput, ({ groupedDenseGradInput }, heap, inputs, attrs) => {
    const { sizes, numRows, inputDim, outputDim } = layerOf(heap, inputs, attrs);
    const dx = heap.output([attrs.numReplicas * attrs.numStreams, numRows, inputDim]);
    const [dy, y, affine] = [
      heap.pointerOf(inputs['dy']),
      outputOf(heap, inputs, attrs),
      heap.pointerOf(inputs['affine']),
    ];
    heap.withScratch(8 + outputDim * (upTo(8, inputDim) + numRows * (attrs.relu ? 2 : 1)), (scratch) =>
      groupedDenseGradInput(dy, y, affine, dx.pointer, ...sizes, scratch),
    );
    return [dx.info];
  }),
  wasmKernelOf(gradAffine, ({ groupedDenseGradAffine }, heap, inputs, attrs) => {
    const { sizes, inputDim, outputDim } = layerOf(heap, inputs, attrs);
    const dAffine = heap.output([attrs.numReplicas * attrs.reads.length, inputDim + 1, outputDim]);
    const [dy, y, x] = [
      heap.pointerOf(inputs['dy']),
      outputOf(heap, inputs, attrs),
      heap.pointerOf(inputs['x']),
    ];
    heap.withScratch(16 + rowsPerChunk * (8 + (attrs.relu ? outputDim : 0)), (scratch) =>
      groupedDenseGradAffine(dy, y, x, dAffine.pointer, ...sizes, scratch),
    );
    return [dAffine.info];
  }),
];

/** As in `gradAffine.as.ts`. */
const rowsPerChunk = 64;

/** Sizes of the layer; `sizes` holds them in the order all three kernels take them. */
function layerOf(heap: WasmHeap, inputs: Inputs, { reads, numReplicas, numStreams }: GroupedDenseAttrs) {
  const [, numRows, inputDim] = shapeOf3(inputs, 'x');
  const [, , outputDim] = shapeOf3(inputs, 'affine');
  const table = heap.table(reads, reads.length);
  const sizes = [table, numReplicas, numStreams, reads.length, numRows, inputDim, outputDim];
  return { sizes, numRows, inputDim, outputDim };
}

/** Needed for the mask of ReLU alone. */
function outputOf(heap: WasmHeap, inputs: Inputs, { relu }: GroupedDenseAttrs): number {
  return relu ? heap.pointerOf(inputs['y']) : 0;
}
