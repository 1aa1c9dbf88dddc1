/** Names of the backends, and what is reported of each. */

// In order of preference.
export const backendNames = ['webgpu', 'wasm', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

export interface RanOn {
  readonly backend: BackendName;
  /** Empty if there is only one. */
  readonly build: string;
}

export interface KernelCoverage {
  readonly numOperations: number;
  /** Operations run as compositions of stock TensorFlow.js operations. */
  readonly fallBacks: readonly string[];
}

export interface MemoryReport {
  readonly numTensors: number;
  readonly numBytes: number;
}
