/** The matrix product of all kernels: each result is one chain of additions in a fixed order. */
import { fiveColumns, fiveRows, fourRows, oneRow, sevenNarrowRows, sumOfRows } from './blocks.as';
import { panelColumns, panelRow } from './panels.as';

// Floats of the left operand that stay in the first-level cache, of 32 kB or more, for all panels.
const floatsPerChunk: i32 = 6144;
const narrowColumns: i32 = 4;

/**
 * `out[i, j] = max(floor, start[i, j] + sum over k of a[i, k] b[k, j])`. Rows are `aRow` bytes apart, panels
 * of `b` `bPanel`; panels of `start` are read in full.
 */
export function product(
  a: usize,
  aRow: usize,
  b: usize,
  bPanel: usize,
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
    // The rows left over must still split into blocks of five.
    const rows = rest > mostRows + 20 ? mostRows : rest;
    for (let column = 0, p: usize = 0; column < numColumns; column += panelColumns, p++) {
      rowsOfPanel(
        a, aRow, b + p * bPanel, count, start + p * startPanel, startRow, out + p * panelRow, outRow, rows,
        min(panelColumns, numColumns - column), floor,
      );
    }
    a += <usize>rows * aRow;
    start += <usize>rows * startRow;
    out += <usize>rows * outRow;
    rest -= rows;
  }
}

function rowsOfPanel(
  a: usize,
  aRow: usize,
  b: usize,
  count: i32,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  numRows: i32,
  width: i32,
  floor: v128,
): void {
  for (let n = fives(numRows, width); n > 0; n--) {
    fiveRows(a, aRow, b, count, start, startRow, out, outRow, width, floor);
    a += 5 * aRow;
    start += 5 * startRow;
    out += 5 * outRow;
    numRows -= 5;
  }
  restOfPanel(a, aRow, 4, b, panelRow, count, start, startRow, out, outRow, numRows, width, floor);
}

/** `out[i, j] = start[i, j] + sum over k of x[k, i] b[k, j]`, then a bias row of factors 1. */
export function columnsOfPanel(
  x: usize,
  xRow: usize,
  b: usize,
  bRow: usize,
  count: i32,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  numColumns: i32,
  width: i32,
): void {
  const startBias = start + <usize>numColumns * startRow;
  const outBias = out + <usize>numColumns * outRow;
  if (numColumns < 4) sumOfRows(b, bRow, count, startBias, outBias, width);
  else {
    // The bias shares a block: alone, its sums would wait for one another.
    fiveColumns(x, xRow, b, bRow, count, true, start, startRow, startBias, out, outRow, outBias, width);
    x += 16;
    start += 4 * startRow;
    out += 4 * outRow;
    numColumns -= 4;
  }
  for (let n = fives(numColumns, width); n > 0; n--) {
    fiveColumns(
      x, xRow, b, bRow, count, false, start, startRow, start + 4 * startRow, out, outRow, out + 4 * outRow, width,
    );
    x += 20;
    start += 5 * startRow;
    out += 5 * outRow;
    numColumns -= 5;
  }
  restOfPanel(
    x, 4, xRow, b, bRow, count, start, startRow, out, outRow, numColumns, width, f32x4.splat(-Infinity),
  );
}

// Number of blocks of five rows, leaving as few rows as possible to blocks of one, then of four.
function fives(numRows: i32, width: i32): i32 {
  if (width <= narrowColumns) return 0;
  const fours = (5 - (numRows % 5)) % 5;
  return (4 * fours <= numRows ? numRows - 4 * fours : numRows) / 5;
}

/** `a[i, k]` is at `a + i aRow + k aStep`. */
function restOfPanel(
  a: usize,
  aRow: usize,
  aStep: usize,
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
  for (; width <= narrowColumns && numRows >= 7; numRows -= 7) {
    sevenNarrowRows(a, aRow, aStep, b, bStep, count, start, startRow, out, outRow, width, floor);
    a += 7 * aRow;
    start += 7 * startRow;
    out += 7 * outRow;
  }
  for (; numRows >= 4; numRows -= 4) {
    fourRows(a, aRow, aStep, b, bStep, count, start, startRow, out, outRow, width, floor);
    a += aRow << 2;
    start += startRow << 2;
    out += outRow << 2;
  }
  for (; numRows > 0; numRows--) {
    oneRow(a, aStep, b, bStep, count, start, out, width, floor);
    a += aRow;
    start += startRow;
    out += outRow;
  }
}
