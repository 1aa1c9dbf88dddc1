/** Softmax over the experts a unit sees; the others get exactly 0 and pass no gradient. */

import { div, exp, max, maximum, mul, reshape, sub, sum, type Tensor } from '../../tf/tf.ts';

/** Far below any logit, far above the overflow of a difference. */
const unseen = -1e9;

/** `[R*U, B, E] -> [R*U, B, E]`, rows summing to 1 (to 0 for a unit that sees nothing). `sees` `[R*U, E]` of 0 and 1. */
export function maskedSoftmax(logits: Tensor, sees: Tensor): Tensor {
  const [numUnits, , numExperts] = logits.shape as [number, number, number];
  const mask = reshape(sees, [numUnits, 1, numExperts]);
  const seen = sub(mul(logits, mask), mul(sub(1, mask), -unseen));
  const numerators = mul(exp(sub(seen, max(seen, 2, true))), mask);
  return div(numerators, maximum(sum(numerators, 2, true), 1e-20));
}

/** `dLogits = gate * (dGate - sum over e of gate dGate)`; 0 where the gate is 0. */
export function softmaxGradient(dGates: Tensor, gates: Tensor): Tensor {
  const weighted = mul(dGates, gates);
  return sub(weighted, mul(gates, sum(weighted, 2, true)));
}
