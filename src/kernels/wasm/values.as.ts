/** What is done to the values of whole tensors, `count` of them. */
import { bytes } from './simd.as';

/** `out = a + b`. */
export function add(a: usize, b: usize, out: usize, count: i32): void {
  let at: usize = 0;
  for (const end = bytes(count & -4); at < end; at += 16)
    v128.store(out + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
  for (const end = bytes(count); at < end; at += 4)
    store<f32>(out + at, load<f32>(a + at) + load<f32>(b + at));
}

/** `to = from`. */
export function copy(from: usize, to: usize, count: i32): void {
  memory.copy(to, from, bytes(count));
}
