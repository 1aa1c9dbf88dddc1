/** The arithmetic of rows in JavaScript, where there is no WebAssembly or no SIMD in it. */
import { sin } from '../../core/math.ts';
import { createStream } from '../../core/random.ts';
import type { RowArithmetic } from './rowArithmetic.ts';

export const arithmeticInScript: RowArithmetic = {
  fillNormal: (key, to) => {
    const { normal } = createStream(...key);
    for (let index = 0; index < to.length; index++) to[index] = normal();
  },
  projections: (directions, rows, rowLength) =>
    directions.map((direction) => projectionsOn(direction, rows, rowLength)),
  toSines: (values, frequency, phase) => {
    for (let index = 0; index < values.length; index++)
      values[index] = sin(frequency * (values[index] ?? 0) + phase);
  },
};

function projectionsOn(direction: Float64Array, rows: Float32Array, rowLength: number): Float64Array {
  const products = new Float64Array(rows.length / rowLength);
  for (let row = 0; row < products.length; row++) {
    const at = row * rowLength;
    let sum = 0;
    for (let index = 0; index < direction.length; index++)
      sum += (direction[index] ?? 0) * (rows[at + index] ?? 0);
    products[row] = sum;
  }
  return products;
}
