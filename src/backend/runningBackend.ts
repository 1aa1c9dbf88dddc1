/** A started TensorFlow.js backend, as the rest of the program knows it. Knows no experiment and no choice between backends. */

import type { KernelBuild } from '../kernels/wasm/compileKernels.ts';
import type { BackendName, KernelCoverage, MemoryReport } from '../run/produced/backend.ts';

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
  /** Idempotent. Frees the device and its buffers. */
  readonly close: () => void;
}
