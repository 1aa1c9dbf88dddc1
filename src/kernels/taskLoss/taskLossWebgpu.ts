/** Task loss on the WebGPU backend: shapes and parameters for `taskLoss.wgsl.ts`. */
import { type Inputs, inputOf } from '../operation.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { type TaskLossAttrs, taskLossOperations } from './taskLoss.ts';
import { lossGradProgram, lossProgram } from './taskLoss.wgsl.ts';

const { forward, backward } = taskLossOperations;

export const taskLossWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, inputs, attrs) => {
    const { tensors, numTasks, numRows, sizes } = tasksOf(inputs, attrs);
    return gpu.runProgram({
      program: lossProgram(numRows),
      outputs: [{ shape: [numTasks] }],
      inputs: tensors,
      ...sizes,
      numThreads: numTasks,
    });
  }),
  webgpuKernelOf(backward, (gpu, inputs, attrs) => {
    const { tensors, numTasks, numRows, sizes } = tasksOf(inputs, attrs);
    return gpu.runProgram({
      program: lossGradProgram(numRows),
      outputs: [{ shape: [numTasks, numRows] }],
      inputs: [inputOf(inputs, 'dy'), ...tensors],
      ...sizes,
      numThreads: numTasks * Math.ceil(numRows / 4),
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
    sizes: { params: [isBinary.length, numRows], table: isBinary },
  };
}
