/** Grouped dense layer on the WebGPU backend: shapes and parameters for `groupedDense.wgsl.ts`. */
import { type Inputs, inputOf, shapeOf3 } from '../operation.ts';
import { blockSizes, blockThreads } from '../webgpu/blocks.ts';
import { slotsOf, sumOfSlots } from '../webgpu/slots.ts';
import {
  numThreadsOf,
  type ProgramRunner,
  type WebgpuKernel,
  webgpuKernelOf,
} from '../webgpu/webgpuKernel.ts';
import { type GroupedDenseAttrs, groupedDenseOperations } from './groupedDense.ts';
import { forwardProgram, gradAffineProgram, gradInputProgram } from './groupedDense.wgsl.ts';

const { forward, gradInput, gradAffine } = groupedDenseOperations;

export const groupedDenseWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, inputs, attrs) => {
    const { kind, numGroups, numRows, params } = layerOf(gpu, inputs, attrs);
    return gpu.runProgram({
      program: forwardProgram(kind),
      outputs: [{ shape: [numGroups, numRows, kind.outputDim] }],
      inputs: [inputOf(inputs, 'x'), inputOf(inputs, 'affine')],
      params,
      table: attrs.reads,
      threads: blockThreads(kind.block, attrs.numReplicas, [numGroups, numRows, kind.outputDim]),
    });
  }),
  webgpuKernelOf(gradInput, (gpu, inputs, attrs) => {
    const { kind, numRows, params } = layerOf(gpu, inputs, attrs);
    const numStreams = attrs.numReplicas * attrs.numStreams;
    return gpu.runProgram({
      program: gradInputProgram(kind),
      outputs: [{ shape: [numStreams, numRows, kind.inputDim] }],
      inputs: [inputOf(inputs, 'dy'), inputOf(inputs, 'affine'), ...activationOf(inputs, attrs)],
      params,
      table: readersOf(attrs),
      threads: blockThreads(kind.block, attrs.numReplicas, [numStreams, numRows, kind.inputDim]),
    });
  }),
  webgpuKernelOf(gradAffine, (gpu, inputs, attrs) => {
    const { kind, numGroups, numRows, params } = layerOf(gpu, inputs, attrs);
    const [inputRows, outputDim] = [kind.inputDim + 1, kind.outputDim];
    const slots = slotsOf(gpu, numRows);
    const numSlotGroups = slots.numSlots * numGroups;
    const slotSums = gpu.runProgram({
      program: gradAffineProgram(kind),
      outputs: [{ shape: [numSlotGroups, inputRows, outputDim] }],
      inputs: [inputOf(inputs, 'dy'), inputOf(inputs, 'x'), ...activationOf(inputs, attrs)],
      params: [...params, numGroups, slots.rowsPerSlot],
      table: attrs.reads,
      threads: numThreadsOf(
        blockThreads(kind.block, attrs.numReplicas, [numSlotGroups, inputRows, outputDim]),
      ),
    });
    return slotSums.map((sums) => sumOfSlots(gpu, sums, slots, [numGroups, inputRows, outputDim]));
  }),
];

function layerOf(
  { kernelSet }: ProgramRunner,
  inputs: Inputs,
  { numReplicas, numStreams, reads, relu }: GroupedDenseAttrs,
) {
  const [, numRows, inputDim] = shapeOf3(inputs, 'x');
  const [, , outputDim] = shapeOf3(inputs, 'affine');
  return {
    kind: { inputDim, outputDim, relu, block: blockSizes[kernelSet] },
    numGroups: numReplicas * reads.length,
    numRows,
    params: [numStreams, reads.length, numRows, inputDim, outputDim],
  };
}

/** Needed for the mask of ReLU alone. */
function activationOf(inputs: Inputs, { relu }: GroupedDenseAttrs) {
  return relu ? [inputOf(inputs, 'y')] : [];
}

/** Where the readers of each stream begin in the table (and where the last ones end), then the readers. */
function readersOf({ numStreams, reads }: GroupedDenseAttrs): number[] {
  const perStream = Array.from({ length: numStreams }, (_, stream) =>
    reads.flatMap((read, group) => (read === stream ? [group] : [])),
  );
  const starts = [numStreams + 1];
  for (const readers of perStream) starts.push((starts.at(-1) ?? 0) + readers.length);
  return [...starts, ...perStream.flat()];
}
