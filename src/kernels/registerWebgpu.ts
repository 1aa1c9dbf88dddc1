/** Gives the WebGPU backend of TensorFlow.js our kernels, in place of the references. */
import { getKernel, registerKernel, unregisterKernel } from '../tf/tf.ts';
import { adamWebgpuKernel } from './adam/adamWebgpu.ts';
import { columnSumsWebgpuKernel } from './columnSums/columnSumsWebgpu.ts';
import { gatedMixWebgpuKernels } from './gatedMix/gatedMixWebgpu.ts';
import { gatherBatchWebgpuKernel } from './gatherBatch/gatherBatchWebgpu.ts';
import { groupedDenseWebgpuKernels } from './groupedDense/groupedDenseWebgpu.ts';
import { sparseDenseWebgpuKernels } from './sparseDense/sparseDenseWebgpu.ts';
import { takeTurnWebgpuKernel } from './takeTurn/takeTurnWebgpu.ts';
import { taskLossWebgpuKernels } from './taskLoss/taskLossWebgpu.ts';
import { registerAddKernel } from './webgpu/addWebgpu.ts';
import { programRunnerOf, type WebgpuKernel } from './webgpu/webgpuKernel.ts';

/** Kernels of our operations, one per variant of each. */
export const webgpuKernels: readonly WebgpuKernel[] = [
  ...groupedDenseWebgpuKernels,
  ...sparseDenseWebgpuKernels,
  ...gatedMixWebgpuKernels,
  ...taskLossWebgpuKernels,
  adamWebgpuKernel,
  gatherBatchWebgpuKernel,
  takeTurnWebgpuKernel,
  columnSumsWebgpuKernel,
];

/** Registers our kernels, for every WebGPU backend of ours started before or after; may be called again. */
export function registerWebgpuKernels(): void {
  webgpuKernels.forEach(register);
  registerAddKernel();
}

function register({ kernelName, run }: WebgpuKernel): void {
  if (getKernel(kernelName, 'webgpu') !== undefined) unregisterKernel(kernelName, 'webgpu');
  registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => run(programRunnerOf(backend), inputs, attrs),
  });
}
