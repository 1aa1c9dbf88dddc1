/** SIMD helpers of all kernels, compiled with and without relaxed SIMD. */

/** `a b + c`, rounded once if relaxed SIMD fuses it, else twice. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline
export function bytes(count: i32): usize {
  return <usize>count << 2;
}

/** The sum in every lane, always added in the same order. */
@inline
export function sumOfLanes(x: v128): v128 {
  const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.add(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2));
}

/** The maximum in every lane; may skip NaN. */
@inline
export function maxOfLanes(x: v128): v128 {
  const pairs = f32x4.pmax(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.pmax(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2));
}

/** Loads 1 to 3 floats, then zeros; reads nothing beyond them. */
export function loadPart(from: usize, count: i32): v128 {
  let x = v128.load32_zero(from);
  if (count > 1) x = v128.load32_lane(from, x, 1, 4);
  if (count > 2) x = v128.load32_lane(from, x, 2, 8);
  return x;
}

export function storePart(to: usize, x: v128, count: i32): void {
  v128.store32_lane(to, x, 0);
  if (count > 1) v128.store32_lane(to, x, 1, 4);
  if (count > 2) v128.store32_lane(to, x, 2, 8);
}

/** The first four of 1 to 8 floats, zero-padded. */
@inline
export function loadLow(from: usize, width: i32): v128 {
  return width >= 4 ? v128.load(from) : loadPart(from, width);
}

/** The last four of 1 to 8 floats, zero-padded. */
@inline
export function loadHigh(from: usize, width: i32): v128 {
  if (width == 8) return v128.load(from, 16);
  return width > 4 ? loadPart(from + 16, width - 4) : f32x4.splat(0);
}

@inline
export function storeLow(to: usize, x: v128, width: i32): void {
  if (width >= 4) v128.store(to, x);
  else storePart(to, x, width);
}

@inline
export function storeHigh(to: usize, x: v128, width: i32): void {
  if (width == 8) v128.store(to, x, 16);
  else if (width > 4) storePart(to + 16, x, width - 4);
}

// Not inlined: partial rows are rare, and the code is long.
export function storePartOfRow(to: usize, low: v128, high: v128, width: i32): void {
  storeLow(to, low, width);
  storeHigh(to, high, width);
}

/** Copies floats, zero-padded to a multiple of 8. */
export function copyPadded(from: usize, to: usize, count: i32): void {
  for (; count > 0; count -= 8) {
    v128.store(to, loadLow(from, min(count, 8)));
    v128.store(to, loadHigh(from, min(count, 8)), 16);
    from += 32;
    to += 32;
  }
}

@inline
export function upTo4(count: i32): i32 {
  return (count + 3) & -4;
}

@inline
export function upTo8(count: i32): i32 {
  return (count + 7) & -8;
}

/** `exp(x)` within 2 ulp for `x <= 0` or NaN; `exp(-87)` below -87, where the true value is subnormal. */
@inline
export function expOfNegative(x: v128): v128 {
  const clamped = f32x4.pmax(x, f32x4.splat(-87)); // NaN stays NaN
  // Adding 1.5 * 2^23 rounds, and leaves the integer in the lowest bits.
  const rounded = f32x4.add(f32x4.mul(clamped, f32x4.splat(1.4426950408889634)), f32x4.splat(12582912));
  const power = f32x4.sub(rounded, f32x4.splat(12582912));
  // ln 2 in two parts; multiples of the first are exact.
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

// Sigmoid, computed from the exponential that is at most 1.
@inline
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  const power = expOfNegative(f32x4.neg(f32x4.abs(x)));
  const numerator = v128.bitselect(power, one, f32x4.lt(x, f32x4.splat(0)));
  return f32x4.div(numerator, f32x4.add(one, power));
}

/** `log(1 + x)` within 2 ulp for `x` from 0 to 1: `2 atanh(x / (2 + x))`. */
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
