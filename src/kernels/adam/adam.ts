/** One Adam step for one tensor (Kingma & Ba 2015): beta 0.9 and 0.999, epsilon 1e-8 added outside the square root. */
import { add, div, mul, slice, sqrt, square, sub } from '../../tf/tf.ts';
import type { Tensor } from '../../tf/tf.ts';
import { type Operation, required, run } from '../operation.ts';

export const beta1 = 0.9;
export const beta2 = 0.999;
const epsilon = 1e-8;

const operation: Operation<Record<string, never>> = {
  kernelName: 'AdamStep',
  reference: (inputs) => {
    const gradient = required(inputs, 'gradient');
    const [learningRate, correction1, correction2] = [0, 1, 2].map((i) => slice(required(inputs, 'rates'), [i], [1])) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const moment1 = add(mul(required(inputs, 'moment1'), beta1), mul(gradient, 1 - beta1));
    const moment2 = add(mul(required(inputs, 'moment2'), beta2), mul(square(gradient), 1 - beta2));
    const direction = div(mul(moment1, correction1), add(sqrt(mul(moment2, correction2)), epsilon));
    return [sub(required(inputs, 'parameter'), mul(direction, learningRate)), moment1, moment2];
  },
  gradient: null,
};

export const adamOperations = [operation] as const;

/** A parameter tensor with both its moments, all of one shape. */
export interface AdamSlot {
  readonly parameter: Tensor;
  readonly moment1: Tensor;
  readonly moment2: Tensor;
}

/** What changes from step to step, as a tensor `[3]`'s values: learning rate and both bias corrections of step `step` (from 1). */
export function adamRates(learningRate: number, step: number): [number, number, number] {
  return [learningRate, 1 / (1 - beta1 ** step), 1 / (1 - beta2 ** step)];
}

/** Returns the next slot; the old one is the caller's to free. */
export function adamStep(slot: AdamSlot, gradient: Tensor, rates: Tensor): AdamSlot {
  const [parameter, moment1, moment2] = run(operation, { ...slot, gradient, rates }, {}) as [Tensor, Tensor, Tensor];
  return { parameter, moment1, moment2 };
}
