/** The parts every backend shares: switching TensorFlow.js to it, counting what is alive, telling what runs, taking it out again. */
import { kernelCoverageOf } from '../kernels/register.ts';
import type { BackendName, MemoryReport } from '../run/produced/backend.ts';
import { text } from '../text/text.ts';
import { engine, findBackendFactory, registerBackend, removeBackend, setBackend } from '../tf/tf.ts';
import type { RunningBackend } from './runningBackend.ts';

/** Switches TensorFlow.js to `name`; throws when the backend does not start (TensorFlow.js itself only answers false). */
export async function activateBackend(name: BackendName): Promise<void> {
  if (!(await setBackend(name))) throw new Error(text.session.backendDidNotStart(name));
}

/** Tensors and bytes alive, whatever backend holds them, and `ownBytes` that are in no tensor. */
export function engineMemory(ownBytes = 0): MemoryReport {
  // Not `memory()`: with no active backend that would start one.
  const { numTensors, numBytes } = engine().state;
  return { numTensors, numBytes: numBytes + ownBytes };
}

/** Calls `onKernel` with the name of each kernel before it runs. Shadows a method of TensorFlow.js's engine until the returned function is called. */
export function watchKernels(onKernel: (name: string) => void): () => void {
  const ofTensorFlow = engine();
  const runKernel = ofTensorFlow.runKernel.bind(ofTensorFlow);
  ofTensorFlow.runKernel = (name, inputs, attrs) => {
    onKernel(name);
    return runKernel(name, inputs, attrs);
  };
  return () => Reflect.deleteProperty(ofTensorFlow, 'runKernel');
}

/** A backend without a device, which runs now. */
export function withoutDevice(
  name: BackendName,
  { kernelBuild, activate }: Pick<RunningBackend, 'kernelBuild' | 'activate'>,
): RunningBackend {
  return {
    name,
    kernelBuild,
    kernels: kernelCoverageOf(name),
    onLost: () => () => undefined,
    activate,
    memory: engineMemory,
    // Keeps the factory, so that it can be started again.
    close: () => {
      const factory = findBackendFactory(name);
      if (factory === null) return;
      removeBackend(name);
      registerBackend(name, factory);
    },
  };
}
