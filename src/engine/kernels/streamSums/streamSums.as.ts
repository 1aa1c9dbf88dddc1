/** Weighted sums of streams, see `streamSums.ts`. */
import { bytes, loadLow, storeLow, upTo4 } from '../wasm/simd.as';

/** `sums`: `[N, upTo4(S)]`, int32. `size`: `B D`. */
export function streamSums(
  x: usize,
  y: usize,
  sums: usize,
  numReplicas: i32,
  numSums: i32,
  numStreams: i32,
  size: i32,
): void {
  for (let replica = 0; replica < numReplicas; replica++) {
    for (let n = 0; n < numSums; n++) {
      const counts = sums + bytes(n * upTo4(numStreams));
      let isFirst = true;
      for (let s = 0; s < numStreams; s++) {
        const count = load<i32>(counts + bytes(s));
        if (!count) continue;
        const factor = f32x4.splat(<f32>count);
        if (isFirst) scaled(x + bytes(s * size), factor, y, size, false);
        else scaled(x + bytes(s * size), factor, y, size, true);
        isFirst = false;
      }
      if (isFirst) memory.fill(y, 0, bytes(size));
      y += bytes(size);
    }
    x += bytes(numStreams * size);
  }
}

@inline
function scaled(x: usize, factor: v128, y: usize, size: i32, adds: bool): void {
  for (; size >= 4; size -= 4) {
    const value = f32x4.mul(factor, v128.load(x));
    v128.store(y, adds ? f32x4.add(v128.load(y), value) : value);
    x += 16;
    y += 16;
  }
  if (!size) return;
  const value = f32x4.mul(factor, loadLow(x, size));
  storeLow(y, adds ? f32x4.add(loadLow(y, size), value) : value, size);
}
