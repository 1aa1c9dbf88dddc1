/** Sums over the rows of every group, see `columnSums.ts`. */
import { bytes, loadHigh, loadLow, storePartOfRow } from '../wasm/simd.as';

// Squares are rounded before being added, so that both builds have the same sums.
export function columnSums(
  x: usize,
  values: usize,
  squares: usize,
  numPositive: usize,
  numGroups: i32,
  numRows: i32,
  numColumns: i32,
): void {
  const row = bytes(numColumns);
  for (let group = 0; group < numGroups; group++) {
    for (let column = 0; column < numColumns; column += 8) {
      const at = bytes(column);
      const width = min(8, numColumns - column);
      eightColumns(x + at, row, values + at, squares + at, numPositive + at, numRows, width);
    }
    x += <usize>numRows * row;
    values += row;
    squares += row;
    numPositive += row;
  }
}

function eightColumns(
  x: usize,
  row: usize,
  values: usize,
  squares: usize,
  numPositive: usize,
  numRows: i32,
  width: i32,
): void {
  let sumLow = f32x4.splat(0);
  let sumHigh = sumLow;
  let squaresLow = sumLow;
  let squaresHigh = sumLow;
  let countLow = sumLow;
  let countHigh = sumLow;
  for (let i = 0; i < numRows; i++) {
    const low = loadLow(x, width);
    const high = loadHigh(x, width);
    sumLow = f32x4.add(sumLow, low);
    sumHigh = f32x4.add(sumHigh, high);
    squaresLow = f32x4.add(squaresLow, f32x4.mul(low, low));
    squaresHigh = f32x4.add(squaresHigh, f32x4.mul(high, high));
    countLow = f32x4.add(countLow, isPositive(low));
    countHigh = f32x4.add(countHigh, isPositive(high));
    x += row;
  }
  storePartOfRow(values, sumLow, sumHigh, width);
  storePartOfRow(squares, squaresLow, squaresHigh, width);
  storePartOfRow(numPositive, countLow, countHigh, width);
}

@inline
function isPositive(x: v128): v128 {
  const flag = v128.and(f32x4.splat(1), f32x4.gt(x, f32x4.splat(0)));
  return v128.bitselect(flag, x, f32x4.eq(x, x));
}
