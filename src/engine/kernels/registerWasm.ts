/** Gives the WASM backend of TensorFlow.js our kernels, in place of the references. */
import { sizeOf } from '../../core/shape.ts';
import { areAlike, inputOf, kernelsIn, registerKernels } from './operation.ts';
import { createWasmHeap, shareOf, type WasmFunctions, type WasmHeap, type WasmKernel } from './wasm/heap.ts';
import { throwWithoutMemory, type WasmBackend } from './wasm/memory.ts';

/** The kernels of all folders. */
const wasmKernels = kernelsIn<WasmKernel>(import.meta.glob('./*/*Wasm.ts', { eager: true }));

/** Kernels of TensorFlow.js that the gradient tape runs, as kernels of ours, so that they can be captured. */
const tapeKernels: readonly WasmKernel[] = [
  // The stock kernel copies every value, and the tape clones every tensor it keeps for the way back.
  { kernelName: 'Identity', run: (heap, inputs) => heap.sameAs(inputOf(inputs, 'x')) },
  // The tape adds gradients that come from several sides.
  {
    kernelName: 'Add',
    takes: areAlike,
    run: (heap, { a, b }) => {
      const shape = a?.shape ?? [];
      const sum = heap.output(shape);
      heap.call('add', { a, b, out: sum, count: shareOf(sizeOf(shape)) });
      return sum;
    },
  },
];

/** Our functions in the memory of one backend. */
export interface WasmInstance {
  readonly backend: WasmBackend;
  readonly functions: WasmFunctions;
  /** The heap that kernels run on; whoever captures a step puts another in its place meanwhile. */
  heap: WasmHeap;
}

/**
 * Registers the kernels of `module`, the compiled `kernels.as.ts`. They serve every WASM backend started before or after;
 * may be called again. Returns a function that finds the instance of a backend.
 */
export function registerWasmKernels(module: WebAssembly.Module): (backend: object) => WasmInstance {
  // A backend that was closed and started again has another memory.
  const instances = new WeakMap<object, WasmInstance>();
  const instanceOf = (backend: object): WasmInstance => {
    const known = instances.get(backend);
    if (known !== undefined) return known;
    // TensorFlow.js types every backend as an empty object.
    const instance = instantiate(module, backend as WasmBackend);
    instances.set(backend, instance);
    return instance;
  };
  registerKernels('wasm', [...wasmKernels, ...tapeKernels], (backend) => instanceOf(backend).heap);
  return instanceOf;
}

function instantiate(module: WebAssembly.Module, backend: WasmBackend): WasmInstance {
  throwWithoutMemory(backend);
  const { memory } = backend.wasm.asm;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const functions = exports as unknown as WasmFunctions;
  return { backend, functions, heap: createWasmHeap(backend, functions) };
}
