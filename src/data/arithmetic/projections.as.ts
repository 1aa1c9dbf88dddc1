/** Products of rows with a few directions, each summed in index order: so many sums at a time as registers hold. */

/**
 * `to[i][n]` is the product of row `n` of `rows`, `numRows x rowLength` floats of which the first `length` count, with direction `i`.
 * `directions` come by fours, those of one index side by side; rows come in pairs.
 */
export function project(
  directions: usize,
  numDirections: i32,
  length: i32,
  rows: usize,
  numRows: i32,
  rowLength: i32,
  to: usize,
): void {
  const rowBytes = <usize>rowLength << 2;
  const toBytes = <usize>numRows << 3;
  for (; numDirections > 0; numDirections -= 4) {
    let block = rows;
    for (let row = 0; row < numRows; row += 2) {
      twoRows(directions, length, block, rowBytes, to + (<usize>row << 3), toBytes);
      block += rowBytes << 1;
    }
    directions += <usize>length << 5;
    to += toBytes << 2;
  }
}

@inline
function twoRows(
  directions: usize,
  length: i32,
  rows: usize,
  rowBytes: usize,
  to: usize,
  toBytes: usize,
): void {
  unrolled: for (let row = 0; row < 2; row++) {
    let low$row = f64x2.splat(0);
    let high$row = f64x2.splat(0);
    let x$row = rows + row * rowBytes;
  }
  for (; length > 0; length--) {
    const low = v128.load(directions);
    const high = v128.load(directions, 16);
    directions += 32;
    unrolled: for (let row = 0; row < 2; row++) {
      const factor$row = f64x2.splat(<f64>load<f32>(x$row));
      low$row = f64x2.add(low$row, f64x2.mul(low, factor$row));
      high$row = f64x2.add(high$row, f64x2.mul(high, factor$row));
      x$row += 4;
    }
  }
  unrolled: for (let row = 0; row < 2; row++) {
    v128.store64_lane(to, low$row, 0, row * 8);
    v128.store64_lane(to + toBytes, low$row, 1, row * 8);
    v128.store64_lane(to + 2 * toBytes, high$row, 0, row * 8);
    v128.store64_lane(to + 3 * toBytes, high$row, 1, row * 8);
  }
}
