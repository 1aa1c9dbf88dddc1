/** What the numbers were measured on, in words. */
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';

export interface BenchMachine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly platform: string;
  readonly node: string;
  /** Null where WebGPU was not measured. */
  readonly chromium: string | null;
  readonly gpuAdapter: string | null;
  /** Which build of our WASM kernels ran; null: none did. */
  readonly wasmKernels: string | null;
  /** Processes that wanted to run in the minute before: above 0, somebody else used the machine. */
  readonly loadBefore: number;
}

/** Call it before anything is measured. */
export function hostOf(): Omit<BenchMachine, 'chromium' | 'gpuAdapter' | 'wasmKernels'> {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
  };
}
