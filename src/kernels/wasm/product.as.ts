/**
 * The one matrix product behind the kernels, and how its right operand is packed. Every element of the result is one chain
 * of additions in a fixed order, whatever the block it is computed in and however many groups there are.
 */
import { bytes, loadHigh, loadLow, multiplyAdd, storeHigh, storeLow } from './simd.as';

/** Columns of a panel; right operands are cut into panels, the last one padded with zeros. */
export const panelColumns: i32 = 8;
/** Bytes of one row of a panel. */
export const panelRow: usize = 32;

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

/** Eight accumulators, two vectors of `b` and one of `a`: as many as there are registers without spilling. */
@inline
function fourRows(
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
  width: i32,
  floor: v128,
): void {
  let start1 = start + startRow;
  let start2 = start1 + startRow;
  let start3 = start2 + startRow;
  let low0 = v128.load(start);
  let high0 = v128.load(start, 16);
  let low1 = v128.load(start1);
  let high1 = v128.load(start1, 16);
  let low2 = v128.load(start2);
  let high2 = v128.load(start2, 16);
  let low3 = v128.load(start3);
  let high3 = v128.load(start3, 16);
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  for (let k = count; k > 0; k--) {
    const low = v128.load(b);
    const high = v128.load(b, 16);
    let factor = v128.load32_splat(a);
    low0 = multiplyAdd(factor, low, low0);
    high0 = multiplyAdd(factor, high, high0);
    factor = v128.load32_splat(a1);
    low1 = multiplyAdd(factor, low, low1);
    high1 = multiplyAdd(factor, high, high1);
    factor = v128.load32_splat(a2);
    low2 = multiplyAdd(factor, low, low2);
    high2 = multiplyAdd(factor, high, high2);
    factor = v128.load32_splat(a3);
    low3 = multiplyAdd(factor, low, low3);
    high3 = multiplyAdd(factor, high, high3);
    a += aStep;
    a1 += aStep;
    a2 += aStep;
    a3 += aStep;
    b += bStep;
  }
  storeRow(out, low0, high0, width, floor);
  out += outRow;
  storeRow(out, low1, high1, width, floor);
  out += outRow;
  storeRow(out, low2, high2, width, floor);
  out += outRow;
  storeRow(out, low3, high3, width, floor);
}

@inline
function oneRow(
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  out: usize,
  width: i32,
  floor: v128,
): void {
  let low = v128.load(start);
  let high = v128.load(start, 16);
  for (let k = count; k > 0; k--) {
    const factor = v128.load32_splat(a);
    low = multiplyAdd(factor, v128.load(b), low);
    high = multiplyAdd(factor, v128.load(b, 16), high);
    a += aStep;
    b += bStep;
  }
  storeRow(out, low, high, width, floor);
}

@inline
function storeRow(out: usize, low: v128, high: v128, width: i32, floor: v128): void {
  // Keeps NaN, which the order of the arguments decides.
  low = f32x4.pmax(low, floor);
  high = f32x4.pmax(high, floor);
  storeLow(out, low, width);
  storeHigh(out, high, width);
}

/** Cuts `[rows, columns]` into panels `[columns / 8][rows][8]`. */
export function packPanels(from: usize, to: usize, numRows: i32, numColumns: i32): void {
  for (let column = 0; column < numColumns; column += panelColumns) {
    const width = min(panelColumns, numColumns - column);
    let source = from + bytes(column);
    for (let row = 0; row < numRows; row++) {
      v128.store(to, loadLow(source, width));
      v128.store(to, loadHigh(source, width), 16);
      source += bytes(numColumns);
      to += panelRow;
    }
  }
}

/** Cuts the transpose of `[rows, columns]`, `[columns, rows]`, into panels `[rows / 8][columns][8]`. */
export function packTransposed(from: usize, to: usize, numRows: i32, numColumns: i32): void {
  const row = bytes(numColumns);
  for (let first = 0; first < numRows; first += panelColumns) {
    const source = from + <usize>first * row;
    if (first + panelColumns <= numRows) {
      transposeHalfPanel(source, to, row, numColumns);
      transposeHalfPanel(source + 4 * row, to + 16, row, numColumns);
    } else {
      transposeRest(source, to, row, numRows - first, numColumns);
    }
    to += panelRow * <usize>numColumns;
  }
}

/** Four rows become four of the eight columns of a panel. */
function transposeHalfPanel(from: usize, to: usize, row: usize, numColumns: i32): void {
  let column = 0;
  for (; column + 4 <= numColumns; column += 4) {
    const r0 = v128.load(from);
    const r1 = v128.load(from + row);
    const r2 = v128.load(from + 2 * row);
    const r3 = v128.load(from + 3 * row);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(to, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 32);
    v128.store(to, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 64);
    v128.store(to, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 96);
    from += 16;
    to += 4 * panelRow;
  }
  for (; column < numColumns; column++) {
    for (let i = 0; i < 4; i++) store<f32>(to + bytes(i), load<f32>(from + <usize>i * row));
    from += 4;
    to += panelRow;
  }
}

/** The last, incomplete panel. */
function transposeRest(from: usize, to: usize, row: usize, numRows: i32, numColumns: i32): void {
  memory.fill(to, 0, panelRow * <usize>numColumns);
  for (let column = 0; column < numColumns; column++) {
    for (let i = 0; i < numRows; i++) store<f32>(to + bytes(i), load<f32>(from + <usize>i * row + bytes(column)));
    to += panelRow;
  }
}
