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

export const arithmeticInScript: RowArithmetic = {
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

interface Kernels {
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
const mostRows = 1024;

// Byte addresses in the memory.
const stateAt = 0;
const numbersAt = 64;
const directionsAt = numbersAt;
const rowsAt = directionsAt + 4 * 8 * tableLimits.features;
const productsAt = rowsAt + 4 * chunkLength;
const endAt = productsAt + 4 * 8 * mostRows;

/** Null without WebAssembly, SIMD or memory, or if the page's policy forbids it. */
export function arithmeticInWasm(): RowArithmetic | null {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(endAt / 65536) });
    const module = new WebAssembly.Module(bytesOfBase64(base64));
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return arithmeticWith(exports as unknown as Kernels, memory);
  } catch {
    return null;
  }
}

function arithmeticWith(kernels: Kernels, { buffer }: WebAssembly.Memory): RowArithmetic {
  const state = new Int32Array(buffer, stateAt, 4);
  const numbers = new Float64Array(buffer, numbersAt, chunkLength);
  const fourDirections = new Float64Array(buffer, directionsAt);
  const someRows = new Float32Array(buffer, rowsAt, chunkLength);
  const products = new Float64Array(buffer, productsAt);

  return {
    fillNormal: (key, to) => {
      const [first1, first0, second1, second0] = stateOfStream(key);
      state.set([first0, first1, second0, second1]);
      for (let first = 0; first < to.length; first += chunkLength) {
        const count = Math.min(chunkLength, to.length - first);
        kernels.normalPairs(stateAt, numbersAt, Math.ceil(count / 2));
        to.set(numbers.subarray(0, count), first);
      }
    },
    projections: (directions, rows, rowLength) => {
      const numRows = rows.length / rowLength;
      const onAll = directions.map(() => new Float64Array(numRows));
      const rowsAtOnce = Math.min(mostRows, 2 * Math.floor(chunkLength / rowLength / 2));
      for (let first = 0; first < numRows; first += rowsAtOnce) {
        const count = Math.min(rowsAtOnce, numRows - first);
        const inPairs = count + (count % 2);
        someRows.set(rows.subarray(first * rowLength, (first + count) * rowLength));
        for (let k = 0; k < directions.length; k += 4) {
          const four = directions.slice(k, k + 4);
          const length = sideBySide(four, fourDirections);
          kernels.project(directionsAt, length, rowsAt, inPairs, rowLength, productsAt);
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
        if (kernels.sines(numbersAt, numbersAt, chunk.length, frequency, phase) === 0)
          arithmeticInScript.toSines(chunk, frequency, phase);
        else chunk.set(numbers.subarray(0, chunk.length));
      }
    },
  };
}

/** Writes up to four directions side by side, `[length][4]`. */
function sideBySide(directions: readonly Float64Array[], to: Float64Array): number {
  const length = directions[0]?.length ?? 0;
  for (const [index, direction] of directions.entries())
    for (let place = 0; place < length; place++) to[4 * place + index] = direction[place] ?? 0;
  return length;
}

// Once per thread: a WebAssembly memory reserves gigabytes of addresses.
export const arithmetic: RowArithmetic = /* @__PURE__ */ arithmeticInWasm() ?? arithmeticInScript;
