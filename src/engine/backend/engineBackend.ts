/**
 * A started TensorFlow.js backend as the rest of the program knows it, and the parts that every backend shares: switching TensorFlow.js to
 * it, counting what is alive, telling what runs, taking it out again. Knows no experiment and no choice between backends.
 */
import { kernelCoverageOf } from '../kernels/register.ts';
import type { KernelBuild } from '../kernels/wasm/compileKernels.ts';
import type { BackendName, KernelCoverage, MemoryReport } from '../../analysis/produced/backend.ts';
import { text } from '../../text/text.ts';
import { engine, findBackendFactory, registerBackend, removeBackend, setBackend } from '../tf/tf.ts';

/** A running backend; its creator alone closes it. At most one of each name lives in a process; the one activated last does the work. */
export interface RunningBackend {
  readonly name: BackendName;
  /** The build of our WebAssembly kernels that runs; null where none does. */
  readonly kernelBuild: KernelBuild | null;
  readonly kernels: KernelCoverage;
  /**
   * Calls `listener`, once, with the reason when the device is lost or reports an error, at once if it is already; never when
   * `close` was called first. Returns the function that ends it: the backend would keep a listener as long as itself.
   */
  readonly onLost: (listener: (reason: string) => void) => () => void;
  /** Makes this backend run all operations from now on. No tensor may be alive: they would be read synchronously. */
  readonly activate: () => Promise<void>;
  /** Tensors and bytes that live in the engine; call it only while this backend is the active one. */
  readonly memory: () => MemoryReport;
  /** Frees all but what is dear to make, such as compiled programs, until it is activated again. No tensor may be alive. Idempotent. */
  readonly rest: () => void;
  /** Idempotent. Frees the device and its buffers. */
  readonly close: () => void;
}

/** Switches TensorFlow.js to `name`; throws when the backend does not start (TensorFlow.js itself only answers false). */
export async function activateBackend(name: BackendName): Promise<void> {
  await switchTo(name);
  // Late work of a backend that was closed makes TensorFlow.js start one by itself, which may take the place of this one.
  await engine().ready();
  if (engine().findBackend(name) !== engine().backend) await switchTo(name);
}

async function switchTo(name: BackendName): Promise<void> {
  if (!(await setBackend(name))) throw new Error(text.engine.backendDidNotStart(name));
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
  // Keeps the factory, so that it can be started again.
  const close = () => {
    const factory = findBackendFactory(name);
    if (factory === null) return;
    removeBackend(name);
    registerBackend(name, factory);
  };
  const [kernels, onLost] = [kernelCoverageOf(name), () => () => undefined];
  return { name, kernelBuild, kernels, onLost, activate, memory: engineMemory, rest: close, close };
}
