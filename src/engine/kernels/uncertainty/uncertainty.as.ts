/** Uncertainty weights of losses and their gradient, see `uncertainty.ts`. */
import { bytes, expOfNegative } from '../wasm/simd.as';

/** `isBinary`: `[T]`, int32. */
export function uncertaintyWeights(
  logVariances: usize,
  shares: usize,
  weights: usize,
  isBinary: usize,
  numReplicas: i32,
  numTasks: i32,
): void {
  for (let i = 0; i < numReplicas * numTasks; i++) {
    const factor = load<i32>(isBinary + bytes(i % numTasks)) != 0 ? <f32>numTasks : <f32>0.5 * <f32>numTasks;
    const power = expOfMinus(load<f32>(logVariances + bytes(i)));
    store<f32>(weights + bytes(i), load<f32>(shares + bytes(i)) * factor * power);
  }
}

export function uncertaintyGrad(losses: usize, weights: usize, dLogVariances: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const loss = load<f32>(losses + bytes(i));
    const gradient: f32 = loss != 0 ? <f32>0.5 - load<f32>(weights + bytes(i)) * loss : 0;
    store<f32>(dLogVariances + bytes(i), gradient);
  }
}

// exp(-x), computed from the exponential that is at most 1.
function expOfMinus(x: f32): f32 {
  const power = f32x4.extract_lane(expOfNegative(f32x4.splat(-abs(x))), 0);
  return x > 0 ? power : 1 / power;
}
