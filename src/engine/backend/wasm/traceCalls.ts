/** Traces a computation on the WASM backend: records calls of our functions without executing them. */
import { sizeOf } from '../../../core/shape.ts';
import type { WasmInstance } from '../../kernels/registerWasm.ts';
import type { InPlaceOptions, NamedArguments } from '../../kernels/wasm/heap.ts';
import { tensorInSameMemory } from '../../kernels/wasm/memory.ts';
import { type DataId, type Tensor, tidy } from '../../tf/tf.ts';
import { watchKernels } from '../engineBackend.ts';

export interface TracedCall {
  readonly name: string;
  readonly args: NamedArguments;
  readonly inPlace: InPlaceOptions;
}

export interface TracedCalls {
  readonly calls: readonly TracedCall[];
  /** Values per tensor that calls write; these tensors have no memory. */
  readonly written: ReadonlyMap<DataId, number>;
  readonly results: readonly DataId[];
  readonly stockKernels: readonly string[];
}

const viewKernelNames = ['Identity', 'Reshape'];

/** `ours`: kernels that only make outputs and call our functions. Frees what `compute` allocates. */
export function traceCalls(
  instance: WasmInstance,
  ours: ReadonlySet<string>,
  compute: () => readonly Tensor[],
): TracedCalls {
  const calls: TracedCall[] = [];
  const written = new Map<DataId, number>();
  const { backend, heap } = instance;
  instance.heap = {
    output: (shape, dtype = 'float32') => {
      // The output has address 0 (no memory); freeing a null pointer is safe.
      const info = backend.makeOutput(shape, dtype, 0);
      written.set(info.dataId, sizeOf(shape));
      return info;
    },
    sameAs: (tensor) => tensorInSameMemory(backend, tensor),
    call: (name, args, inPlace = {}) => calls.push({ name, args, inPlace }),
  };
  const names = new Set<string>();
  const endWatch = watchKernels((name) => names.add(name));
  let results: DataId[] = [];
  try {
    tidy(() => {
      results = compute().map(({ dataId }) => dataId);
    });
  } finally {
    endWatch();
    instance.heap = heap;
  }
  const stockKernels = [...names].filter((name) => !ours.has(name) && !viewKernelNames.includes(name));
  return { calls, written, results, stockKernels };
}
