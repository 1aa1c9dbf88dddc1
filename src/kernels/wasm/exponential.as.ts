/** Exponential and logarithm of four floats, to within two units in the last place. */
import { multiplyAdd } from './simd.as';

/** `exp(x)` for `x` at most 0 or NaN; below -87, where the true value is no normal float, `exp(-87)`. */
@inline
export function expOfNegative(x: v128): v128 {
  const clamped = f32x4.pmax(x, f32x4.splat(-87)); // NaN stays NaN
  // Adding a number so large that no fraction has room rounds, and leaves the whole number in the lowest bits.
  const rounded = f32x4.add(f32x4.mul(clamped, f32x4.splat(1.4426950408889634)), f32x4.splat(12582912));
  const power = f32x4.sub(rounded, f32x4.splat(12582912));
  // ln 2 in two parts, the first with so few digits that its multiples are exact.
  const high = multiplyAdd(power, f32x4.splat(-0.693359375), clamped);
  const r = multiplyAdd(power, f32x4.splat(0.00021219444005469057), high);
  let p = f32x4.splat(1.0 / 5040);
  p = multiplyAdd(p, r, f32x4.splat(1.0 / 720));
  p = multiplyAdd(p, r, f32x4.splat(1.0 / 120));
  p = multiplyAdd(p, r, f32x4.splat(1.0 / 24));
  p = multiplyAdd(p, r, f32x4.splat(1.0 / 6));
  p = multiplyAdd(p, r, f32x4.splat(0.5));
  p = multiplyAdd(p, r, f32x4.splat(1));
  p = multiplyAdd(p, r, f32x4.splat(1));
  return f32x4.mul(p, i32x4.shl(i32x4.add(rounded, i32x4.splat(127)), 23));
}

/** `log(1 + x)` for `x` from 0 to 1: `2 atanh(x / (2 + x))`. */
@inline
export function logOnePlus(x: v128): v128 {
  const s = f32x4.div(x, f32x4.add(f32x4.splat(2), x));
  const square = f32x4.mul(s, s);
  let p = f32x4.splat(1.0 / 15);
  p = multiplyAdd(p, square, f32x4.splat(1.0 / 13));
  p = multiplyAdd(p, square, f32x4.splat(1.0 / 11));
  p = multiplyAdd(p, square, f32x4.splat(1.0 / 9));
  p = multiplyAdd(p, square, f32x4.splat(1.0 / 7));
  p = multiplyAdd(p, square, f32x4.splat(1.0 / 5));
  p = multiplyAdd(p, square, f32x4.splat(1.0 / 3));
  p = multiplyAdd(p, square, f32x4.splat(1));
  return f32x4.mul(f32x4.add(s, s), p);
}
