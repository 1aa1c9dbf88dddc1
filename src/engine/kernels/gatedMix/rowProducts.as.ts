/** Products of one batch row's small matrices, units and experts by columns. */
import { loadHigh, loadLow, loadPart, multiplyAdd, storePartOfRow } from '../wasm/simd.as';

/**
 * `out[i] = sum over k of factors[i, k] rows[k]`, with `factors[i, k]` at `factors + i factorRow + k
 * factorStep`; rows are readable to a multiple of 8 columns.
 * `continues`: adds to `out`. `isPadded`: adds a final 0, as padding would; this changes only -0. `masks`:
 * writes 0 where `out` was not positive.
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

/**
 * `dWeights[u, e] = <dy[u], x[e]>`, units `tableRow` bytes apart. `zeros`, a row, replaces missing units and
 * experts.
 */
@inline
export function dots(
  dy: usize,
  dyStep: usize,
  x: usize,
  xStep: usize,
  zeros: usize,
  dWeights: usize,
  tableRow: usize,
  numUnits: i32,
  numExperts: i32,
  dim: i32,
): void {
  for (let unit = 0; unit < numUnits; unit += 2) {
    const dy1 = unit + 1 < numUnits ? dy + dyStep : zeros;
    let b = x;
    let out = dWeights;
    let rest = numExperts;
    for (; rest > 0 && rest != 5; rest -= 4) {
      const b1 = rest > 1 ? b + xStep : zeros;
      const b2 = rest > 2 ? b + 2 * xStep : zeros;
      const b3 = rest > 3 ? b + 3 * xStep : zeros;
      twoByFive(dy, dy1, b, b1, b2, b3, zeros, out, tableRow, dim, false);
      b += 4 * xStep;
      out += 16;
    }
    if (rest == 5) lastFive(dy, dy1, b, xStep, out, tableRow, dim);
    dy += 2 * dyStep;
    dWeights += 2 * tableRow;
  }
}

// Not inlined, because that would leave the usual case fewer registers.
function lastFive(dy: usize, dy1: usize, b: usize, step: usize, out: usize, outRow: usize, dim: i32): void {
  twoByFive(dy, dy1, b, b + step, b + 2 * step, b + 3 * step, b + 4 * step, out, outRow, dim, true);
}

@inline
function twoByFive(
  a0: usize,
  a1: usize,
  b0: usize,
  b1: usize,
  b2: usize,
  b3: usize,
  b4: usize,
  out: usize,
  outRow: usize,
  dim: i32,
  hasFifth: bool,
): void {
  unrolled: for (let i = 0; i < 5; i++) {
    let first$i = f32x4.splat(0);
    let second$i = f32x4.splat(0);
  }
  for (let k = dim >> 2; k > 0; k--) {
    const x0 = v128.load(a0);
    const x1 = v128.load(a1);
    unrolled: for (let i = 0; i < 5; i++) {
      if (i < 4 || hasFifth) {
        const z = v128.load(b$i);
        first$i = multiplyAdd(x0, z, first$i);
        second$i = multiplyAdd(x1, z, second$i);
        b$i += 16;
      }
    }
    a0 += 16;
    a1 += 16;
  }
  const rest = dim & 3;
  if (rest) {
    // Values in memory after a row belong to others and may be NaN.
    const x0 = loadPart(a0, rest);
    const x1 = loadPart(a1, rest);
    unrolled: for (let i = 0; i < 5; i++) {
      if (i < 4 || hasFifth) {
        const z = loadPart(b$i, rest);
        first$i = multiplyAdd(x0, z, first$i);
        second$i = multiplyAdd(x1, z, second$i);
      }
    }
  }
  v128.store(out, sumsOf(first0, first1, first2, first3));
  v128.store(out + outRow, sumsOf(second0, second1, second2, second3));
  if (hasFifth) {
    const zero = f32x4.splat(0);
    const fifth = sumsOf(first4, second4, zero, zero);
    v128.store(out, fifth, 16);
    v128.store(out + outRow, v128.shuffle<f32>(fifth, zero, 1, 4, 4, 4), 16);
  }
}

@inline
function sumsOf(x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  const x01 = f32x4.add(v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), v128.shuffle<f32>(x0, x1, 2, 6, 3, 7));
  const x23 = f32x4.add(v128.shuffle<f32>(x2, x3, 0, 4, 1, 5), v128.shuffle<f32>(x2, x3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(x01, x23, 0, 1, 4, 5), v128.shuffle<f32>(x01, x23, 2, 3, 6, 7));
}
