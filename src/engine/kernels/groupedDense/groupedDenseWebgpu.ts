/** Grouped dense layer on the WebGPU backend: shapes and parameters for `groupedDense.wgsl.ts`. */
import { type Inputs, shapeOf3 } from '../operation.ts';
import { blockThreads } from '../webgpu/blocks.ts';
import { sumsOverRows } from '../webgpu/slots.ts';
import { numThreadsOf, type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { type GroupedDenseAttrs, groupedDenseOperations } from './groupedDense.ts';
import { forwardProgram, gradAffineProgram, gradInputProgram } from './groupedDense.wgsl.ts';

const { forward, gradInput, gradAffine } = groupedDenseOperations;

export const groupedDenseWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, inputs, attrs) => {
    const params = layerOf(inputs, attrs);
    const shape = [params.numGroups, params.numRows, params.outputDim] as const;
    return gpu.runProgram({
      program: forwardProgram(attrs.relu),
      outputs: [shape],
      inputs,
      params,
      table: attrs.reads,
      threads: blockThreads(attrs.numReplicas, shape),
      work: workOf(params),
    });
  }),
  webgpuKernelOf(gradInput, (gpu, inputs, attrs) => {
    const params = layerOf(inputs, attrs);
    const shape = [attrs.numReplicas * attrs.numStreams, params.numRows, params.inputDim] as const;
    return gpu.runProgram({
      program: gradInputProgram(attrs.relu),
      outputs: [shape],
      inputs,
      params,
      table: readersOf(attrs),
      threads: blockThreads(attrs.numReplicas, shape),
      work: workOf(params),
    });
  }),
  webgpuKernelOf(gradAffine, (gpu, inputs, attrs) => {
    const params = layerOf(inputs, attrs);
    const shape = [params.numGroups, params.inputDim + 1, params.outputDim] as const;
    return sumsOverRows(gpu, {
      program: gradAffineProgram(attrs.relu),
      outputs: [shape],
      inputs,
      params,
      table: attrs.reads,
      threads: numThreadsOf(blockThreads(attrs.numReplicas, shape)),
      work: workOf(params),
    });
  }),
];

function layerOf(inputs: Inputs, { numReplicas, numStreams, reads }: GroupedDenseAttrs) {
  const [, numRows, inputDim] = shapeOf3(inputs, 'x');
  const [, , outputDim] = shapeOf3(inputs, 'affine');
  return {
    numReplicaStreams: numStreams,
    numReplicaGroups: reads.length,
    numGroups: numReplicas * reads.length,
    numRows,
    inputDim,
    outputDim,
  };
}

const workOf = ({ numGroups, numRows, inputDim, outputDim }: ReturnType<typeof layerOf>) =>
  numGroups * numRows * inputDim * outputDim;

/** A list of where each stream's readers begin and the last ones end, then the readers. */
function readersOf({ numStreams, reads }: GroupedDenseAttrs): number[] {
  const perStream = Array.from({ length: numStreams }, (_, stream) =>
    reads.flatMap((read, group) => (read === stream ? [group] : [])),
  );
  const starts = [numStreams + 1];
  for (const readers of perStream) starts.push((starts.at(-1) ?? 0) + readers.length);
  return [...starts, ...perStream.flat()];
}
