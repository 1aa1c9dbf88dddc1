/** Gives the WASM backend of TensorFlow.js our kernels, in place of the references. */
import { sizeOf } from '../core/shape.ts';
import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from '../tf/tf.ts';
import { areAlike, inputOf, kernelsIn } from './operation.ts';
import { createWasmHeap, shareOf, type WasmFunctions, type WasmHeap, type WasmKernel } from './wasm/heap.ts';
import { throwWithoutMemory, type WasmBackend } from './wasm/memory.ts';

/** The kernels of all folders. */
const wasmKernels = kernelsIn<WasmKernel>(import.meta.glob('./*/*Wasm.ts', { eager: true }));

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
  for (const { kernelName, run } of wasmKernels)
    replaceKernel(kernelName, ({ inputs, attrs, backend }) => run(instanceOf(backend).heap, inputs, attrs));
  // The stock kernel copies every value, and the gradient tape clones every tensor it keeps for the way back.
  replaceKernel('Identity', ({ inputs, backend }) => instanceOf(backend).heap.sameAs(inputOf(inputs, 'x')));
  replaceAdd((backend) => instanceOf(backend).heap);
  return instanceOf;
}

/** The tape adds gradients that come from several sides: with a kernel of ours, so that it can be captured. */
function replaceAdd(heapOf: (backend: object) => WasmHeap): void {
  const stock = getKernel('Add', 'wasm');
  if (stock === undefined) throw new Error('The WASM backend has no kernel Add.');
  replaceKernel('Add', (call) => {
    const [a, b] = [inputOf(call.inputs, 'a'), inputOf(call.inputs, 'b')];
    if (!areAlike(a, b)) return stock.kernelFunc(call);
    const heap = heapOf(call.backend);
    const sum = heap.output(a.shape);
    heap.call('add', { a, b, out: sum, count: shareOf(sizeOf(a.shape)) });
    return sum;
  });
}

function replaceKernel(kernelName: string, kernelFunc: KernelFunc): void {
  const stock = getKernel(kernelName, 'wasm');
  if (stock !== undefined) unregisterKernel(kernelName, 'wasm');
  // What the stock kernel needs to be set up it still needs where it is called from ours.
  registerKernel({ ...stock, kernelName, backendName: 'wasm', kernelFunc });
}

function instantiate(module: WebAssembly.Module, backend: WasmBackend): WasmInstance {
  throwWithoutMemory(backend);
  const { memory } = backend.wasm.asm;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const functions = exports as unknown as WasmFunctions;
  return { backend, functions, heap: createWasmHeap(backend, functions) };
}
