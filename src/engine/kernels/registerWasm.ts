/** Registers our kernels on TensorFlow.js's WASM backend, in place of the references. */
import { sizeOf } from '../../core/shape.ts';
import { haveSameShapes, kernelInputOf, kernelsInModules, registerKernels } from './operation.ts';
import {
  createWasmHeap,
  replicaShareOf,
  type WasmFunctions,
  type WasmHeap,
  type WasmKernel,
} from './wasm/heap.ts';
import { throwWhenOutOfMemory, type WasmBackend } from './wasm/memory.ts';

const wasmKernels = kernelsInModules<WasmKernel>(import.meta.glob('./*/*Wasm.ts', { eager: true }));

// Stock kernels that the gradient tape runs, replaced by ours so that steps can be captured.
const tapeKernels: readonly WasmKernel[] = [
  // The stock kernel copies; the tape clones every tensor it keeps.
  { kernelName: 'Identity', run: (heap, inputs) => heap.sameAs(kernelInputOf(inputs, 'x')) },
  // The gradient tape adds the gradients of a tensor that several operations read.
  {
    kernelName: 'Add',
    takes: haveSameShapes,
    run: (heap, { a, b }) => {
      const shape = a?.shape ?? [];
      const sum = heap.output(shape);
      heap.call('add', { a, b, out: sum, count: replicaShareOf(sizeOf(shape)) }, { over: ['out', 'a'] });
      return sum;
    },
  },
];

export interface WasmInstance {
  readonly backend: WasmBackend;
  readonly functions: WasmFunctions;
  heap: WasmHeap;
}

/** Serves backends started before or after. Returns the function that finds a backend's instance. */
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
  throwWhenOutOfMemory(backend);
  const { memory } = backend.wasm.asm;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const functions = exports as unknown as WasmFunctions;
  return { backend, functions, heap: createWasmHeap(backend, functions) };
}
