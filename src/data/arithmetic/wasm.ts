/** The arithmetic of rows in WebAssembly: ready at once, where JavaScript would be compiled while it draws the first repetitions. */
/// <reference path="../../core/assemblyScript.d.ts" />
import { bytesOfBase64 } from '../../core/base64.ts';
import { stateOfStream } from '../../core/random.ts';
import type { RowArithmetic } from './rowArithmetic.ts';
import { base64 } from './rows.as.ts?simd';
import { arithmeticInScript } from './script.ts';

/** What `rows.as.ts` exports. */
interface Kernels {
  readonly normalPairs: (state: number, to: number, numPairs: number) => void;
  readonly project: (
    directions: number,
    numDirections: number,
    length: number,
    rows: number,
    numRows: number,
    rowLength: number,
    to: number,
  ) => void;
  /** 0 where a number is too large. */
  readonly sines: (x: number, to: number, count: number, frequency: number, phase: number) => number;
}

const pageBytes = 65536;
/** The state of a stream lies at 0, everything else from here on. */
const dataAt = 64;
/** So many numbers at a time as a processor keeps close. */
const chunkLength = 8192;

/** Null where it does not run. */
export function arithmeticInWasm(): RowArithmetic | null {
  const binary = bytesOfBase64(base64);
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(binary)) return null;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
  return arithmeticWith(exports as unknown as Kernels, memory);
}

function arithmeticWith(kernels: Kernels, memory: WebAssembly.Memory): RowArithmetic {
  const reserveUntil = (end: number) => {
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
  };
  const doubles = (at: number, length: number) => new Float64Array(memory.buffer, at, length);

  return {
    fillNormal: (key, to) => {
      reserveUntil(dataAt + chunkLength * 8);
      const [first1, first0, second1, second0] = stateOfStream(key);
      new Int32Array(memory.buffer, 0, 4).set([first0, first1, second0, second1]);
      for (let first = 0; first < to.length; first += chunkLength) {
        const count = Math.min(chunkLength, to.length - first);
        kernels.normalPairs(0, dataAt, Math.ceil(count / 2));
        to.set(doubles(dataAt, count), first);
      }
    },
    projections: (directions, rows, rowLength) => {
      const length = directions[0]?.length ?? 0;
      const numRows = rows.length / rowLength;
      const byFours = directionsByFours(directions, length);
      const numProducts = byFours.length / length;
      const chunkRows = Math.max(4, Math.floor(chunkLength / rowLength / 4) * 4);
      const rowsAt = dataAt + byFours.length * 8;
      const productsAt = rowsAt + chunkRows * rowLength * 4;
      reserveUntil(productsAt + chunkRows * numProducts * 8);
      doubles(dataAt, byFours.length).set(byFours);
      const products = directions.map(() => new Float64Array(numRows));
      for (let first = 0; first < numRows; first += chunkRows) {
        const count = Math.min(chunkRows, numRows - first);
        const stride = Math.ceil(count / 4) * 4;
        const chunk = rows.subarray(first * rowLength, (first + count) * rowLength);
        new Float32Array(memory.buffer, rowsAt).set(chunk);
        kernels.project(dataAt, directions.length, length, rowsAt, stride, rowLength, productsAt);
        for (const [index, ofDirection] of products.entries())
          ofDirection.set(doubles(productsAt + index * stride * 8, count), first);
      }
      return products;
    },
    toSines: (values, frequency, phase) => {
      reserveUntil(dataAt + chunkLength * 8);
      for (let first = 0; first < values.length; first += chunkLength) {
        const chunk = values.subarray(first, first + chunkLength);
        const copy = doubles(dataAt, chunk.length);
        copy.set(chunk);
        if (kernels.sines(dataAt, dataAt, chunk.length, frequency, phase) === 0)
          arithmeticInScript.toSines(chunk, frequency, phase);
        else chunk.set(copy);
      }
    },
  };
}

/** `[ceil(K / 4), d, 4]`, filled up with zeros. */
function directionsByFours(directions: readonly Float64Array[], length: number): Float64Array {
  const byFours = new Float64Array(Math.ceil(directions.length / 4) * 4 * length);
  for (const [index, direction] of directions.entries())
    for (const [place, value] of direction.entries())
      byFours[(((index - (index % 4)) / 4) * length + place) * 4 + (index % 4)] = value;
  return byFours;
}
