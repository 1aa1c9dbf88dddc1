/**
 * Everything the binary exports, on memory of TensorFlow.js that it imports: all operations, which are found by their names and
 * folders (`src/build/dispatched.mjs`), and `replay`, by which many steps of many calls are one call from JavaScript.
 */
import { bytes } from './simd.as';

/** `out = a + b`, `count` values. */
export function add(a: usize, b: usize, out: usize, count: i32): void {
  let at: usize = 0;
  for (const end = bytes(count & -4); at < end; at += 16)
    v128.store(out + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
  for (const end = bytes(count); at < end; at += 4)
    store<f32>(out + at, load<f32>(a + at) + load<f32>(b + at));
}

/** `to = from`, `count` values. */
export function copy(from: usize, to: usize, count: i32): void {
  memory.copy(to, from, bytes(count));
}

function carryOut(call: usize): void {
  dispatched: switch (load<i32>(call)) {
    default: unreachable();
  }
}

/** Bytes of a call in the list: the number of its operation, then its arguments. */
const callBytes: usize = 64;

/** Carries out the `numCalls` calls from `calls` on, `numSteps` times. */
export function replay(calls: usize, numCalls: i32, numSteps: i32): void {
  const end = calls + <usize>numCalls * callBytes;
  for (; numSteps > 0; numSteps--) {
    for (let call = calls; call < end; call += callBytes) carryOut(call);
  }
}
