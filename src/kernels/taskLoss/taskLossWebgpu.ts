/** Task loss on the WebGPU backend: shapes and parameters for `taskLoss.wgsl.ts`. */
import { slotsOf } from '../webgpu/slots.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { taskLossOperations } from './taskLoss.ts';
import { lossGradProgram, lossSumsProgram, meanLossProgram } from './taskLoss.wgsl.ts';

const { forward, backward } = taskLossOperations;

export const taskLossWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, inputs, { isBinary }) => {
    const [numAllTasks = 0, numRows = 0] = inputs.logits.shape;
    const { numSlots, rowsPerSlot } = slotsOf(numRows);
    const bySlot = [numSlots, numAllTasks];
    const sumsAndCounts = gpu.runProgram({
      program: lossSumsProgram,
      outputs: [bySlot, bySlot],
      inputs,
      params: { numTasks: isBinary.length, numRows, numAllTasks, rowsPerSlot },
      table: isBinary,
      threads: numSlots * numAllTasks,
    });
    const [sums, counts] = sumsAndCounts;
    const means = gpu.runProgram({
      program: meanLossProgram,
      outputs: [[numAllTasks]],
      inputs: { sums, counts },
      params: { numSlots },
      threads: numAllTasks,
    });
    for (const { dataId } of sumsAndCounts) gpu.disposeData(dataId);
    return means;
  }),
  webgpuKernelOf(backward, (gpu, inputs, { isBinary, numReplicas }) => {
    const [numGroups = 0, numRows = 0] = inputs.logits.shape;
    return gpu.runProgram({
      program: lossGradProgram,
      outputs: [[numGroups, numRows]],
      inputs,
      params: { numTasks: isBinary.length, numRows },
      table: isBinary,
      threads: { numReplicas, numGroups, numRows, rowsPerThread: 4, across: 1 },
    });
  }),
];
