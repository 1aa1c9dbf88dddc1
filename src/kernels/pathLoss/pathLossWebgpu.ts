/** Loss along paths on the WebGPU backend: shapes and parameters for `pathLoss.wgsl.ts`. */
import { slotsOf } from '../webgpu/slots.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { pathLossOperations } from './pathLoss.ts';
import { pathGradProgram, pathMeanProgram, pathSumsProgram } from './pathLoss.wgsl.ts';

const { forward, backward } = pathLossOperations;

export const pathLossWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, inputs, { tasks }) => {
    const [numAllTasks = 0, numRows = 0] = inputs.logits.shape;
    const [numTasks = 0] = inputs.coefficients.shape;
    const { numSlots, rowsPerSlot } = slotsOf(numRows);
    const ofTerms = [numSlots, numAllTasks, 2];
    const sumsAndCounts = gpu.runProgram({
      program: pathSumsProgram,
      outputs: [ofTerms, ofTerms],
      inputs,
      params: { numTasks, numRows, numAllTasks, rowsPerSlot },
      table: tasks,
      threads: numSlots * numAllTasks,
    });
    const [sums, counts] = sumsAndCounts;
    const losses = gpu.runProgram({
      program: pathMeanProgram,
      outputs: [[numAllTasks]],
      inputs: { sums, counts, coefficients: inputs.coefficients },
      params: { numTasks, numSlots },
      threads: numAllTasks,
    });
    for (const { dataId } of sumsAndCounts) gpu.disposeData(dataId);
    return losses;
  }),
  webgpuKernelOf(backward, (gpu, inputs, { tasks, numReplicas }) => {
    const [numGroups = 0, numRows = 0] = inputs.logits.shape;
    const [numTasks = 0] = inputs.coefficients.shape;
    return gpu.runProgram({
      program: pathGradProgram,
      outputs: [[numGroups, numRows]],
      inputs,
      params: { numTasks, numRows },
      table: tasks,
      threads: { numReplicas, numGroups, numRows, rowsPerThread: 4, across: 1 },
    });
  }),
];
