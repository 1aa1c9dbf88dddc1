/**
 * The one matrix product behind the kernels. Every element of the result is one chain of additions in a fixed order,
 * whatever the block it is computed in and however many groups there are.
 */
import { fourRows, oneRow } from './blocks.as';
import { panelColumns, panelRow } from './panels.as';

/**
 * `out[i, j] = max(floor, start[i, j] + sum over k of a[i, k] b[k, j])`, `numRows x numColumns`, `count` terms.
 *
 * `a[i, k]` lies at `a + i aRow + k aStep`; panel p of `b` at `b + p bPanel`, its row k `bStep` further on each; likewise
 * `start`, whose panels are read in full. Rows of `out` are contiguous.
 */
export function product(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bPanel: usize,
  bStep: usize,
  count: i32,
  start: usize,
  startPanel: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  numRows: i32,
  numColumns: i32,
  floor: v128,
): void {
  for (let column = 0; column < numColumns; column += panelColumns) {
    const width = min(panelColumns, numColumns - column);
    let aBlock = a;
    let startBlock = start;
    let outBlock = out;
    let row = 0;
    for (; row + 4 <= numRows; row += 4) {
      fourRows(aBlock, aRow, aStep, b, bStep, count, startBlock, startRow, outBlock, outRow, width, floor);
      aBlock += aRow << 2;
      startBlock += startRow << 2;
      outBlock += outRow << 2;
    }
    for (; row < numRows; row++) {
      oneRow(aBlock, aStep, b, bStep, count, startBlock, outBlock, width, floor);
      aBlock += aRow;
      startBlock += startRow;
      outBlock += outRow;
    }
    b += bPanel;
    start += startPanel;
    out += panelRow;
  }
}
