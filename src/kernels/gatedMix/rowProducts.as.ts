/**
 * Products of the small matrices that one row of the batch has: units and experts by columns. Rows lie at any steps, and memory
 * behind them is read as far as their last panel. All is inlined: a row is too little work for calls, and what a caller knows
 * beforehand is then no question in a loop.
 */
import { loadHigh, loadLow, multiplyAdd, storeHigh, storeLow } from '../wasm/simd.as';

/**
 * `out[i] = sum over k of factors[i, k] rows[k]`, four of `numRows` at a time, then two, then one. `factors[i, k]` lies at
 * `factors + i factorRow + k factorStep`; `rows[k]`, readable up to a multiple of 8 columns, at `rows + k step`.
 *
 * `continues`: the sums begin with what lies at `out`, whole panels, instead of 0. `isPadded`: 0 is added to each sum, as by
 * terms that are not there; it changes -0 alone. `masks`: where `out` holds nothing above 0, 0 is written.
 */
@inline
export function mixRows(
  factors: usize,
  factorRow: usize,
  factorStep: usize,
  rows: usize,
  step: usize,
  count: i32,
  out: usize,
  outRow: usize,
  numRows: i32,
  dim: i32,
  continues: bool,
  isPadded: bool,
  masks: bool,
): void {
  for (; numRows >= 4; numRows -= 4) {
    mixFour(factors, factorRow, factorStep, rows, step, count, out, outRow, dim, continues, isPadded, masks);
    factors += 4 * factorRow;
    out += 4 * outRow;
  }
  if (numRows >= 2) {
    mixTwo(factors, factorRow, factorStep, rows, step, count, out, outRow, dim, continues, isPadded, masks);
    factors += 2 * factorRow;
    out += 2 * outRow;
    numRows -= 2;
  }
  if (numRows) mixOne(factors, factorStep, rows, step, count, out, dim, continues, isPadded, masks);
}

@inline
function mixFour(
  factors: usize,
  factorRow: usize,
  factorStep: usize,
  rows: usize,
  step: usize,
  count: i32,
  out: usize,
  outRow: usize,
  dim: i32,
  continues: bool,
  isPadded: bool,
  masks: bool,
): void {
  const zero = f32x4.splat(0);
  for (let column = 0; column < dim; column += 8) {
    unrolled: for (let row = 0; row < 4; row++) {
      let low$row = continues ? v128.load(out + row * outRow) : zero;
      let high$row = continues ? v128.load(out + row * outRow, 16) : zero;
    }
    let at = rows;
    unrolled: for (let row = 0; row < 4; row++) {
      let f$row = factors + row * factorRow;
    }
    for (let k = count; k > 0; k--) {
      const low = v128.load(at);
      const high = v128.load(at, 16);
      unrolled: for (let row = 0; row < 4; row++) {
        const factor$row = v128.load32_splat(f$row);
        low$row = multiplyAdd(factor$row, low, low$row);
        high$row = multiplyAdd(factor$row, high, high$row);
        f$row += factorStep;
      }
      at += step;
    }
    if (isPadded) {
      unrolled: for (let row = 0; row < 4; row++) {
        low$row = f32x4.add(low$row, zero);
        high$row = f32x4.add(high$row, zero);
      }
    }
    unrolled: for (let row = 0; row < 4; row++) {
      const out$row = out + row * outRow;
    }
    const width = min(8, dim - column);
    if (masks) {
      unrolled: for (let row = 0; row < 4; row++) {
        low$row = v128.and(low$row, positiveLow(out$row, width));
        high$row = v128.and(high$row, positiveHigh(out$row, width));
      }
    }
    if (width == 8) {
      unrolled: for (let row = 0; row < 4; row++) {
        storeRow(out$row, low$row, high$row);
      }
    } else {
      unrolled: for (let row = 0; row < 4; row++) {
        storePartOfRow(out$row, low$row, high$row, width);
      }
    }
    rows += 32;
    out += 32;
  }
}

/** Two rows by sixteen columns: eight sums. What is left of the columns is done row by row. */
@inline
function mixTwo(
  factors: usize,
  factorRow: usize,
  factorStep: usize,
  rows: usize,
  step: usize,
  count: i32,
  out: usize,
  outRow: usize,
  dim: i32,
  continues: bool,
  isPadded: bool,
  masks: bool,
): void {
  const zero = f32x4.splat(0);
  for (; dim >= 16; dim -= 16) {
    const out1 = out + outRow;
    unrolled: for (let i = 0; i < 4; i++) {
      let first$i = continues ? v128.load(out, i * 16) : zero;
      let second$i = continues ? v128.load(out1, i * 16) : zero;
    }
    let at = rows;
    let f0 = factors;
    let f1 = f0 + factorRow;
    for (let k = count; k > 0; k--) {
      const factor0 = v128.load32_splat(f0);
      const factor1 = v128.load32_splat(f1);
      unrolled: for (let i = 0; i < 4; i++) {
        const x$i = v128.load(at, i * 16);
        first$i = multiplyAdd(factor0, x$i, first$i);
        second$i = multiplyAdd(factor1, x$i, second$i);
      }
      at += step;
      f0 += factorStep;
      f1 += factorStep;
    }
    if (isPadded) {
      unrolled: for (let i = 0; i < 4; i++) {
        first$i = f32x4.add(first$i, zero);
        second$i = f32x4.add(second$i, zero);
      }
    }
    if (masks) {
      unrolled: for (let i = 0; i < 4; i++) {
        first$i = v128.and(first$i, f32x4.gt(v128.load(out, i * 16), zero));
        second$i = v128.and(second$i, f32x4.gt(v128.load(out1, i * 16), zero));
      }
    }
    unrolled: for (let i = 0; i < 4; i++) {
      v128.store(out, first$i, i * 16);
      v128.store(out1, second$i, i * 16);
    }
    rows += 64;
    out += 64;
  }
  if (dim == 0) return;
  mixOne(factors, factorStep, rows, step, count, out, dim, continues, isPadded, masks);
  mixOne(factors + factorRow, factorStep, rows, step, count, out + outRow, dim, continues, isPadded, masks);
}

@inline
function mixOne(
  factors: usize,
  factorStep: usize,
  rows: usize,
  step: usize,
  count: i32,
  out: usize,
  dim: i32,
  continues: bool,
  isPadded: bool,
  masks: bool,
): void {
  const zero = f32x4.splat(0);
  for (let column = 0; column < dim; column += 8) {
    let low = continues ? v128.load(out) : zero;
    let high = continues ? v128.load(out, 16) : zero;
    let at = rows;
    let f = factors;
    for (let k = count; k > 0; k--) {
      const factor = v128.load32_splat(f);
      low = multiplyAdd(factor, v128.load(at), low);
      high = multiplyAdd(factor, v128.load(at, 16), high);
      at += step;
      f += factorStep;
    }
    if (isPadded) {
      low = f32x4.add(low, zero);
      high = f32x4.add(high, zero);
    }
    const width = min(8, dim - column);
    if (masks) {
      low = v128.and(low, positiveLow(out, width));
      high = v128.and(high, positiveHigh(out, width));
    }
    storePartOfRow(out, low, high, width);
    rows += 32;
    out += 32;
  }
}

/** Lanes with all bits set where one of the first four of `width` columns is above 0. */
@inline
function positiveLow(at: usize, width: i32): v128 {
  return f32x4.gt(loadLow(at, width), f32x4.splat(0));
}

@inline
function positiveHigh(at: usize, width: i32): v128 {
  return f32x4.gt(loadHigh(at, width), f32x4.splat(0));
}

@inline
function storeRow(to: usize, low: v128, high: v128): void {
  v128.store(to, low);
  v128.store(to, high, 16);
}

/** The first `width` (1 to 8) columns. Not inlined: it is rare, and much code. */
function storePartOfRow(to: usize, low: v128, high: v128, width: i32): void {
  storeLow(to, low, width);
  storeHigh(to, high, width);
}
