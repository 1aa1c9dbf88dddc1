/** Runs a computation on the WASM backend without executing it: the calls of our functions are noted. */
import { sizeOf } from '../../../core/shape.ts';
import type { WasmInstance } from '../../kernels/registerWasm.ts';
import type { NamedArguments } from '../../kernels/wasm/heap.ts';
import { sameAs } from '../../kernels/wasm/memory.ts';
import { type DataId, type Tensor, tidy } from '../../tf/tf.ts';
import { watchKernels } from '../engineBackend.ts';

export interface NotedCall {
  /** A function of `kernels.as.ts`. */
  readonly name: string;
  readonly args: NamedArguments;
}

export interface Noted {
  readonly calls: readonly NotedCall[];
  /** Number of values of each tensor that the calls write; their memory was never there. */
  readonly written: ReadonlyMap<DataId, number>;
  /** The tensors that `compute` returned, by identity. */
  readonly results: readonly DataId[];
  /** Kernels that ran and are not ours: what they did was not noted. */
  readonly foreign: readonly string[];
}

/** Kernels that make a new tensor of old values and call nothing. */
const viewing = ['Identity', 'Reshape'];

/** `ours`: names of kernels that do nothing but make outputs and call our functions. What `compute` allocates is freed. */
export function noteCalls(
  instance: WasmInstance,
  ours: ReadonlySet<string>,
  compute: () => readonly Tensor[],
): Noted {
  const calls: NotedCall[] = [];
  const written = new Map<DataId, number>();
  const { backend, heap } = instance;
  instance.heap = {
    output: (shape, dtype = 'float32') => {
      // Freeing a null pointer does nothing.
      const info = backend.makeOutput(shape, dtype, 0);
      written.set(info.dataId, sizeOf(shape));
      return info;
    },
    sameAs: (tensor) => sameAs(backend, tensor),
    call: (name, args) => calls.push({ name, args }),
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
  const foreign = [...names].filter((name) => !ours.has(name) && !viewing.includes(name));
  return { calls, written, results, foreign };
}
