/** Products of rows with four directions, each summed in index order: so many sums at a time as registers hold. */

/**
 * `to[i][n]` is the product of row `n` of `rows`, `numRows x rowLength` floats of which the first `length` count, with direction `i`.
 * `directions` are `[length][4]`. Rows come in pairs.
 */
export function project(
  directions: usize,
  length: i32,
  rows: usize,
  numRows: i32,
  rowLength: i32,
  to: usize,
): void {
  const rowBytes = <usize>rowLength << 2;
  const toBytes = <usize>numRows << 3;
  for (; numRows > 0; numRows -= 2) {
    unrolled: for (let row = 0; row < 2; row++) {
      let low$row = f64x2.splat(0);
      let high$row = f64x2.splat(0);
      let x$row = rows + row * rowBytes;
    }
    let direction = directions;
    for (let left = length; left > 0; left--) {
      const low = v128.load(direction);
      const high = v128.load(direction, 16);
      direction += 32;
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
    rows += 2 * rowBytes;
    to += 16;
  }
}
