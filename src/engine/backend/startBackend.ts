/** Starts a TensorFlow.js backend by name. Loads only the code of the one asked for; knows nothing of which is better. */
import type { BackendName } from '../../analysis/produced/backend.ts';
import { activateBackend, type RunningBackend, withoutDevice } from './engineBackend.ts';

/** Starts and activates the backend; rejects with a sentence that says why it is not available here. `raisesLimits`: as for `requestGpuDevice`. */
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

/** Starts and activates the plain JavaScript backend: always there, slowest. */
export async function startCpu(): Promise<RunningBackend> {
  await import('../tf/cpu.ts');
  const activate = () => activateBackend('cpu');
  await activate();
  return withoutDevice('cpu', { kernelBuild: null, activate });
}
