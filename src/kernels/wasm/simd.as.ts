/** Four floats at a time: what every kernel shares. Compiled twice, with and without relaxed SIMD. */

/** `a b + c`; rounded once with relaxed SIMD where the processor can, else twice. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Bytes of `count` floats. */
@inline
export function bytes(count: i32): usize {
  return <usize>count << 2;
}

/** The sum of the four lanes in every lane, always added in the same order. */
@inline
export function sumOfLanes(x: v128): v128 {
  const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.add(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2));
}

/** The largest of the four lanes in every lane. NaN may be passed over. */
@inline
export function maxOfLanes(x: v128): v128 {
  const pairs = f32x4.pmax(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.pmax(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2));
}

/** The first `count` (1 to 3) floats at `from`, then zeros; reads nothing beyond them. */
export function loadPart(from: usize, count: i32): v128 {
  let x = v128.load32_zero(from);
  if (count > 1) x = v128.load32_lane(from, x, 1, 4);
  if (count > 2) x = v128.load32_lane(from, x, 2, 8);
  return x;
}

/** Writes the first `count` (1 to 3) lanes. */
export function storePart(to: usize, x: v128, count: i32): void {
  v128.store32_lane(to, x, 0);
  if (count > 1) v128.store32_lane(to, x, 1, 4);
  if (count > 2) v128.store32_lane(to, x, 2, 8);
}

/** The first four of `width` (1 to 8) floats, filled up with zeros. */
@inline
export function loadLow(from: usize, width: i32): v128 {
  return width >= 4 ? v128.load(from) : loadPart(from, width);
}

/** The last four of `width` (1 to 8) floats, filled up with zeros. */
@inline
export function loadHigh(from: usize, width: i32): v128 {
  if (width == 8) return v128.load(from, 16);
  return width > 4 ? loadPart(from + 16, width - 4) : f32x4.splat(0);
}

/** Writes the first four of `width` (1 to 8) floats. */
@inline
export function storeLow(to: usize, x: v128, width: i32): void {
  if (width >= 4) v128.store(to, x);
  else storePart(to, x, width);
}

/** Writes the last four of `width` (1 to 8) floats. */
@inline
export function storeHigh(to: usize, x: v128, width: i32): void {
  if (width == 8) v128.store(to, x, 16);
  else if (width > 4) storePart(to + 16, x, width - 4);
}

/** Copies `count` floats and fills up with zeros to a multiple of 8. */
export function copyPadded(from: usize, to: usize, count: i32): void {
  for (; count > 0; count -= 8) {
    v128.store(to, loadLow(from, min(count, 8)));
    v128.store(to, loadHigh(from, min(count, 8)), 16);
    from += 32;
    to += 32;
  }
}

/** `count` rounded up to a multiple of 4. */
@inline
export function upTo4(count: i32): i32 {
  return (count + 3) & -4;
}

/** `count` rounded up to a multiple of 8. */
@inline
export function upTo8(count: i32): i32 {
  return (count + 7) & -8;
}
