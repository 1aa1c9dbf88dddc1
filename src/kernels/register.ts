/** The list of all folders of operations, each an entry; makes the operations known to TensorFlow.js. */
import type { BackendName, KernelCoverage } from '../run/produced/backend.ts';
import { adamOperation } from './adam/adam.ts';
import { columnSumsOperation } from './columnSums/columnSums.ts';
import { gatedMixVariants } from './gatedMix/gatedMix.ts';
import { gatherBatchOperation } from './gatherBatch/gatherBatch.ts';
import { groupedDenseOperations } from './groupedDense/groupedDense.ts';
import { type AnyOperation, registerOperation, runsReference } from './operation.ts';
import { sparseDenseOperations } from './sparseDense/sparseDense.ts';
import { takeTurnOperation } from './takeTurn/takeTurn.ts';
import { taskLossOperations } from './taskLoss/taskLoss.ts';
import type { WasmKernel } from './wasm/heap.ts';
import type { WebgpuKernel } from './webgpu/webgpuKernel.ts';

interface KernelFolder {
  readonly operations: readonly AnyOperation[];
  /** Kernels of a backend are loaded when it starts. */
  readonly wasm: () => Promise<WasmKernel | readonly WasmKernel[]>;
  readonly webgpu: () => Promise<WebgpuKernel | readonly WebgpuKernel[]>;
}

const folders: readonly KernelFolder[] = [
  {
    operations: Object.values(groupedDenseOperations),
    wasm: async () => (await import('./groupedDense/groupedDenseWasm.ts')).groupedDenseWasmKernels,
    webgpu: async () => (await import('./groupedDense/groupedDenseWebgpu.ts')).groupedDenseWebgpuKernels,
  },
  {
    operations: Object.values(sparseDenseOperations),
    wasm: async () => (await import('./sparseDense/sparseDenseWasm.ts')).sparseDenseWasmKernels,
    webgpu: async () => (await import('./sparseDense/sparseDenseWebgpu.ts')).sparseDenseWebgpuKernels,
  },
  {
    operations: gatedMixVariants.flatMap(({ forward, backward }) => [forward, backward]),
    wasm: async () => (await import('./gatedMix/gatedMixWasm.ts')).gatedMixWasmKernels,
    webgpu: async () => (await import('./gatedMix/gatedMixWebgpu.ts')).gatedMixWebgpuKernels,
  },
  {
    operations: Object.values(taskLossOperations),
    wasm: async () => (await import('./taskLoss/taskLossWasm.ts')).taskLossWasmKernels,
    webgpu: async () => (await import('./taskLoss/taskLossWebgpu.ts')).taskLossWebgpuKernels,
  },
  {
    operations: [adamOperation],
    wasm: async () => (await import('./adam/adamWasm.ts')).adamWasmKernel,
    webgpu: async () => (await import('./adam/adamWebgpu.ts')).adamWebgpuKernel,
  },
  {
    operations: [gatherBatchOperation],
    wasm: async () => (await import('./gatherBatch/gatherBatchWasm.ts')).gatherBatchWasmKernel,
    webgpu: async () => (await import('./gatherBatch/gatherBatchWebgpu.ts')).gatherBatchWebgpuKernel,
  },
  {
    operations: [takeTurnOperation],
    wasm: async () => (await import('./takeTurn/takeTurnWasm.ts')).takeTurnWasmKernel,
    webgpu: async () => (await import('./takeTurn/takeTurnWebgpu.ts')).takeTurnWebgpuKernel,
  },
  {
    operations: [columnSumsOperation],
    wasm: async () => (await import('./columnSums/columnSumsWasm.ts')).columnSumsWasmKernel,
    webgpu: async () => (await import('./columnSums/columnSumsWebgpu.ts')).columnSumsWebgpuKernel,
  },
];

/** Returns the names of their kernels. Safe to call more than once. Call before the first network is built. */
export function registerOperations(): readonly string[] {
  return folders.flatMap(({ operations }) => operations).map(registerOperation);
}

/** Loads the kernels of all operations for the WASM backend. */
export async function loadWasmKernels(): Promise<readonly WasmKernel[]> {
  return (await Promise.all(folders.map(({ wasm }) => wasm()))).flat();
}

/** Loads the kernels of all operations for the WebGPU backend. */
export async function loadWebgpuKernels(): Promise<readonly WebgpuKernel[]> {
  return (await Promise.all(folders.map(({ webgpu }) => webgpu()))).flat();
}

/** Tells for which operations a backend that has been started has kernels of its own. */
export function kernelCoverageOf(backendName: BackendName): KernelCoverage {
  // Turns are taken only where steps are replayed.
  const isAsked = (name: string) => name !== takeTurnOperation.kernelName || backendName !== 'cpu';
  const names = registerOperations().filter(isAsked);
  return { numOperations: names.length, fallBacks: names.filter((name) => runsReference(name, backendName)) };
}
