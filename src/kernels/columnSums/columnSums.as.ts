/** Sums over the rows of every group. See `columnSums.ts`; shapes are named as there. */
import { bytes, loadLow, storeLow } from '../wasm/simd.as';

/** Squares are rounded before they are added, so that both builds have the same sums. */
export function columnSums(
  x: usize,
  values: usize,
  squares: usize,
  numPositive: usize,
  numGroups: i32,
  numRows: i32,
  numColumns: i32,
): void {
  const one = f32x4.splat(1);
  const row = bytes(numColumns);
  for (let group = 0; group < numGroups; group++) {
    for (let column = 0; column < numColumns; column += 4) {
      const width = min(4, numColumns - column);
      let sum = f32x4.splat(0);
      let sumOfSquares = sum;
      let count = sum;
      let at = x + bytes(column);
      for (let i = 0; i < numRows; i++) {
        const value = loadLow(at, width);
        sum = f32x4.add(sum, value);
        sumOfSquares = f32x4.add(sumOfSquares, f32x4.mul(value, value));
        const isPositive = v128.and(one, f32x4.gt(value, f32x4.splat(0)));
        count = f32x4.add(count, v128.bitselect(isPositive, value, f32x4.eq(value, value)));
        at += row;
      }
      storeLow(values + bytes(column), sum, width);
      storeLow(squares + bytes(column), sumOfSquares, width);
      storeLow(numPositive + bytes(column), count, width);
    }
    x += <usize>numRows * row;
    values += row;
    squares += row;
    numPositive += row;
  }
}
