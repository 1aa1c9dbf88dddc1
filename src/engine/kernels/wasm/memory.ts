/** The memory of the TensorFlow.js WASM backend: where tensors lie, and room for more. */
import type { DataId, TensorInfo } from '../../tf/tf.ts';

/** The part of the backend that we use; its own types leave out the instance. */
export interface WasmBackend {
  readonly wasm: {
    /** Exports of the instance, its memory among them. */
    readonly asm: { readonly memory: WebAssembly.Memory };
    /** Throws where there is no memory left, see `throwWithoutMemory`. */
    _malloc: (numBytes: number) => number;
    readonly _free: (pointer: number) => void;
  };
  readonly dataIdMap: {
    readonly get: (dataId: DataId) => { readonly memoryOffset: number };
    readonly has: (dataId: DataId) => boolean;
  };
  readonly makeOutput: (
    shape: readonly number[],
    dtype: 'float32' | 'int32',
    memoryOffset: number,
  ) => TensorInfo;
  readonly incRef: (dataId: DataId) => void;
}

export const bytesPerValue = 4;

/** A kernel may read, and ignore, up to 7 values after the last row of its own output. */
export const slackBytes = 7 * bytesPerValue;

/** Makes `_malloc` throw where no memory is left: it gives address 0, and TensorFlow.js would write there. */
export function throwWithoutMemory({ wasm }: WasmBackend): void {
  // With the first call the function itself takes the place of one that looks for it.
  wasm._free(wasm._malloc(1));
  const malloc = wasm._malloc;
  wasm._malloc = (numBytes) => {
    // Above 2 GiB the address comes as a negative number.
    const pointer = malloc(numBytes) >>> 0;
    if (pointer === 0)
      throw new Error(`Memory allocation failed: WebAssembly has no ${numBytes} bytes left.`);
    return pointer;
  };
}

export function addressOf({ dataIdMap }: WasmBackend, dataId: DataId): number {
  return dataIdMap.get(dataId).memoryOffset;
}

/** The same values under a new tensor. */
export function sameAs(backend: WasmBackend, { dataId, shape, dtype }: TensorInfo): TensorInfo {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

/** `length` rounded up to a multiple: the kernels work on whole vectors. */
export function upTo(multiple: number, length: number): number {
  return Math.ceil(length / multiple) * multiple;
}

/** Room for the tables of hundreds of networks; when it is full, all are written anew. */
const tableBytes = 2 ** 16;

/** Gives the pointer to a table of whole numbers, valid until the next call; see `DeferredArg`. */
export function createTables(backend: WasmBackend): (values: readonly number[], rowLength: number) => number {
  const { wasm } = backend;
  let pointers = new WeakMap<readonly number[], number>();
  let start = 0;
  let size = 0;
  let used = 0;
  const reserve = (numBytes: number): number => {
    if (used + numBytes > size) {
      if (size > 0) wasm._free(start);
      size = Math.max(numBytes, tableBytes);
      start = backend.wasm._malloc(size);
      used = 0;
      pointers = new WeakMap();
    }
    used += numBytes;
    return start + used - numBytes;
  };
  return (values, rowLength) => {
    const known = pointers.get(values);
    if (known !== undefined) return known;
    const padded = paddedRows(values, rowLength);
    const pointer = reserve(padded.byteLength);
    // A view made now: memory may have grown since the last.
    new Int32Array(wasm.asm.memory.buffer, pointer, padded.length).set(padded);
    pointers.set(values, pointer);
    return pointer;
  };
}

/** Each row filled up with zeros to a multiple of 4. */
export function paddedRows(values: readonly number[], rowLength: number): Int32Array {
  const padded = upTo(4, rowLength);
  const rows = new Int32Array((values.length / rowLength) * padded);
  values.forEach((value, i) => {
    rows[Math.floor(i / rowLength) * padded + (i % rowLength)] = value;
  });
  return rows;
}
