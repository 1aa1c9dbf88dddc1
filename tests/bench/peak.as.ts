/** The most this engine can do in one thread: ten independent chains of multiply and add, no memory. */

/** Runs `count` rounds of 80 floating-point operations. */
export function rounds(count: i32): f32 {
  const x = f32x4.splat(0.999);
  const y = f32x4.splat(0.001);
  let a = x;
  let b = y;
  let c = x;
  let d = y;
  let e = x;
  let f = y;
  let g = x;
  let h = y;
  let i = x;
  let j = y;
  for (; count > 0; count--) {
    a = f32x4.add(f32x4.mul(a, x), y);
    b = f32x4.add(f32x4.mul(b, x), y);
    c = f32x4.add(f32x4.mul(c, x), y);
    d = f32x4.add(f32x4.mul(d, x), y);
    e = f32x4.add(f32x4.mul(e, x), y);
    f = f32x4.add(f32x4.mul(f, x), y);
    g = f32x4.add(f32x4.mul(g, x), y);
    h = f32x4.add(f32x4.mul(h, x), y);
    i = f32x4.add(f32x4.mul(i, x), y);
    j = f32x4.add(f32x4.mul(j, x), y);
  }
  const half = f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), e);
  const rest = f32x4.add(f32x4.add(f32x4.add(f, g), f32x4.add(h, i)), j);
  return f32x4.extract_lane(f32x4.add(half, rest), 0);
}
