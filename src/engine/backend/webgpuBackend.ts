/** Starts TensorFlow.js's WebGPU backend on our own device, because its factory ignores errors. */

import { kernelCoverageOf } from '../kernels/register.ts';
import { env, findBackendFactory, registerBackend, removeBackend } from '../tf/tf.ts';
import type { RunningBackend } from './engineBackend.ts';
import { activateBackend, engineMemory } from './engineBackend.ts';
import { requestGpuDevice } from './gpuDevice.ts';

/** Rejects, with a text for users, without a usable GPU. */
export async function startWebgpu(
  raisesLimits: boolean,
  gpu: GPU | undefined = globalThis.navigator?.gpu,
): Promise<RunningBackend> {
  // Before TensorFlow.js's code, which may not be needed and reduces failures to console warnings.
  const watched = await requestGpuDevice(gpu, raisesLimits);
  const { createPlaygroundBackend } = await import('./webgpu/playgroundBackend.ts');
  // Otherwise TensorFlow.js computes small tensors on the CPU: results would depend on sizes, and timings be
  // wrong.
  env().set('WEBGPU_CPU_FORWARD', false);
  const backend = createPlaygroundBackend(watched.device, watched.adapterInfo);
  removeStockBackend();
  registerBackend('webgpu', () => backend);
  await activateBackend('webgpu');
  let isOpen = true;
  return {
    name: 'webgpu',
    kernelBuild: null,
    kernels: kernelCoverageOf('webgpu'),
    onLost: watched.onLost,
    activate: () => activateBackend('webgpu'),
    memory: engineMemory,
    rest: () => {
      if (isOpen) backend.rest();
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      watched.destroy();
      removeStockBackend();
    },
  };
}

function removeStockBackend(): void {
  if (findBackendFactory('webgpu') !== null) removeBackend('webgpu');
}
