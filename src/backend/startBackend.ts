/** Starts a TensorFlow.js backend by name. Loads only the code of the one asked for; knows nothing of which is better. */
import type { BackendName } from '../run/produced/backend.ts';
import { activateBackend, withoutDevice } from './engineBackend.ts';
import type { RunningBackend, WasmPaths } from './runningBackend.ts';

/** Needs of a backend that is started. */
export interface StartOptions {
  readonly wasmPaths: WasmPaths;
  /** Take a GPU that the processor only emulates. */
  readonly acceptSoftware: boolean;
}

/** Starts and activates the backend; rejects with a sentence that says why it is not available here. */
export async function startBackend(name: BackendName, options: StartOptions): Promise<RunningBackend> {
  switch (name) {
    case 'webgpu':
      return (await import('./webgpuBackend.ts')).startWebgpu(options.acceptSoftware);
    case 'wasm':
      return (await import('./wasmBackend.ts')).startWasm(options.wasmPaths);
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
