/** One Adam step of one tensor, in place, see `adam.ts`. */
import { loadLow, multiplyAdd, storeLow } from '../wasm/simd.as';
import { beta1, beta2, epsilon } from './constants.as';

export function adamStep(
  parameter: usize,
  moment1: usize,
  moment2: usize,
  gradient: usize,
  rates: usize,
  count: i32,
  decays: i32,
): void {
  const learningRate = v128.load32_splat(rates);
  const correction1 = v128.load32_splat(rates, 4);
  const correction2 = v128.load32_splat(rates, 8);
  const kept = decays ? v128.load32_splat(rates, 12) : f32x4.splat(1);
  for (; count >= 4; count -= 4) {
    moveFour(parameter, moment1, moment2, gradient, learningRate, correction1, correction2, kept, 4);
    parameter += 16;
    moment1 += 16;
    moment2 += 16;
    gradient += 16;
  }
  if (count) moveFour(parameter, moment1, moment2, gradient, learningRate, correction1, correction2, kept, count);
}

@inline
function moveFour(
  parameter: usize,
  moment1: usize,
  moment2: usize,
  gradient: usize,
  learningRate: v128,
  correction1: v128,
  correction2: v128,
  kept: v128,
  width: i32,
): void {
  const g = loadLow(gradient, width);
  const m = nextMean(loadLow(moment1, width), g);
  const v = nextSquare(loadLow(moment2, width), g);
  storeLow(moment1, m, width);
  storeLow(moment2, v, width);
  const divisor = f32x4.add(f32x4.sqrt(f32x4.mul(v, correction2)), f32x4.splat(<f32>epsilon));
  const direction = f32x4.div(f32x4.mul(m, correction1), divisor);
  const w = f32x4.mul(loadLow(parameter, width), kept);
  storeLow(parameter, f32x4.sub(w, f32x4.mul(direction, learningRate)), width);
}

@inline
function nextMean(mean: v128, gradient: v128): v128 {
  return normal(multiplyAdd(gradient, f32x4.splat(<f32>(1 - beta1)), f32x4.mul(mean, f32x4.splat(<f32>beta1))));
}

@inline
function nextSquare(square: v128, gradient: v128): v128 {
  const now = f32x4.mul(gradient, f32x4.splat(<f32>(1 - beta2)));
  return normal(multiplyAdd(gradient, now, f32x4.mul(square, f32x4.splat(<f32>beta2))));
}

// 0 below 2^-126. Without gradients, moments shrink to subnormals and stay there, since 0.9 of the least
// rounds to itself; processors are twenty times slower on them, and they move no parameter.
@inline
function normal(x: v128): v128 {
  const magnitude = v128.and(x, i32x4.splat(0x7fffffff));
  return v128.andnot(x, i32x4.lt_s(magnitude, i32x4.splat(0x00800000)));
}
