/**
 * The most arithmetic one thread of this engine does: ten independent chains of multiply, then add, with no memory. The
 * relaxed build does both in one instruction.
 */

/** Runs `count` rounds of 80 floating-point operations each (10 chains x 4 lanes x 2). */
export function rounds(count: i32): f32 {
  let a = f32x4.splat(0.1);
  let b = f32x4.splat(0.2);
  let c = f32x4.splat(0.3);
  let d = f32x4.splat(0.4);
  let e = f32x4.splat(0.5);
  let f = f32x4.splat(0.6);
  let g = f32x4.splat(0.7);
  let h = f32x4.splat(0.8);
  let i = f32x4.splat(0.9);
  let j = f32x4.splat(1.0);
  for (; count > 0; count--) {
    a = next(a);
    b = next(b);
    c = next(c);
    d = next(d);
    e = next(e);
    f = next(f);
    g = next(g);
    h = next(h);
    i = next(i);
    j = next(j);
  }
  return (
    lanesOf(a) +
    lanesOf(b) +
    lanesOf(c) +
    lanesOf(d) +
    lanesOf(e) +
    lanesOf(f) +
    lanesOf(g) +
    lanesOf(h) +
    lanesOf(i) +
    lanesOf(j)
  );
}

function next(x: v128): v128 {
  const factor = f32x4.splat(0.999);
  const term = f32x4.splat(0.001);
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, factor, term);
  return f32x4.add(f32x4.mul(x, factor), term);
}

function lanesOf(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3)
  );
}
