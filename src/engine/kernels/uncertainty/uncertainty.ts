/**
 * Task weights learned by uncertainty (Kendall et al., CVPR 2018, equations 7 and 10).
 * With log variance s, loss L and fixed weight w, a task adds w c exp(-s) L + s / 2 to the total; c is 1/2
 * for regression, 1 for a binary task. Without labels it adds nothing.
 */
import { exp, mul, neg, step, sub, type Tensor, tensor, tile } from '../../tf/tf.ts';
import { type Operation, runOperation } from '../operation.ts';

interface UncertaintyAttrs {
  readonly numReplicas: number;
  /** `[T]`, 1 if binary, 0 for regression. */
  readonly isBinary: readonly number[];
}

const uncertaintyWeightsOperation: Operation<UncertaintyAttrs, 'logVariances' | 'shares', 'weights'> = {
  kernelName: 'UncertaintyWeights',
  inputs: { logVariances: '[R*T]', shares: '[R*T]' },
  outputs: ['weights'],
  reference: ({ logVariances, shares }, { numReplicas, isBinary }) => {
    const factors = isBinary.map((flag) => (flag === 1 ? 1 : 0.5) * isBinary.length);
    return { weights: mul(mul(shares, tile(tensor(factors), [numReplicas])), exp(neg(logVariances))) };
  },
};

const uncertaintyGradOperation: Operation<object, 'losses' | 'weights', 'dLogVariances'> = {
  kernelName: 'UncertaintyGrad',
  inputs: { losses: '[R*T]', weights: '[R*T]' },
  outputs: ['dLogVariances'],
  reference: ({ losses, weights }) => ({
    dLogVariances: mul(step(losses), sub(0.5, mul(weights, losses))),
  }),
};

export const uncertaintyOperations = {
  weights: uncertaintyWeightsOperation,
  backward: uncertaintyGradOperation,
};

/** Factors w c exp(-s) of the losses, `[R*T]`. `shares`: w / T. */
export const uncertaintyWeights = (logVariances: Tensor, shares: Tensor, attrs: UncertaintyAttrs): Tensor =>
  runOperation(uncertaintyWeightsOperation, { logVariances, shares }, attrs).weights;

/** Gradient of the total by the log variances, `[R*T]`. */
export const uncertaintyGradient = (losses: Tensor, weights: Tensor): Tensor =>
  runOperation(uncertaintyGradOperation, { losses, weights }, {}).dLogVariances;
