/** Tables of whole numbers in WebAssembly memory; see `DeferredArg`. */
import { upTo, type WasmBackend } from './memory.ts';

/** Room for the tables of hundreds of networks; when it is full, all are written anew. */
const tableBytes = 2 ** 16;

/** Pointer to a table, valid until the next call. */
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
