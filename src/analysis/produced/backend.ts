/** Names of the backends, and what is reported of each. */

// Backends, the preferred first.
export const backendNames = ['webgpu', 'wasm', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

export interface BackendUsed {
  readonly backend: BackendName;
  /** Build of the kernels; empty if the backend has only one. */
  readonly build: string;
}

export interface KernelCoverage {
  readonly numOperations: number;
  /** Operations without a kernel of ours, run as several stock TensorFlow.js operations. */
  readonly fallBacks: readonly string[];
}

export interface MemoryReport {
  readonly numTensors: number;
  readonly numBytes: number;
}
