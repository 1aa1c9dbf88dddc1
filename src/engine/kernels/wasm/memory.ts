/** Addresses and allocation in the memory of TensorFlow.js's WASM backend. */
import type { DataId, TensorInfo } from '../../tf/tf.ts';

export interface WasmBackend {
  readonly wasm: {
    readonly asm: { readonly memory: WebAssembly.Memory };
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

/** A kernel may read, and ignore, up to 7 values after its own output's last row. */
export const bytesAfterOutput = 7 * bytesPerValue;

/** Makes `_malloc` throw when memory is exhausted; it returns 0, where TensorFlow.js would write. */
export function throwWhenOutOfMemory({ wasm }: WasmBackend): void {
  // The first call replaces Emscripten's stub by the function itself.
  wasm._free(wasm._malloc(1));
  const malloc = wasm._malloc;
  wasm._malloc = (numBytes) => {
    // JavaScript gets addresses above 2 GiB as negative numbers.
    const pointer = malloc(numBytes) >>> 0;
    if (pointer === 0)
      throw new Error(`Memory allocation failed: WebAssembly has no ${numBytes} bytes left.`);
    return pointer;
  };
}

export function addressOf({ dataIdMap }: WasmBackend, dataId: DataId): number {
  return dataIdMap.get(dataId).memoryOffset;
}

export function tensorInSameMemory(backend: WasmBackend, { dataId, shape, dtype }: TensorInfo): TensorInfo {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

export function roundedUpTo(multiple: number, length: number): number {
  return Math.ceil(length / multiple) * multiple;
}

// Room for the tables of hundreds of networks; when full, all are written anew.
const tableMemoryBytes = 2 ** 16;

/** Returns the function that writes a table; its pointers are valid until the next call. */
export function createTableWriter(
  backend: WasmBackend,
): (values: readonly number[], rowLength: number) => number {
  const { wasm } = backend;
  let pointers = new WeakMap<readonly number[], number>();
  let start = 0;
  let size = 0;
  let used = 0;
  const reserve = (numBytes: number): number => {
    if (used + numBytes > size) {
      if (size > 0) wasm._free(start);
      size = Math.max(numBytes, tableMemoryBytes);
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
    // Needs a new view, since memory may have grown.
    new Int32Array(wasm.asm.memory.buffer, pointer, padded.length).set(padded);
    pointers.set(values, pointer);
    return pointer;
  };
}

export function paddedRows(values: readonly number[], rowLength: number): Int32Array {
  const padded = roundedUpTo(4, rowLength);
  const rows = new Int32Array((values.length / rowLength) * padded);
  values.forEach((value, i) => {
    rows[Math.floor(i / rowLength) * padded + (i % rowLength)] = value;
  });
  return rows;
}
