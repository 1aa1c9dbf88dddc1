/** One Adam step of many tensors (Kingma & Ba 2015): beta 0.9 and 0.999, epsilon 1e-8 added outside the square root. */
import { add, div, mul, slice, sqrt, square, sub, type Tensor } from '../../tf/tf.ts';
import { type NamedTensors, type Operation, required, run } from '../operation.ts';

export const beta1 = 0.9;
export const beta2 = 0.999;
export const epsilon = 1e-8;

/** A parameter tensor with both its moments, all of one shape. */
export interface AdamSlot {
  readonly parameter: Tensor;
  readonly moment1: Tensor;
  readonly moment2: Tensor;
}

export interface AdamAttrs {
  readonly numSlots: number;
}

/** Inputs `rates` and, for every slot, those of `adamInput`. Outputs parameter and moments, slot by slot. */
export const adamOperation: Operation<AdamAttrs> = {
  kernelName: 'AdamStep',
  reference: (inputs, { numSlots }) => Array.from({ length: numSlots }, (_, i) => nextSlot(inputs, i)).flat(),
  gradient: null,
};

/** Name of an input of slot `index`. */
export function adamInput(name: keyof AdamSlot | 'gradient', index: number): string {
  return `${name}.${index}`;
}

/** What changes from step to step, as a tensor `[3]`'s values: learning rate and both bias corrections of step `step` (from 1). */
export function adamRates(learningRate: number, step: number): [number, number, number] {
  return [learningRate, 1 / (1 - beta1 ** step), 1 / (1 - beta2 ** step)];
}

/**
 * Returns the next slots, moved by one gradient each. Uses the old ones up: their tensors are still the caller's to free,
 * but a backend may have written the new values over the old.
 */
export function adamStep(
  slots: readonly AdamSlot[],
  gradients: readonly Tensor[],
  rates: Tensor,
): AdamSlot[] {
  const inputs: Record<string, Tensor> = { rates };
  slots.forEach(({ parameter, moment1, moment2 }, i) => {
    inputs[adamInput('parameter', i)] = parameter;
    inputs[adamInput('moment1', i)] = moment1;
    inputs[adamInput('moment2', i)] = moment2;
  });
  gradients.forEach((gradient, i) => {
    inputs[adamInput('gradient', i)] = gradient;
  });
  const outputs = run(adamOperation, inputs, { numSlots: slots.length });
  return slots.map((_, i) => {
    const [parameter, moment1, moment2] = outputs.slice(3 * i, 3 * i + 3) as [Tensor, Tensor, Tensor];
    return { parameter, moment1, moment2 };
  });
}

function nextSlot(inputs: NamedTensors, index: number): [Tensor, Tensor, Tensor] {
  const ofSlot = (name: keyof AdamSlot | 'gradient') => required(inputs, adamInput(name, index));
  const rate = (i: number) => slice(required(inputs, 'rates'), [i], [1]);
  const gradient = ofSlot('gradient');
  const moment1 = add(mul(ofSlot('moment1'), beta1), mul(gradient, 1 - beta1));
  const moment2 = add(mul(ofSlot('moment2'), beta2), mul(square(gradient), 1 - beta2));
  const direction = div(mul(moment1, rate(1)), add(sqrt(mul(moment2, rate(2))), epsilon));
  return [sub(ofSlot('parameter'), mul(direction, rate(0))), moment1, moment2];
}
