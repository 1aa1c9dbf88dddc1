/** Batched matrix product whose arithmetic per group does not depend on how many groups there are. */

import { concat, matMul, slice, type Tensor } from '../tf/tf.ts';

/**
 * `[G, M, K] x [G, K, N] -> [G, M, N]` (after the transpositions asked for).
 *
 * TensorFlow.js picks another algorithm for a single group (XNNPACK on WASM), with other rounding; one replica alone
 * must equal the same replica among five to the last bit, so a single group is computed as two.
 */
export function matMulGroups(a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor {
  if (a.shape[0] !== 1) return matMul(a, b, transposeA, transposeB);
  const twice = matMul(concat([a, a], 0), concat([b, b], 0), transposeA, transposeB);
  return slice(twice, [0, 0, 0], [1, twice.shape[1] ?? 0, twice.shape[2] ?? 0]);
}
