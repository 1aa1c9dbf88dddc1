/** Arithmetic over millions of rows: in WebAssembly, which is fast from the first call, else in JavaScript. */
import { bytesOfBase64 } from '../../core/base64.ts';
import { sin } from '../../core/math.ts';
import { createStream, type StreamKey, stateOfStream } from '../../core/random.ts';
import { tableLimits } from '../../core/schema/limits.ts';
import { dot } from '../linearAlgebra.ts';
import { base64 } from './rows.as.ts?simd';

/** All implementations agree to the last bit. */
export interface RowArithmetic {
  /** Fills the array with the first normals of the stream `key`. */
  readonly fillNormal: (key: StreamKey, to: Float32Array | Float64Array) => void;
  /** Products of rows `[N, rowLength]` with directions `[K][d]`, d <= `rowLength`, in index order: `[K][N]`. */
  readonly projections: (
    directions: readonly Float64Array[],
    rows: Float32Array,
    rowLength: number,
  ) => readonly Float64Array[];
  /** Replaces x by sin(frequency x + phase). */
  readonly toSines: (values: Float64Array, frequency: number, phase: number) => void;
}

export const arithmeticInJavaScript: RowArithmetic = {
  fillNormal: (key, to) => {
    const { normal } = createStream(...key);
    for (let index = 0; index < to.length; index++) to[index] = normal();
  },
  projections: (directions, rows, rowLength) =>
    directions.map((direction) =>
      Float64Array.from({ length: rows.length / rowLength }, (_, row) =>
        dot(direction, rows.subarray(row * rowLength)),
      ),
    ),
  toSines: (values, frequency, phase) => {
    for (let index = 0; index < values.length; index++)
      values[index] = sin(frequency * (values[index] ?? 0) + phase);
  },
};

/// <reference path="../../core/assemblyScript.d.ts" />

interface RowKernels {
  readonly normalPairs: (state: number, to: number, numPairs: number) => void;
  readonly project: (
    directions: number,
    length: number,
    rows: number,
    numRows: number,
    rowLength: number,
    to: number,
  ) => void;
  /** Returns 0 if a number is too large for it. */
  readonly sines: (x: number, to: number, count: number, frequency: number, phase: number) => number;
}

// Small enough for the processor's cache.
const chunkLength = 8192;
const maxRowsPerChunk = 1024;

// Byte addresses in the memory.
const streamStateAddress = 0;
const numbersAddress = 64;
const directionsAddress = numbersAddress;
const rowsAddress = directionsAddress + 4 * 8 * tableLimits.features;
const productsAddress = rowsAddress + 4 * chunkLength;
const memoryEndAddress = productsAddress + 4 * 8 * maxRowsPerChunk;

/** Null without WebAssembly, SIMD or memory, or if the page's policy forbids it. */
export function arithmeticInWasm(): RowArithmetic | null {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(memoryEndAddress / 65536) });
    const module = new WebAssembly.Module(bytesOfBase64(base64));
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return arithmeticOfKernels(exports as unknown as RowKernels, memory);
  } catch {
    return null;
  }
}

function arithmeticOfKernels(kernels: RowKernels, { buffer }: WebAssembly.Memory): RowArithmetic {
  const state = new Int32Array(buffer, streamStateAddress, 4);
  const numbers = new Float64Array(buffer, numbersAddress, chunkLength);
  const fourDirections = new Float64Array(buffer, directionsAddress);
  const someRows = new Float32Array(buffer, rowsAddress, chunkLength);
  const products = new Float64Array(buffer, productsAddress);

  return {
    fillNormal: (key, to) => {
      const [first1, first0, second1, second0] = stateOfStream(key);
      state.set([first0, first1, second0, second1]);
      for (let first = 0; first < to.length; first += chunkLength) {
        const count = Math.min(chunkLength, to.length - first);
        kernels.normalPairs(streamStateAddress, numbersAddress, Math.ceil(count / 2));
        to.set(numbers.subarray(0, count), first);
      }
    },
    projections: (directions, rows, rowLength) => {
      const numRows = rows.length / rowLength;
      const onAll = directions.map(() => new Float64Array(numRows));
      const rowsAtOnce = Math.min(maxRowsPerChunk, 2 * Math.floor(chunkLength / rowLength / 2));
      for (let first = 0; first < numRows; first += rowsAtOnce) {
        const count = Math.min(rowsAtOnce, numRows - first);
        const inPairs = count + (count % 2);
        someRows.set(rows.subarray(first * rowLength, (first + count) * rowLength));
        for (let k = 0; k < directions.length; k += 4) {
          const four = directions.slice(k, k + 4);
          const length = interleaveDirections(four, fourDirections);
          kernels.project(directionsAddress, length, rowsAddress, inPairs, rowLength, productsAddress);
          for (let i = 0; i < four.length; i++)
            onAll[k + i]?.set(products.subarray(i * inPairs, i * inPairs + count), first);
        }
      }
      return onAll;
    },
    toSines: (values, frequency, phase) => {
      for (let first = 0; first < values.length; first += chunkLength) {
        const chunk = values.subarray(first, first + chunkLength);
        numbers.set(chunk);
        if (kernels.sines(numbersAddress, numbersAddress, chunk.length, frequency, phase) === 0)
          arithmeticInJavaScript.toSines(chunk, frequency, phase);
        else chunk.set(numbers.subarray(0, chunk.length));
      }
    },
  };
}

/** Writes up to four directions side by side, `[length][4]`. */
function interleaveDirections(directions: readonly Float64Array[], to: Float64Array): number {
  const length = directions[0]?.length ?? 0;
  for (const [index, direction] of directions.entries())
    for (let place = 0; place < length; place++) to[4 * place + index] = direction[place] ?? 0;
  return length;
}

// Once per thread: a WebAssembly memory reserves gigabytes of addresses.
export const rowArithmetic: RowArithmetic = /* @__PURE__ */ arithmeticInWasm() ?? arithmeticInJavaScript;
