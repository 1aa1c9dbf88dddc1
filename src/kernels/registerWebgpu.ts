/** Gives the WebGPU backend of TensorFlow.js our kernels, in place of the references. */
import { getKernel, registerKernel, unregisterKernel } from '../tf/tf.ts';
import { kernelsIn } from './operation.ts';
import { registerAddKernel } from './webgpu/addWebgpu.ts';
import { programRunnerOf, type WebgpuKernel } from './webgpu/webgpuKernel.ts';

/** The kernels of all folders. */
export const webgpuKernels = kernelsIn<WebgpuKernel>(import.meta.glob('./*/*Webgpu.ts', { eager: true }));

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
