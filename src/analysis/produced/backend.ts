/** Backends by name, and what each has of its own. Plain data. */

/** The backends, the one that is fastest where it can be had first. */
export const backendNames = ['webgpu', 'wasm', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

/** The backend that computed a run. */
export interface RanOn {
  readonly backend: BackendName;
  /** Build of the kernels; empty where there is only one. */
  readonly build: string;
}

/** Which of the engine's operations a backend has kernels of its own for. */
export interface KernelCoverage {
  /** All operations it may be asked to run. */
  readonly numOperations: number;
  /** Names of those it runs as compositions of stock TensorFlow.js operations. */
  readonly fallBacks: readonly string[];
}

/** Tensors and bytes alive in the backend. */
export interface MemoryReport {
  readonly numTensors: number;
  readonly numBytes: number;
}
