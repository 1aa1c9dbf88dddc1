/** Grouped dense layer on the WebGPU backend: shapes and parameters for `groupedDense.wgsl.ts`. */
import { type Inputs, inputOf, shapeOf3 } from '../operation.ts';
import { blockThreads } from '../webgpu/blocks.ts';
import { slotsOf, sumOfSlots } from '../webgpu/slots.ts';
import { numThreadsOf, type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { type GroupedDenseAttrs, groupedDenseOperations } from './groupedDense.ts';
import { forwardProgram, gradAffineProgram, gradInputProgram } from './groupedDense.wgsl.ts';

const { forward, gradInput, gradAffine } = groupedDenseOperations;

export const groupedDenseWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, inputs, attrs) => {
    const { outputDim, numGroups, numRows, params } = layerOf(inputs, attrs);
    return gpu.runProgram({
      program: forwardProgram(attrs.relu),
      outputs: [{ shape: [numGroups, numRows, outputDim] }],
      inputs: [inputOf(inputs, 'x'), inputOf(inputs, 'affine')],
      params,
      table: attrs.reads,
      threads: blockThreads(attrs.numReplicas, [numGroups, numRows, outputDim]),
    });
  }),
  webgpuKernelOf(gradInput, (gpu, inputs, attrs) => {
    const { inputDim, numRows, params } = layerOf(inputs, attrs);
    const numStreams = attrs.numReplicas * attrs.numStreams;
    return gpu.runProgram({
      program: gradInputProgram(attrs.relu),
      outputs: [{ shape: [numStreams, numRows, inputDim] }],
      inputs: [inputOf(inputs, 'dy'), inputOf(inputs, 'affine'), ...activationOf(inputs, attrs)],
      params,
      table: readersOf(attrs),
      threads: blockThreads(attrs.numReplicas, [numStreams, numRows, inputDim]),
    });
  }),
  webgpuKernelOf(gradAffine, (gpu, inputs, attrs) => {
    const { inputDim, outputDim, numGroups, numRows, params } = layerOf(inputs, attrs);
    const inputRows = inputDim + 1;
    const slots = slotsOf(numRows);
    const numSlotGroups = slots.numSlots * numGroups;
    const slotSums = gpu.runProgram({
      program: gradAffineProgram(attrs.relu),
      outputs: [{ shape: [numSlotGroups, inputRows, outputDim] }],
      inputs: [inputOf(inputs, 'dy'), inputOf(inputs, 'x'), ...activationOf(inputs, attrs)],
      params: [...params, numGroups, slots.rowsPerSlot],
      table: attrs.reads,
      threads: numThreadsOf(blockThreads(attrs.numReplicas, [numSlotGroups, inputRows, outputDim])),
    });
    return slotSums.map((sums) => sumOfSlots(gpu, sums, slots, [numGroups, inputRows, outputDim]));
  }),
];

function layerOf(inputs: Inputs, { numReplicas, numStreams, reads }: GroupedDenseAttrs) {
  const [, numRows, inputDim] = shapeOf3(inputs, 'x');
  const [, , outputDim] = shapeOf3(inputs, 'affine');
  return {
    inputDim,
    outputDim,
    numGroups: numReplicas * reads.length,
    numRows,
    params: [numStreams, reads.length, numRows, inputDim, outputDim],
  };
}

/** Needed for the mask of ReLU alone. */
function activationOf(inputs: Inputs, { relu }: GroupedDenseAttrs) {
  return relu ? [inputOf(inputs, 'y')] : [];
}

/** The place in the table where the readers of each stream begin (and where the last ones end), then the readers. */
function readersOf({ numStreams, reads }: GroupedDenseAttrs): number[] {
  const perStream = Array.from({ length: numStreams }, (_, stream) =>
    reads.flatMap((read, group) => (read === stream ? [group] : [])),
  );
  const starts = [numStreams + 1];
  for (const readers of perStream) starts.push((starts.at(-1) ?? 0) + readers.length);
  return [...starts, ...perStream.flat()];
}
