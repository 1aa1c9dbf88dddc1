/** Scalar products of the small matrices that one row of the batch has: units with experts. Inlined, as `rowProducts.as.ts` is. */
import { bytes, loadPart, multiplyAdd, upTo4 } from '../wasm/simd.as';

/**
 * `dWeights[u, e] = <dy[u], x[e]>`, two units and four experts at a time. `zeros`, a row, stands in for units and experts that
 * are missing to those.
 */
@inline
export function dots(
  dy: usize,
  dyStep: usize,
  x: usize,
  xStep: usize,
  zeros: usize,
  dWeights: usize,
  numUnits: i32,
  numExperts: i32,
  dim: i32,
): void {
  const tableRow = bytes(upTo4(numExperts));
  for (let unit = 0; unit < numUnits; unit += 2) {
    const dy1 = unit + 1 < numUnits ? dy + dyStep : zeros;
    let b = x;
    for (let e = 0; e < numExperts; e += 4) {
      const b1 = e + 1 < numExperts ? b + xStep : zeros;
      const b2 = e + 2 < numExperts ? b + 2 * xStep : zeros;
      const b3 = e + 3 < numExperts ? b + 3 * xStep : zeros;
      fourDots(dy, dy1, b, b1, b2, b3, dWeights + bytes(e), tableRow, dim);
      b += 4 * xStep;
    }
    dy += 2 * dyStep;
    dWeights += 2 * tableRow;
  }
}

@inline
function fourDots(
  a: usize,
  a1: usize,
  b: usize,
  b1: usize,
  b2: usize,
  b3: usize,
  out: usize,
  outRow: usize,
  dim: i32,
): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s02 = s00;
  let s03 = s00;
  let s10 = s00;
  let s11 = s00;
  let s12 = s00;
  let s13 = s00;
  for (; dim >= 4; dim -= 4) {
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
  if (dim > 0) {
    // What lies behind a row is none of it, and may be no number.
    const x0 = loadPart(a, dim);
    const x1 = loadPart(a1, dim);
    let z = loadPart(b, dim);
    s00 = multiplyAdd(x0, z, s00);
    s10 = multiplyAdd(x1, z, s10);
    z = loadPart(b1, dim);
    s01 = multiplyAdd(x0, z, s01);
    s11 = multiplyAdd(x1, z, s11);
    z = loadPart(b2, dim);
    s02 = multiplyAdd(x0, z, s02);
    s12 = multiplyAdd(x1, z, s12);
    z = loadPart(b3, dim);
    s03 = multiplyAdd(x0, z, s03);
    s13 = multiplyAdd(x1, z, s13);
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
