/** Task loss on the WebGPU backend: shapes and parameters for `taskLoss.wgsl.ts`. */
import { type Inputs, inputOf } from '../operation.ts';
import { slotsOf } from '../webgpu/slots.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { type TaskLossAttrs, taskLossOperations } from './taskLoss.ts';
import { lossGradProgram, lossProgram, lossSumsProgram, meanLossProgram } from './taskLoss.wgsl.ts';

const { forward, backward } = taskLossOperations;

export const taskLossWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, inputs, attrs) => {
    const { tensors, numTasks, numRows, params, table } = tasksOf(inputs, attrs);
    const { numSlots, rowsPerSlot } = slotsOf(numRows);
    const losses = { shape: [numTasks] };
    if (numSlots === 1) {
      return gpu.runProgram({
        program: lossProgram,
        outputs: [losses],
        inputs: tensors,
        params,
        table,
        threads: numTasks,
      });
    }
    const bySlot = { shape: [numSlots, numTasks] };
    const sumsAndCounts = gpu.runProgram({
      program: lossSumsProgram,
      outputs: [bySlot, bySlot],
      inputs: tensors,
      params: [...params, numTasks, rowsPerSlot],
      table,
      threads: numSlots * numTasks,
    });
    const means = gpu.runProgram({
      program: meanLossProgram,
      outputs: [losses],
      inputs: sumsAndCounts,
      params: [numSlots],
      threads: numTasks,
    });
    for (const { dataId } of sumsAndCounts) gpu.disposeData(dataId);
    return means;
  }),
  webgpuKernelOf(backward, (gpu, inputs, attrs) => {
    const { tensors, numTasks, numRows, params, table } = tasksOf(inputs, attrs);
    return gpu.runProgram({
      program: lossGradProgram,
      outputs: [{ shape: [numTasks, numRows] }],
      inputs: [inputOf(inputs, 'dy'), ...tensors],
      params,
      table,
      threads: { numReplicas: attrs.numReplicas, numGroups: numTasks, numRows, rowsPerThread: 4, across: 1 },
    });
  }),
];

/** `numTasks` counts those of all replicas. */
function tasksOf(inputs: Inputs, { isBinary }: TaskLossAttrs) {
  const [numTasks = 0, numRows = 0] = inputOf(inputs, 'logits').shape;
  return {
    tensors: ['logits', 'labels', 'mask'].map((name) => inputOf(inputs, name)),
    numTasks,
    numRows,
    params: [isBinary.length, numRows],
    table: isBinary,
  };
}
