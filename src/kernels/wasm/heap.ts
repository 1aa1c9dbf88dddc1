/**
 * The memory of the TensorFlow.js WASM backend as our kernels see it: pointers of tensors, new outputs, scratch space, and
 * constant tables. Knows no operation.
 */
import { sizeOf } from '../../core/shape.ts';
import type { DataId, TensorInfo } from '../../tf/tf.ts';

/** What we use of the backend; its own types leave out the instance. */
export interface WasmBackend {
  readonly wasm: {
    /** Exports of the instance, its memory among them. */
    readonly asm: { readonly memory: WebAssembly.Memory };
    readonly _malloc: (numBytes: number) => number;
    readonly _free: (pointer: number) => void;
  };
  readonly dataIdMap: { readonly get: (dataId: DataId) => { readonly memoryOffset: number } };
  readonly makeOutput: (shape: readonly number[], dtype: 'float32', memoryOffset: number) => TensorInfo;
  readonly incRef: (dataId: DataId) => void;
}

/** A new tensor and where it lies. */
interface Output {
  readonly info: TensorInfo;
  readonly pointer: number;
}

export interface WasmHeap {
  /** 0, a null pointer to the kernels, for an input that is not there. */
  readonly pointerOf: (tensor: TensorInfo | undefined) => number;
  /** A new tensor; its values are whatever lay there. */
  readonly output: (shape: readonly number[]) => Output;
  /** The same values under a new tensor: for a kernel that writes over its input. */
  readonly sameAs: (tensor: TensorInfo) => TensorInfo;
  /** Lends `use` room for so many floats. */
  readonly withScratch: (numFloats: number, use: (pointer: number) => void) => void;
  /**
   * Pointer to whole numbers that never change (the array is their identity), as int32, each row of `rowLength` filled up
   * with zeros to a multiple of 4. Valid until the next call.
   */
  readonly table: (values: readonly number[], rowLength: number) => number;
}

const bytesPerValue = 4;

/** A kernel may read, and ignore, up to 7 values after the last row of its own output. */
const slackBytes = 7 * bytesPerValue;

/** Room for the tables of hundreds of networks; when it is full, all are written anew. */
const tableBytes = 2 ** 16;

/** The heap of one backend. What it holds is freed with the backend. */
export function createWasmHeap(backend: WasmBackend): WasmHeap {
  const { wasm, dataIdMap } = backend;
  const allocate = (numBytes: number): number => {
    // Above 2 GiB the address comes as a negative number.
    const pointer = wasm._malloc(numBytes) >>> 0;
    if (pointer === 0)
      throw new Error(`Memory allocation failed: WebAssembly has no ${numBytes} bytes left.`);
    return pointer;
  };
  return {
    pointerOf: (tensor) => (tensor === undefined ? 0 : dataIdMap.get(tensor.dataId).memoryOffset),
    output: (shape) => {
      const pointer = allocate(sizeOf(shape) * bytesPerValue + slackBytes);
      return { info: backend.makeOutput(shape, 'float32', pointer), pointer };
    },
    sameAs: (tensor) => {
      backend.incRef(tensor.dataId);
      return { dataId: tensor.dataId, shape: tensor.shape, dtype: tensor.dtype };
    },
    withScratch: (numFloats, use) => {
      const pointer = allocate(numFloats * bytesPerValue);
      try {
        use(pointer);
      } finally {
        wasm._free(pointer);
      }
    },
    table: createTables(wasm, allocate),
  };
}

function createTables(wasm: WasmBackend['wasm'], allocate: (numBytes: number) => number): WasmHeap['table'] {
  let pointers = new WeakMap<readonly number[], number>();
  let start = 0;
  let size = 0;
  let used = 0;
  const reserve = (numBytes: number): number => {
    if (used + numBytes > size) {
      if (size > 0) wasm._free(start);
      size = Math.max(numBytes, tableBytes);
      start = allocate(size);
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

function paddedRows(values: readonly number[], rowLength: number): Int32Array {
  const padded = upTo(4, rowLength);
  const rows = new Int32Array((values.length / rowLength) * padded);
  values.forEach((value, i) => {
    rows[Math.floor(i / rowLength) * padded + (i % rowLength)] = value;
  });
  return rows;
}

/** `length` rounded up to a multiple: the kernels work on whole vectors. */
export function upTo(multiple: number, length: number): number {
  return Math.ceil(length / multiple) * multiple;
}
