/** A started TensorFlow.js backend, and what all backends share. */

import type { BackendName, KernelCoverage, MemoryReport } from '../../analysis/produced/backend.ts';
import { text } from '../../text/text.ts';
import { kernelCoverageOf } from '../kernels/register.ts';
import type { KernelBuild } from '../kernels/wasm/compileKernels.ts';
import { engine, findBackendFactory, registerBackend, removeBackend, setBackend } from '../tf/tf.ts';

/** Closed by its creator only. A process has one per name at most; the last activated runs operations. */
export interface RunningBackend {
  readonly name: BackendName;
  readonly kernelBuild: KernelBuild | null;
  readonly kernels: KernelCoverage;
  /** Calls `listener` once with the reason, at once if the device is lost already, never after `close`. */
  readonly onLost: (listener: (reason: string) => void) => () => void;
  // Call only when no tensor is alive: switching backends would read it synchronously.
  readonly activate: () => Promise<void>;
  /** Valid only while this backend is active. */
  readonly memory: () => MemoryReport;
  /** Frees all but compiled programs. No tensor may be alive. Idempotent. */
  readonly rest: () => void;
  /** Idempotent. Frees the device and its buffers. */
  readonly close: () => void;
}

/** Throws if the backend does not start; TensorFlow.js only returns false. */
export async function activateBackend(name: BackendName): Promise<void> {
  await switchToBackend(name);
  // Unfinished work of a closed backend would make TensorFlow.js start another in its place.
  await engine().ready();
  if (engine().findBackend(name) !== engine().backend) await switchToBackend(name);
}

async function switchToBackend(name: BackendName): Promise<void> {
  if (!(await setBackend(name))) throw new Error(text.engine.backendDidNotStart(name));
}

export function engineMemory(ownBytes = 0): MemoryReport {
  // TensorFlow.js's `memory()` would start a backend if none is active.
  const { numTensors, numBytes } = engine().state;
  return { numTensors, numBytes: numBytes + ownBytes };
}

/** Calls `onKernel` before each kernel until the returned function is called. */
export function watchKernels(onKernel: (name: string) => void): () => void {
  const ofTensorFlow = engine();
  const runKernel = ofTensorFlow.runKernel.bind(ofTensorFlow);
  ofTensorFlow.runKernel = (name, inputs, attrs) => {
    onKernel(name);
    return runKernel(name, inputs, attrs);
  };
  return () => Reflect.deleteProperty(ofTensorFlow, 'runKernel');
}

export function backendWithoutDevice(
  name: BackendName,
  { kernelBuild, activate }: Pick<RunningBackend, 'kernelBuild' | 'activate'>,
): RunningBackend {
  // TensorFlow.js keeps the backend's factory, so that it can be started again.
  const close = () => {
    const factory = findBackendFactory(name);
    if (factory === null) return;
    removeBackend(name);
    registerBackend(name, factory);
  };
  const [kernels, onLost] = [kernelCoverageOf(name), () => () => undefined];
  return { name, kernelBuild, kernels, onLost, activate, memory: engineMemory, rest: close, close };
}
