/**
 * The WebGPU backend, on a device of our own making: TensorFlow.js's own factory raises few limits and listens to no
 * errors, so wrong numbers would pass in silence.
 */

import { kernelCoverageOf } from '../kernels/register.ts';
import { env, findBackendFactory, registerBackend, removeBackend } from '../tf/tf.ts';
import type { RunningBackend } from './engineBackend.ts';
import { activateBackend, engineMemory } from './engineBackend.ts';
import { requestGpuDevice } from './gpuDevice.ts';

/** Starts and activates the WebGPU backend; rejects with a sentence when this browser or machine has no usable GPU. */
export async function startWebgpu(
  raisesLimits: boolean,
  gpu: GPU | undefined = globalThis.navigator?.gpu,
): Promise<RunningBackend> {
  // Asked for before TensorFlow.js's code is loaded: it may not be needed, and turns a failure into a console warning.
  const watched = await requestGpuDevice(gpu, raisesLimits);
  const { createPlaygroundBackend } = await import('./webgpu/playgroundBackend.ts');
  // Small tensors must not be computed elsewhere: results would depend on sizes, and timings would lie.
  env().set('WEBGPU_CPU_FORWARD', false);
  const backend = createPlaygroundBackend(watched.device, watched.adapterInfo);
  takeOut();
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
      takeOut();
    },
  };
}

function takeOut(): void {
  if (findBackendFactory('webgpu') !== null) removeBackend('webgpu');
}
