/** Dropout by replica, with the hash of `dropout.ts`. */
import { bytes, loadHigh, loadLow, loadPart, storePart, storePartOfRow } from '../wasm/simd.as';

/** `step`: address of the step's number; `count`: values per replica. */
export function dropout(
  x: usize,
  keys: usize,
  step: usize,
  y: usize,
  numReplicas: i32,
  count: i32,
  threshold: i32,
  scaleBits: i32,
): void {
  const number = <u32>load<f32>(step);
  const scale = f32x4.splat(reinterpret<f32>(scaleBits));
  const limit = i16x8.splat(<i16>threshold);
  for (; numReplicas > 0; numReplicas--, keys += 8) {
    const key = <u32>load<f32>(keys) | (<u32>load<f32>(keys, 4) << 16);
    const first = mixed(key + number * 0x9e3779b9);
    const second = i32x4.splat(mixed(mixed(key ^ 0x243f6a88) + number));
    let pairs = i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(first));
    let left = count;
    for (; left >= 8; left -= 8, x += 32, y += 32) {
      const kept = i16x8.ge_u(hashes(pairs, second), limit);
      v128.store(y, v128.and(f32x4.mul(v128.load(x), scale), i32x4.extend_low_i16x8_s(kept)));
      v128.store(y, v128.and(f32x4.mul(v128.load(x, 16), scale), i32x4.extend_high_i16x8_s(kept)), 16);
      pairs = i32x4.add(pairs, i32x4.splat(4));
    }
    if (left > 0) {
      const kept = i16x8.ge_u(hashes(pairs, second), limit);
      const low = v128.and(f32x4.mul(loadLow(x, left), scale), i32x4.extend_low_i16x8_s(kept));
      const high = v128.and(f32x4.mul(loadHigh(x, left), scale), i32x4.extend_high_i16x8_s(kept));
      storePartOfRow(y, low, high, left);
      x += bytes(left);
      y += bytes(left);
    }
  }
}

export function dropoutGrad(dy: usize, y: usize, dx: usize, count: i32, scaleBits: i32): void {
  const scale = f32x4.splat(reinterpret<f32>(scaleBits));
  for (; count >= 4; count -= 4, dy += 16, y += 16, dx += 16)
    v128.store(dx, passed(v128.load(dy), v128.load(y), scale));
  if (count > 0) storePart(dx, passed(loadPart(dy, count), loadPart(y, count), scale), count);
}

@inline
function passed(dy: v128, y: v128, scale: v128): v128 {
  return v128.andnot(f32x4.mul(dy, scale), f32x4.le(y, f32x4.splat(0)));
}

@inline
function hashes(places: v128, second: v128): v128 {
  let hash = i32x4.mul(v128.xor(places, i32x4.shr_u(places, 16)), i32x4.splat(0x7feb352d));
  hash = v128.xor(hash, second);
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 15)), i32x4.splat(0x846ca68b));
  return v128.xor(hash, i32x4.shr_u(hash, 16));
}

function mixed(value: u32): u32 {
  let hash = (value ^ (value >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}
