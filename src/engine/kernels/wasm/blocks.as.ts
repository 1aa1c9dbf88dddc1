/** Inner loops of the product: a few rows by one panel of columns, with all sums in registers. */
import { panelColumns, panelRow } from './panels.as';
import { multiplyAdd, storeLow, storePartOfRow } from './simd.as';

// A multiply-add takes 4 cycles and two can start in each: fewer than eight sums leave a processor waiting,
// and exactly eight wait at the slightest delay. The last row comes first in every term, and the terms of one
// iteration stand below conditions of their own: only so V8 loads a factor just before its use, instead of
// all at first, for which it has too few registers.
@inline
export function fiveRows(
  a: usize,
  aRow: usize,
  b: usize,
  count: i32,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  width: i32,
  floor: v128,
): void {
  unrolled: for (let row = 0; row < 5; row++) {
    let low$row = v128.load(start);
    let high$row = v128.load(start, 16);
    start += startRow;
  }
  // The first turn takes the remainder of eight, as if the terms began earlier.
  let skipped = -count & 7;
  a -= <usize>skipped << 2;
  b -= <usize>skipped * panelRow;
  unrolled: for (let row = 0; row < 5; row++) {
    let a$row = a;
    a += aRow;
  }
  for (let k = count; k > 0; k -= 8) {
    unrolled: for (let term = 0; term < 8; term++) {
      if (term == 7 || skipped <= term) {
        const low = v128.load(b, term * 32);
        const high = v128.load(b, term * 32 + 16);
        unrolled: for (let row = 4; row >= 0; row--) {
          const factor$row = v128.load32_splat(a$row, term * 4);
          low$row = multiplyAdd(factor$row, low, low$row);
          high$row = multiplyAdd(factor$row, high, high$row);
        }
      }
    }
    skipped = 0;
    b += 8 * panelRow;
    unrolled: for (let row = 0; row < 5; row++) {
      a$row += 32;
    }
  }
  // Tested once for all rows: a test per row makes the whole product 2 % slower.
  if (width == panelColumns) {
    unrolled: for (let row = 0; row < 5; row++) {
      storeRow(out, low$row, high$row, floor);
      out += outRow;
    }
  } else {
    unrolled: for (let row = 0; row < 5; row++) {
      storePartOfRow(out, f32x4.pmax(low$row, floor), f32x4.pmax(high$row, floor), width);
      out += outRow;
    }
  }
}

/** Sums for five columns of `x`. `isBias`: the fifth column is all ones, with its own start and output. */
@inline
export function fiveColumns(
  x: usize,
  xRow: usize,
  b: usize,
  bRow: usize,
  count: i32,
  isBias: bool,
  start: usize,
  startRow: usize,
  startFifth: usize,
  out: usize,
  outRow: usize,
  outFifth: usize,
  width: i32,
): void {
  unrolled: for (let row = 0; row < 5; row++) {
    if (row == 4) start = startFifth;
    let low$row = v128.load(start);
    let high$row = v128.load(start, 16);
    start += startRow;
  }
  let skipped = -count & 7;
  for (let k = count; k > 0; k -= 8) {
    unrolled: for (let term = 0; term < 8; term++) {
      if (term == 7 || skipped <= term) {
        const low = v128.load(b);
        const high = v128.load(b, 16);
        unrolled: for (let row = 4; row >= 0; row--) {
          if (row == 4 && isBias) {
            low$row = f32x4.add(low$row, low);
            high$row = f32x4.add(high$row, high);
          } else {
            const factor = v128.load32_splat(x, row * 4);
            low$row = multiplyAdd(factor, low, low$row);
            high$row = multiplyAdd(factor, high, high$row);
          }
        }
        x += xRow;
        b += bRow;
      }
    }
    skipped = 0;
  }
  const floor = f32x4.splat(-Infinity);
  if (width == panelColumns) {
    unrolled: for (let row = 0; row < 5; row++) {
      if (row == 4) out = outFifth;
      storeRow(out, low$row, high$row, floor);
      out += outRow;
    }
  } else {
    unrolled: for (let row = 0; row < 5; row++) {
      if (row == 4) out = outFifth;
      storePartOfRow(out, f32x4.pmax(low$row, floor), f32x4.pmax(high$row, floor), width);
      out += outRow;
    }
  }
}

@inline
export function fourRows(
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
  unrolled: for (let row = 0; row < 4; row++) {
    let low$row = v128.load(start);
    let high$row = v128.load(start, 16);
    let a$row = a;
    start += startRow;
    a += aRow;
  }
  for (let k = count; k > 0; k--) {
    const low = v128.load(b);
    const high = v128.load(b, 16);
    unrolled: for (let row = 3; row >= 0; row--) {
      const factor$row = v128.load32_splat(a$row);
      low$row = multiplyAdd(factor$row, low, low$row);
      high$row = multiplyAdd(factor$row, high, high$row);
      a$row += aStep;
    }
    b += bStep;
  }
  unrolled: for (let row = 0; row < 4; row++) {
    storeColumns(out, low$row, high$row, width, floor);
    out += outRow;
  }
}

@inline
export function sevenNarrowRows(
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
  unrolled: for (let row = 0; row < 7; row++) {
    let sum$row = v128.load(start);
    start += startRow;
  }
  for (let k = count; k > 0; k--) {
    const low = v128.load(b);
    let at = a;
    unrolled: for (let row = 0; row < 7; row++) {
      sum$row = multiplyAdd(v128.load32_splat(at), low, sum$row);
      at += aRow;
    }
    a += aStep;
    b += bStep;
  }
  unrolled: for (let row = 0; row < 7; row++) {
    storeLow(out, f32x4.pmax(sum$row, floor), width);
    out += outRow;
  }
}

@inline
export function oneRow(
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
  storeColumns(out, low, high, width, floor);
}

export function sumOfRows(b: usize, bRow: usize, count: i32, start: usize, out: usize, width: i32): void {
  let low = v128.load(start);
  let high = v128.load(start, 16);
  for (let k = count; k > 0; k--) {
    low = f32x4.add(low, v128.load(b));
    high = f32x4.add(high, v128.load(b, 16));
    b += bRow;
  }
  storeColumns(out, low, high, width, f32x4.splat(-Infinity));
}

// The order of the arguments of pmax keeps NaN.
@inline
function storeRow(out: usize, low: v128, high: v128, floor: v128): void {
  v128.store(out, f32x4.pmax(low, floor));
  v128.store(out, f32x4.pmax(high, floor), 16);
}

@inline
function storeColumns(out: usize, low: v128, high: v128, width: i32, floor: v128): void {
  if (width == panelColumns) storeRow(out, low, high, floor);
  else storePartOfRow(out, f32x4.pmax(low, floor), f32x4.pmax(high, floor), width);
}
