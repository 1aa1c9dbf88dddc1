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
    let low0 = continues ? v128.load(out) : zero;
    let high0 = continues ? v128.load(out, 16) : zero;
    let low1 = continues ? v128.load(out + outRow) : zero;
    let high1 = continues ? v128.load(out + outRow, 16) : zero;
    let low2 = continues ? v128.load(out + 2 * outRow) : zero;
    let high2 = continues ? v128.load(out + 2 * outRow, 16) : zero;
    let low3 = continues ? v128.load(out + 3 * outRow) : zero;
    let high3 = continues ? v128.load(out + 3 * outRow, 16) : zero;
    let at = rows;
    let f0 = factors;
    let f1 = f0 + factorRow;
    let f2 = f1 + factorRow;
    let f3 = f2 + factorRow;
    for (let k = count; k > 0; k--) {
      const low = v128.load(at);
      const high = v128.load(at, 16);
      let factor = v128.load32_splat(f0);
      low0 = multiplyAdd(factor, low, low0);
      high0 = multiplyAdd(factor, high, high0);
      factor = v128.load32_splat(f1);
      low1 = multiplyAdd(factor, low, low1);
      high1 = multiplyAdd(factor, high, high1);
      factor = v128.load32_splat(f2);
      low2 = multiplyAdd(factor, low, low2);
      high2 = multiplyAdd(factor, high, high2);
      factor = v128.load32_splat(f3);
      low3 = multiplyAdd(factor, low, low3);
      high3 = multiplyAdd(factor, high, high3);
      at += step;
      f0 += factorStep;
      f1 += factorStep;
      f2 += factorStep;
      f3 += factorStep;
    }
    if (isPadded) {
      low0 = f32x4.add(low0, zero);
      high0 = f32x4.add(high0, zero);
      low1 = f32x4.add(low1, zero);
      high1 = f32x4.add(high1, zero);
      low2 = f32x4.add(low2, zero);
      high2 = f32x4.add(high2, zero);
      low3 = f32x4.add(low3, zero);
      high3 = f32x4.add(high3, zero);
    }
    const out1 = out + outRow;
    const out2 = out1 + outRow;
    const out3 = out2 + outRow;
    const width = min(8, dim - column);
    if (masks) {
      low0 = v128.and(low0, positiveLow(out, width));
      high0 = v128.and(high0, positiveHigh(out, width));
      low1 = v128.and(low1, positiveLow(out1, width));
      high1 = v128.and(high1, positiveHigh(out1, width));
      low2 = v128.and(low2, positiveLow(out2, width));
      high2 = v128.and(high2, positiveHigh(out2, width));
      low3 = v128.and(low3, positiveLow(out3, width));
      high3 = v128.and(high3, positiveHigh(out3, width));
    }
    if (width == 8) {
      storeRow(out, low0, high0);
      storeRow(out1, low1, high1);
      storeRow(out2, low2, high2);
      storeRow(out3, low3, high3);
    } else {
      storePartOfRow(out, low0, high0, width);
      storePartOfRow(out1, low1, high1, width);
      storePartOfRow(out2, low2, high2, width);
      storePartOfRow(out3, low3, high3, width);
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
    let low0 = continues ? v128.load(out) : zero;
    let high0 = continues ? v128.load(out, 16) : zero;
    let low1 = continues ? v128.load(out1) : zero;
    let high1 = continues ? v128.load(out1, 16) : zero;
    let low2 = continues ? v128.load(out, 32) : zero;
    let high2 = continues ? v128.load(out, 48) : zero;
    let low3 = continues ? v128.load(out1, 32) : zero;
    let high3 = continues ? v128.load(out1, 48) : zero;
    let at = rows;
    let f0 = factors;
    let f1 = f0 + factorRow;
    for (let k = count; k > 0; k--) {
      const factor0 = v128.load32_splat(f0);
      const factor1 = v128.load32_splat(f1);
      let x = v128.load(at);
      low0 = multiplyAdd(factor0, x, low0);
      low1 = multiplyAdd(factor1, x, low1);
      x = v128.load(at, 16);
      high0 = multiplyAdd(factor0, x, high0);
      high1 = multiplyAdd(factor1, x, high1);
      x = v128.load(at, 32);
      low2 = multiplyAdd(factor0, x, low2);
      low3 = multiplyAdd(factor1, x, low3);
      x = v128.load(at, 48);
      high2 = multiplyAdd(factor0, x, high2);
      high3 = multiplyAdd(factor1, x, high3);
      at += step;
      f0 += factorStep;
      f1 += factorStep;
    }
    if (isPadded) {
      low0 = f32x4.add(low0, zero);
      high0 = f32x4.add(high0, zero);
      low1 = f32x4.add(low1, zero);
      high1 = f32x4.add(high1, zero);
      low2 = f32x4.add(low2, zero);
      high2 = f32x4.add(high2, zero);
      low3 = f32x4.add(low3, zero);
      high3 = f32x4.add(high3, zero);
    }
    if (masks) {
      low0 = v128.and(low0, f32x4.gt(v128.load(out), zero));
      high0 = v128.and(high0, f32x4.gt(v128.load(out, 16), zero));
      low1 = v128.and(low1, f32x4.gt(v128.load(out1), zero));
      high1 = v128.and(high1, f32x4.gt(v128.load(out1, 16), zero));
      low2 = v128.and(low2, f32x4.gt(v128.load(out, 32), zero));
      high2 = v128.and(high2, f32x4.gt(v128.load(out, 48), zero));
      low3 = v128.and(low3, f32x4.gt(v128.load(out1, 32), zero));
      high3 = v128.and(high3, f32x4.gt(v128.load(out1, 48), zero));
    }
    storeRow(out, low0, high0);
    storeRow(out1, low1, high1);
    storeRow(out + 32, low2, high2);
    storeRow(out1 + 32, low3, high3);
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

/** All bits where one of the first four of `width` columns is above 0. */
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

/** The first `width` (1 to 8) columns. */
function storePartOfRow(to: usize, low: v128, high: v128, width: i32): void {
  storeLow(to, low, width);
  storeHigh(to, high, width);
}
