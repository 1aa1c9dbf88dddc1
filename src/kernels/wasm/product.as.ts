/**
 * The one matrix product behind the kernels. Every element of the result is one chain of additions in a fixed order,
 * whatever the block it is computed in and however many groups there are.
 */
import { fiveRows, fourRows, oneRow, sevenNarrowRows } from './blocks.as';
import { fives, panelColumns, panelRow } from './panels.as';

/** Floats of the left operand that are used with all panels before the next: a third of the fastest memory. */
const floatsPerChunk: i32 = 4096;
/** Columns that fit one vector. */
const narrowColumns: i32 = 4;

/**
 * `out[i, j] = max(floor, start[i, j] + sum over k of a[i, k] b[k, j])`, `numRows x numColumns`, `count` terms.
 *
 * `a[i, k]` lies at `a + i aRow + k aStep`; panel p of `b` at `b + p bPanel`, its row k `bStep` further on each; likewise
 * `start`, whose panels are read in full. Rows of `out` are contiguous.
 *
 * `fours`: null, or where the first four of every five rows (see `fives`) lie a second time, those four side by side for
 * every k: at `fours + n foursBlock + k foursStep`. Five rows at a time are faster than four.
 */
export function product(
  a: usize,
  aRow: usize,
  aStep: usize,
  fours: usize,
  foursBlock: usize,
  foursStep: usize,
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
  const mostRows = max(20, floatsPerChunk / max(count, 1) / 20 * 20);
  let rest = numRows;
  while (rest > 0) {
    // What is left must stay a number of rows that splits into as many fives.
    const rows = rest > mostRows + 20 ? mostRows : rest;
    for (let column = 0, p: usize = 0; column < numColumns; column += panelColumns, p++) {
      panelOfRows(
        a, aRow, aStep, fours, foursBlock, foursStep, b + p * bPanel, bStep, count,
        start + p * startPanel, startRow, out + p * panelRow, outRow, rows, min(panelColumns, numColumns - column), floor,
      );
    }
    a += <usize>rows * aRow;
    if (fours) fours += <usize>fives(rows) * foursBlock;
    start += <usize>rows * startRow;
    out += <usize>rows * outRow;
    rest -= rows;
  }
}

function panelOfRows(
  a: usize,
  aRow: usize,
  aStep: usize,
  fours: usize,
  foursBlock: usize,
  foursStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  numRows: i32,
  width: i32,
  floor: v128,
): void {
  let rest = numRows;
  for (; width <= narrowColumns && rest >= 7; rest -= 7) {
    sevenNarrowRows(a, aRow, aStep, b, bStep, count, start, startRow, out, outRow, width, floor);
    a += 7 * aRow;
    start += 7 * startRow;
    out += 7 * outRow;
  }
  if (fours && width > narrowColumns) {
    for (let n = fives(numRows); n > 0; n--) {
      fiveRows(
        fours, foursStep, a + (aRow << 2), aStep, b, bStep, count,
        start, startRow, start + (startRow << 2), out, outRow, out + (outRow << 2), width, floor,
      );
      fours += foursBlock;
      a += 5 * aRow;
      start += 5 * startRow;
      out += 5 * outRow;
      rest -= 5;
    }
  }
  for (; rest >= 4; rest -= 4) {
    fourRows(a, aRow, aStep, b, bStep, count, start, startRow, out, outRow, width, floor);
    a += aRow << 2;
    start += startRow << 2;
    out += outRow << 2;
  }
  for (; rest > 0; rest--) {
    oneRow(a, aStep, b, bStep, count, start, out, width, floor);
    a += aRow;
    start += startRow;
    out += outRow;
  }
}
