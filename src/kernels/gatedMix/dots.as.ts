/** Scalar products of the small matrices that one row of the batch has: units with experts. Inlined, as `rowProducts.as.ts` is. */
import { loadPart, multiplyAdd } from '../wasm/simd.as';

/**
 * `dWeights[u, e] = <dy[u], x[e]>`, units `tableRow` bytes apart: two units and four experts at a time, or five where that is
 * what is left. `zeros`, a row, stands in for units and experts that are missing to those.
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

/** Is not inlined: the code around would have fewer registers for the usual case. */
function lastFive(dy: usize, dy1: usize, b: usize, step: usize, out: usize, outRow: usize, dim: i32): void {
  twoByFive(dy, dy1, b, b + step, b + 2 * step, b + 3 * step, b + 4 * step, out, outRow, dim, true);
}

/** Two rows with five, or without the fifth. */
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
    // What lies behind a row is none of it, and may be no number.
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

/** The sums of the lanes of four vectors. */
@inline
function sumsOf(x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  const x01 = f32x4.add(v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), v128.shuffle<f32>(x0, x1, 2, 6, 3, 7));
  const x23 = f32x4.add(v128.shuffle<f32>(x2, x3, 0, 4, 1, 5), v128.shuffle<f32>(x2, x3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(x01, x23, 0, 1, 4, 5), v128.shuffle<f32>(x01, x23, 2, 3, 6, 7));
}
