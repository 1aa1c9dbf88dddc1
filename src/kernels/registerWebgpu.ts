/** Gives the WebGPU backend of TensorFlow.js our kernels, in place of the references. */
import { kernelsIn, registerKernels } from './operation.ts';
import { addKernel } from './webgpu/addWebgpu.ts';
import { programRunnerOf, type WebgpuKernel } from './webgpu/webgpuKernel.ts';

/** The kernels of all folders. */
export const webgpuKernels = kernelsIn<WebgpuKernel>(
  import.meta.glob(['./*/*Webgpu.ts', '!./webgpu/*'], { eager: true }),
);

/** Registers our kernels, for every WebGPU backend of ours started before or after; may be called again. */
export function registerWebgpuKernels(): void {
  registerKernels('webgpu', [...webgpuKernels, addKernel], programRunnerOf);
}
