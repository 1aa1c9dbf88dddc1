/**
 * The only transcendental functions that data and initial weights may use. Engines differ in the last bit of `Math.sin`,
 * `Math.exp` and the like (ECMAScript leaves their accuracy open); these are FDLIBM in plain float64 arithmetic, so the
 * same configuration gives the same bytes on every machine. `Math.sqrt`, `abs`, `floor`, `imul`, `min` and `max` are exact
 * by specification and need no replacement.
 */
export { default as cos } from '@stdlib/math-base-special-cos';
export { default as exp } from '@stdlib/math-base-special-exp';
export { default as ln } from '@stdlib/math-base-special-ln';
export { default as sin } from '@stdlib/math-base-special-sin';
