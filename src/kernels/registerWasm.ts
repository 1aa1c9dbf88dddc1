/** Gives the WASM backend of TensorFlow.js our kernels, in place of the references. */
import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from '../tf/tf.ts';
import { adamWasmKernel } from './adam/adamWasm.ts';
import { gatedMixWasmKernels } from './gatedMix/gatedMixWasm.ts';
import { gatherBatchWasmKernel } from './gatherBatch/gatherBatchWasm.ts';
import { groupedDenseWasmKernels } from './groupedDense/groupedDenseWasm.ts';
import { taskLossWasmKernels } from './taskLoss/taskLossWasm.ts';
import { createWasmHeap, type WasmBackend, type WasmHeap } from './wasm/heap.ts';
import type { WasmFunctions } from './wasm/wasmKernel.ts';

const kernels = [
  ...groupedDenseWasmKernels,
  ...gatedMixWasmKernels,
  ...taskLossWasmKernels,
  adamWasmKernel,
  gatherBatchWasmKernel,
];

/** Our functions in the memory of one backend. */
interface Instance {
  readonly functions: WasmFunctions;
  readonly heap: WasmHeap;
}

/**
 * Registers the kernels of `module`, the compiled `kernels.as.ts`. They serve every WASM backend started before or after;
 * may be called again.
 */
export function registerWasmKernels(module: WebAssembly.Module): void {
  // A backend that was closed and started again has another memory.
  const instances = new WeakMap<object, Instance>();
  const instanceOf = (backend: object): Instance => {
    const known = instances.get(backend);
    if (known !== undefined) return known;
    // TensorFlow.js types every backend as an empty object.
    const instance = instantiate(module, backend as WasmBackend);
    instances.set(backend, instance);
    return instance;
  };
  for (const { kernelName, run } of kernels) {
    replaceKernel(kernelName, ({ inputs, attrs, backend }) => {
      const { functions, heap } = instanceOf(backend);
      return run(functions, heap, inputs, attrs);
    });
  }
  // The stock kernel copies every value, and the gradient tape clones every tensor it keeps for the way back.
  replaceKernel('Identity', ({ inputs: { x }, backend }) => {
    if (x === undefined) throw new Error("Input 'x' of Identity is missing.");
    return instanceOf(backend).heap.sameAs(x);
  });
}

function replaceKernel(kernelName: string, kernelFunc: KernelFunc): void {
  if (getKernel(kernelName, 'wasm') !== undefined) unregisterKernel(kernelName, 'wasm');
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

function instantiate(module: WebAssembly.Module, backend: WasmBackend): Instance {
  const { memory } = backend.wasm.asm;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { functions: exports as unknown as WasmFunctions, heap: createWasmHeap(backend) };
}
