/** Softmax over the experts a unit sees; the others get exactly 0 and pass no gradient. */

import { div, exp, max, maximum, mul, reshape, sub, sum, type Tensor } from '../../tf/tf.ts';
import type { GatedMixAttrs } from './gatedMix.ts';
import { unitMask } from './layout.ts';

/** Far below any logit, far above the overflow of a difference. */
const unseen = -1e9;

/** `[R*U, B, E] -> [R*U, B, E]`, rows summing to 1 (to 0 for a unit that sees nothing). */
export function maskedSoftmax(logits: Tensor, attrs: GatedMixAttrs): Tensor {
  const [numUnits, , numExperts] = logits.shape as [number, number, number];
  const mask = reshape(unitMask(attrs.sees, attrs), [numUnits, 1, numExperts]);
  const seen = sub(mul(logits, mask), mul(sub(1, mask), -unseen));
  const numerators = mul(exp(sub(seen, max(seen, 2, true))), mask);
  return div(numerators, maximum(sum(numerators, 2, true), 1e-20));
}

/** `dLogits = gate * (dGate - sum over e of gate dGate)`; 0 where the gate is 0. */
export function softmaxGradient(dGates: Tensor, gates: Tensor): Tensor {
  const weighted = mul(dGates, gates);
  return sub(weighted, mul(gates, sum(weighted, 2, true)));
}
