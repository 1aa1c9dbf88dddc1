/**
 * The only transcendental functions that data, initial weights and reported numbers may use. Engines differ in the last bit
 * of `Math.sin`, `Math.exp` and the like (ECMAScript leaves their accuracy open); these are FDLIBM in plain float64
 * arithmetic, so the same configuration gives the same bytes on every machine. `Math.sqrt`, `abs`, `floor`, `imul`, `min` and
 * `max` are exact by specification and need no replacement.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';

export { default as cos } from '@stdlib/math-base-special-cos';
export { default as sin } from '@stdlib/math-base-special-sin';
export { exp, ln };

/** ln(1 + x), to two units in the last place. */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (Math.abs(x) > 0.5) return ln(sum);
  // Of a small x, the sum keeps only some digits: the logarithm is of those, and in proportion to them (Kahan).
  const added = sum - 1;
  return added === 0 ? x : ln(sum) * (x / added);
}

/** exp(x) - 1, to two units in the last place. */
export function expm1(x: number): number {
  const power = exp(x);
  const change = power - 1;
  if (Math.abs(x) > 1) return change;
  // As above: `power` is the exponential of a number near x.
  return change === 0 ? x : change * (x / ln(power));
}
