/** Path loss on the WebGPU backend, with the kernels of the task loss. */
import { lossKernelsOf } from '../taskLoss/taskLossWebgpu.ts';
import { pathLossOperations } from './pathLoss.ts';
import { pathGradProgram, pathMeanProgram, pathSumsProgram } from './pathLoss.wgsl.ts';

export const pathLossWebgpuKernels = lossKernelsOf(
  pathLossOperations,
  { sums: pathSumsProgram, numTerms: 2, mean: pathMeanProgram, grad: pathGradProgram },
  ({ tasks }) => tasks,
);
