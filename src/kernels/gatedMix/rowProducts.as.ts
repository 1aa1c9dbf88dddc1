/** Products of the small matrices that one row of the batch has: units and experts by columns. Padded rows, any steps between. */
import { bytes, multiplyAdd, storeHigh, storeLow, upTo4 } from '../wasm/simd.as';

/** `out[u] = sum over e of weights[u, e] x[e]` of one row, four units at a time. */
export function mixExperts(
  weights: usize,
  tableRow: usize,
  x: usize,
  step: usize,
  out: usize,
  outRow: usize,
  numUnits: i32,
  numExperts: i32,
  dim: i32,
): void {
  for (; numUnits >= 4; numUnits -= 4) {
    mixFour(weights, tableRow, x, step, out, outRow, numExperts, dim);
    weights += 4 * tableRow;
    out += 4 * outRow;
  }
  for (; numUnits > 0; numUnits--) {
    mixOne(weights, x, step, out, numExperts, dim);
    weights += tableRow;
    out += outRow;
  }
}

function mixFour(
  weights: usize,
  tableRow: usize,
  x: usize,
  step: usize,
  out: usize,
  outRow: usize,
  numExperts: i32,
  dim: i32,
): void {
  for (let column = 0; column < dim; column += 8) {
    let low0 = f32x4.splat(0);
    let high0 = low0;
    let low1 = low0;
    let high1 = low0;
    let low2 = low0;
    let high2 = low0;
    let low3 = low0;
    let high3 = low0;
    let at = x;
    let w0 = weights;
    let w1 = w0 + tableRow;
    let w2 = w1 + tableRow;
    let w3 = w2 + tableRow;
    for (let e = numExperts; e > 0; e--) {
      const low = v128.load(at);
      const high = v128.load(at, 16);
      let factor = v128.load32_splat(w0);
      low0 = multiplyAdd(factor, low, low0);
      high0 = multiplyAdd(factor, high, high0);
      factor = v128.load32_splat(w1);
      low1 = multiplyAdd(factor, low, low1);
      high1 = multiplyAdd(factor, high, high1);
      factor = v128.load32_splat(w2);
      low2 = multiplyAdd(factor, low, low2);
      high2 = multiplyAdd(factor, high, high2);
      factor = v128.load32_splat(w3);
      low3 = multiplyAdd(factor, low, low3);
      high3 = multiplyAdd(factor, high, high3);
      at += step;
      w0 += 4;
      w1 += 4;
      w2 += 4;
      w3 += 4;
    }
    const out2 = out + 2 * outRow;
    const width = min(8, dim - column);
    storeBoth(out, low0, high0, width);
    storeBoth(out + outRow, low1, high1, width);
    storeBoth(out2, low2, high2, width);
    storeBoth(out2 + outRow, low3, high3, width);
    x += 32;
    out += 32;
  }
}

function mixOne(weights: usize, x: usize, step: usize, out: usize, numExperts: i32, dim: i32): void {
  for (let column = 0; column < dim; column += 8) {
    let low = f32x4.splat(0);
    let high = low;
    let at = x;
    for (let e = 0; e < numExperts; e++) {
      const factor = v128.load32_splat(weights + bytes(e));
      low = multiplyAdd(factor, v128.load(at), low);
      high = multiplyAdd(factor, v128.load(at, 16), high);
      at += step;
    }
    storeBoth(out, low, high, min(8, dim - column));
    x += 32;
    out += 32;
  }
}

@inline
function storeBoth(to: usize, low: v128, high: v128, width: i32): void {
  storeLow(to, low, width);
  storeHigh(to, high, width);
}

/** `dx[e] = sum over u of weights[u, e] dy[u]` of one row, four units at a time. */
export function addUnits(
  weights: usize,
  tableRow: usize,
  dy: usize,
  streamStep: usize,
  dx: usize,
  expertStep: usize,
  numUnits: i32,
  numExperts: i32,
  dim: i32,
): void {
  for (let unit = 0; unit < numUnits; unit += 4) {
    addFour(weights, 4, tableRow, dy, streamStep, dx, expertStep, numExperts, dim, unit == 0);
    weights += 4 * tableRow;
    dy += 4 * streamStep;
  }
}

/**
 * `out[i] = out[i] + sum over k < 4 of factors[i, k] rows[k]`, without the first term when `isFirst`. `factors[i, k]` lies
 * at `factors + i factorRow + k factorStep`. The four rows stay in registers; all rows are padded to a multiple of 8.
 */
function addFour(
  factors: usize,
  factorRow: usize,
  factorStep: usize,
  rows: usize,
  step: usize,
  out: usize,
  outRow: usize,
  count: i32,
  dim: i32,
  isFirst: bool,
): void {
  for (let column = 0; column < dim; column += 8) {
    const rows1 = rows + step;
    const rows2 = rows1 + step;
    const rows3 = rows2 + step;
    const low0 = v128.load(rows);
    const high0 = v128.load(rows, 16);
    const low1 = v128.load(rows1);
    const high1 = v128.load(rows1, 16);
    const low2 = v128.load(rows2);
    const high2 = v128.load(rows2, 16);
    const low3 = v128.load(rows3);
    const high3 = v128.load(rows3, 16);
    let at = out;
    let f0 = factors;
    let f1 = f0 + factorStep;
    let f2 = f1 + factorStep;
    let f3 = f2 + factorStep;
    for (let i = 0; i < count; i++) {
      let low = isFirst ? f32x4.splat(0) : v128.load(at);
      let high = isFirst ? f32x4.splat(0) : v128.load(at, 16);
      let factor = v128.load32_splat(f0);
      low = multiplyAdd(factor, low0, low);
      high = multiplyAdd(factor, high0, high);
      factor = v128.load32_splat(f1);
      low = multiplyAdd(factor, low1, low);
      high = multiplyAdd(factor, high1, high);
      factor = v128.load32_splat(f2);
      low = multiplyAdd(factor, low2, low);
      high = multiplyAdd(factor, high2, high);
      factor = v128.load32_splat(f3);
      low = multiplyAdd(factor, low3, low);
      high = multiplyAdd(factor, high3, high);
      v128.store(at, low);
      v128.store(at, high, 16);
      at += outRow;
      f0 += factorRow;
      f1 += factorRow;
      f2 += factorRow;
      f3 += factorRow;
    }
    rows += 32;
    out += 32;
  }
}

/** `dWeights[u, e] = <dy[u], x[e]>`, two units and four experts at a time. */
export function dots(
  dy: usize,
  dyStep: usize,
  x: usize,
  xStep: usize,
  dWeights: usize,
  numUnits: i32,
  numExperts: i32,
  dim: i32,
): void {
  const tableRow = bytes(upTo4(numExperts));
  for (let unit = 0; unit < numUnits; unit += 2) {
    for (let e = 0; e < numExperts; e += 4) {
      fourDots(dy, dyStep, x + <usize>e * xStep, xStep, dWeights + bytes(e), tableRow, upTo4(dim));
    }
    dy += 2 * dyStep;
    dWeights += 2 * tableRow;
  }
}

@inline
function fourDots(a: usize, aStep: usize, b: usize, bStep: usize, out: usize, outRow: usize, dim: i32): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s02 = s00;
  let s03 = s00;
  let s10 = s00;
  let s11 = s00;
  let s12 = s00;
  let s13 = s00;
  let a1 = a + aStep;
  let b1 = b + bStep;
  let b2 = b1 + bStep;
  let b3 = b2 + bStep;
  for (let rest = dim; rest > 0; rest -= 4) {
    const x0 = v128.load(a);
    const x1 = v128.load(a1);
    let z = v128.load(b);
    s00 = multiplyAdd(x0, z, s00);
    s10 = multiplyAdd(x1, z, s10);
    z = v128.load(b1);
    s01 = multiplyAdd(x0, z, s01);
    s11 = multiplyAdd(x1, z, s11);
    z = v128.load(b2);
    s02 = multiplyAdd(x0, z, s02);
    s12 = multiplyAdd(x1, z, s12);
    z = v128.load(b3);
    s03 = multiplyAdd(x0, z, s03);
    s13 = multiplyAdd(x1, z, s13);
    a += 16;
    a1 += 16;
    b += 16;
    b1 += 16;
    b2 += 16;
    b3 += 16;
  }
  v128.store(out, sumsOf(s00, s01, s02, s03));
  v128.store(out + outRow, sumsOf(s10, s11, s12, s13));
}

/** The sums of the lanes of four vectors. */
@inline
function sumsOf(x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  const x01 = f32x4.add(v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), v128.shuffle<f32>(x0, x1, 2, 6, 3, 7));
  const x23 = f32x4.add(v128.shuffle<f32>(x2, x3, 0, 4, 1, 5), v128.shuffle<f32>(x2, x3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(x01, x23, 0, 1, 4, 5), v128.shuffle<f32>(x01, x23, 2, 3, 6, 7));
}
