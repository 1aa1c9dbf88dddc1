/** Starts a TensorFlow.js backend by name and loads only its code. */
import type { BackendName } from '../../analysis/produced/backend.ts';
import { activateBackend, backendWithoutDevice, type RunningBackend } from './engineBackend.ts';

/** Rejects with a text for users. For `raisesLimits` see `requestGpuDevice`. */
export async function startBackend(name: BackendName, raisesLimits = true): Promise<RunningBackend> {
  switch (name) {
    case 'webgpu':
      return (await import('./webgpuBackend.ts')).startWebgpu(raisesLimits);
    case 'wasm':
      return (await import('./wasmBackend.ts')).startWasm();
    case 'cpu':
      return startCpu();
    default:
      return name satisfies never;
  }
}

export async function startCpu(): Promise<RunningBackend> {
  await import('../tf/cpu.ts');
  const activate = () => activateBackend('cpu');
  await activate();
  return backendWithoutDevice('cpu', { kernelBuild: null, activate });
}
