/** One Adam step for one tensor, in place. See `adam.ts` for what is computed. */
import { bytes, multiplyAdd } from '../wasm/simd.as';

/** `rates`: see `adamRateNames`. */
export function adamStep(
  parameter: usize,
  moment1: usize,
  moment2: usize,
  gradient: usize,
  rates: usize,
  count: i32,
): void {
  step(parameter, moment1, moment2, gradient, rates, count, false);
}

/** The same for weights that decay. */
export function adamStepDecaying(
  parameter: usize,
  moment1: usize,
  moment2: usize,
  gradient: usize,
  rates: usize,
  count: i32,
): void {
  step(parameter, moment1, moment2, gradient, rates, count, true);
}

@inline
function step(
  parameter: usize,
  moment1: usize,
  moment2: usize,
  gradient: usize,
  rates: usize,
  count: i32,
  decays: bool,
): void {
  const learningRate = v128.load32_splat(rates);
  const correction1 = v128.load32_splat(rates, 4);
  const correction2 = v128.load32_splat(rates, 8);
  const kept = v128.load32_splat(rates, 12);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = bytes(i);
    const g = v128.load(gradient + at);
    const m = nextMean(v128.load(moment1 + at), g);
    const v = nextSquare(v128.load(moment2 + at), g);
    v128.store(moment1 + at, m);
    v128.store(moment2 + at, v);
    let w = v128.load(parameter + at);
    if (decays) w = f32x4.mul(w, kept);
    v128.store(parameter + at, moved(w, m, v, learningRate, correction1, correction2));
  }
  for (; i < count; i++) {
    const at = bytes(i);
    const g = v128.load32_zero(gradient + at);
    const m = nextMean(v128.load32_zero(moment1 + at), g);
    const v = nextSquare(v128.load32_zero(moment2 + at), g);
    v128.store32_lane(moment1 + at, m, 0);
    v128.store32_lane(moment2 + at, v, 0);
    let w = v128.load32_zero(parameter + at);
    if (decays) w = f32x4.mul(w, kept);
    v128.store32_lane(parameter + at, moved(w, m, v, learningRate, correction1, correction2), 0);
  }
}

const beta1: f32 = 0.9;
const beta2: f32 = 0.999;
const epsilon: f32 = 1e-8;

@inline
function nextMean(mean: v128, gradient: v128): v128 {
  return normal(multiplyAdd(gradient, f32x4.splat(0.1), f32x4.mul(mean, f32x4.splat(beta1))));
}

@inline
function nextSquare(square: v128, gradient: v128): v128 {
  const now = f32x4.mul(gradient, f32x4.splat(0.001));
  return normal(multiplyAdd(gradient, now, f32x4.mul(square, f32x4.splat(beta2))));
}

/**
 * 0 for what is below 2^-126. Without gradients moments shrink until they are no normal float, and would stay so: rounded,
 * 0.9 of the least is the least. Processors take twenty times as long for those, and they move no parameter.
 */
@inline
function normal(x: v128): v128 {
  const magnitude = v128.and(x, i32x4.splat(0x7fffffff));
  return v128.andnot(x, i32x4.lt_s(magnitude, i32x4.splat(0x00800000)));
}

@inline
function moved(
  parameter: v128,
  mean: v128,
  square: v128,
  learningRate: v128,
  correction1: v128,
  correction2: v128,
): v128 {
  const divisor = f32x4.add(f32x4.sqrt(f32x4.mul(square, correction2)), f32x4.splat(epsilon));
  const direction = f32x4.div(f32x4.mul(mean, correction1), divisor);
  return f32x4.sub(parameter, f32x4.mul(direction, learningRate));
}
