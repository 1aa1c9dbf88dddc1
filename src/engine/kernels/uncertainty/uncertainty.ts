/**
 * Weights of the tasks' losses, learned by uncertainty (Kendall et al., CVPR 2018, equations 7 and 10): with the log variance s of a
 * task, its loss L and its fixed weight w, the task adds w c exp(-s) L + s / 2 to the total, where c is 1/2 for regression and 1 for a
 * binary task. A task without labels in the batch has loss 0 and adds nothing. Knows no kind of loss.
 */
import { exp, mul, neg, step, sub, type Tensor, tensor, tile } from '../../tf/tf.ts';
import { type Operation, run } from '../operation.ts';

export interface UncertaintyAttrs {
  readonly numReplicas: number;
  /** `[T]`, 1 for a binary task, 0 for regression. */
  readonly isBinary: readonly number[];
}

const weights: Operation<UncertaintyAttrs, 'logVariances' | 'shares', 'weights'> = {
  kernelName: 'UncertaintyWeights',
  inputs: { logVariances: '[R*T]', shares: '[R*T]' },
  outputs: ['weights'],
  reference: ({ logVariances, shares }, { numReplicas, isBinary }) => {
    const factors = isBinary.map((flag) => (flag === 1 ? 1 : 0.5) * isBinary.length);
    return { weights: mul(mul(shares, tile(tensor(factors), [numReplicas])), exp(neg(logVariances))) };
  },
};

const backward: Operation<object, 'losses' | 'weights', 'dLogVariances'> = {
  kernelName: 'UncertaintyGrad',
  inputs: { losses: '[R*T]', weights: '[R*T]' },
  outputs: ['dLogVariances'],
  reference: ({ losses, weights }) => ({
    dLogVariances: mul(step(losses), sub(0.5, mul(weights, losses))),
  }),
};

export const uncertaintyOperations = { weights, backward };

/** The factors w c exp(-s) of the losses, `[R*T]`: their gradients in the total. `shares` are w / T, as of `LossSettings`. */
export const uncertaintyWeights = (logVariances: Tensor, shares: Tensor, attrs: UncertaintyAttrs): Tensor =>
  run(weights, { logVariances, shares }, attrs).weights;

/** The gradient of the total with respect to the log variances, `[R*T]`; `weights` as `uncertaintyWeights` gave them. */
export const uncertaintyGradient = (losses: Tensor, weights: Tensor): Tensor =>
  run(backward, { losses, weights }, {}).dLogVariances;
