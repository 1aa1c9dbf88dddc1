/** Entry of the WASM binary: all operations, collected by `assemblyScript.mjs`, and the replay of steps. */
import { bytes } from './simd.as';

export function add(a: usize, b: usize, out: usize, count: i32): void {
  let at: usize = 0;
  for (const end = bytes(count & -4); at < end; at += 16)
    v128.store(out + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
  for (const end = bytes(count); at < end; at += 4)
    store<f32>(out + at, load<f32>(a + at) + load<f32>(b + at));
}

export function copy(from: usize, to: usize, count: i32): void {
  memory.copy(to, from, bytes(count));
}

function carryOut(call: usize): void {
  dispatched: switch (load<i32>(call)) {
    default: unreachable();
  }
}

// An operation number, then up to 15 arguments.
const callBytes: usize = 64;

export function replay(calls: usize, numCalls: i32, numSteps: i32): void {
  const end = calls + <usize>numCalls * callBytes;
  for (; numSteps > 0; numSteps--) {
    for (let call = calls; call < end; call += callBytes) carryOut(call);
  }
}
