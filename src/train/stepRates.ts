/** The numbers that change from step to step: by name, and as the tensor that the kernels read. */
import { type AdamRates, adamRateNames, adamRates } from '../kernels/adam/adam.ts';
import { concat, mul, slice, type Tensor } from '../tf/tf.ts';

export interface StepRates extends AdamRates {
  /** The learning rate over that of the start, for cards that have one of their own: exactly 1 until it was changed. */
  readonly learningRateChange: number;
}

/** In the order in which they stand in the tensor: Adam's come first. */
const names = [...adamRateNames, 'learningRateChange'] as const satisfies readonly (keyof StepRates)[];

/** Length of the tensor. */
export const numRates = names.length;

/** The rates of step `step`, counted from 1. */
export function stepRates(learningRate: number, initialLearningRate: number, step: number): StepRates {
  return { ...adamRates(learningRate, step), learningRateChange: learningRate / initialLearningRate };
}

/** Values of the tensor, `[4]`. */
export function stepRateValues(rates: StepRates): number[] {
  return names.map((name) => rates[name]);
}

/** The tensor with another learning rate `[1]`, which follows the changes of the common one. Call inside `tidy`. */
export function withOwnRate(rates: Tensor, ownRate: Tensor): Tensor {
  const change = slice(rates, [names.indexOf('learningRateChange')], [1]);
  const corrections = slice(rates, [names.indexOf('correction1')], [numRates - 1]);
  return concat([mul(ownRate, change), corrections]);
}
