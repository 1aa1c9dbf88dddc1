/**
 * Transcendental functions for data, initial weights and reported numbers: FDLIBM in float64, bit-identical
 * on every machine. Engines differ in the last bit of `Math.sin`, `Math.exp` and others; `Math.sqrt`, `abs`,
 * `floor`, `imul`, `min` and `max` are exact by specification.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';

export { default as cos } from '@stdlib/math-base-special-cos';
export { default as sin } from '@stdlib/math-base-special-sin';
export { exp, ln };

/** Accurate to two units in the last place. */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (Math.abs(x) > 0.5) return ln(sum);
  // The sum keeps only some digits of a small x, so the logarithm is scaled by what they lost (Kahan).
  const added = sum - 1;
  return added === 0 ? x : ln(sum) * (x / added);
}

/** Accurate to two units in the last place. */
export function expm1(x: number): number {
  const power = exp(x);
  const change = power - 1;
  if (Math.abs(x) > 1) return change;
  // Scaled as in `log1p`: `power` is the exponential of a number near x.
  return change === 0 ? x : change * (x / ln(power));
}
