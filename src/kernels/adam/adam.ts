/** One Adam step of many tensors (Kingma & Ba 2015): beta 0.9 and 0.999, epsilon 1e-8 added outside the square root. */
import { assertShape, checksShapes } from '../../core/shape.ts';
import { add, div, mul, slice, sqrt, square, sub, type Tensor } from '../../tf/tf.ts';
import { inputOf, type NamedTensors, type Operation, run } from '../operation.ts';

export const beta1 = 0.9;
export const beta2 = 0.999;
export const epsilon = 1e-8;

/**
 * Tensors that Adam trains and their moments: the three of one place have one shape. A type, not an interface: `tidy` takes
 * only records.
 */
export type AdamState = {
  readonly parameters: Tensor[];
  readonly moment1: Tensor[];
  readonly moment2: Tensor[];
};

/** What a step moves of every tensor, in the order of the kernels' outputs. */
export const adamParts = ['parameters', 'moment1', 'moment2'] as const satisfies readonly (keyof AdamState)[];

/** What changes from step to step, in the order in which it stands in the tensor `rates`: the corrections are those of the moments. */
export const adamRateNames = ['learningRate', 'correction1', 'correction2'] as const;

/** The numbers of one step by name. */
export type AdamRates = Readonly<Record<(typeof adamRateNames)[number], number>>;

export interface AdamAttrs {
  /** How many tensors are trained. */
  readonly numTensors: number;
  /** Where the rates of this step begin in `rates`. */
  readonly firstRate: number;
}

/** Inputs `rates` and, for every tensor, those of `adamInput`. Outputs `adamParts`, tensor by tensor. */
export const adamOperation: Operation<AdamAttrs> = {
  kernelName: 'AdamStep',
  reference: (inputs, { numTensors, firstRate }) =>
    Array.from({ length: numTensors }, (_, i) => movedParts(inputs, i, firstRate)).flat(),
  gradient: null,
};

/** Name of an input that belongs to the tensor at `index`. */
export function adamInput(name: keyof AdamState | 'gradients', index: number): string {
  return `${name}.${index}`;
}

/** The rates of step `step`, counted from 1. */
export function adamRates(learningRate: number, step: number): AdamRates {
  return { learningRate, correction1: 1 / (1 - beta1 ** step), correction2: 1 / (1 - beta2 ** step) };
}

/** Values of the tensor `rates` from `firstRate` on, `[3]`. */
export function adamRateValues(rates: AdamRates): number[] {
  return adamRateNames.map((name) => rates[name]);
}

/** Where the rates of a step stand: `adamRateValues` in `tensor` from number `first` on. */
export interface StepRates {
  readonly tensor: Tensor;
  readonly first: number;
}

/**
 * Returns the next state, every tensor moved by its gradient. Uses the old one up: its tensors are still the caller's to free,
 * but a backend may have written the new values over the old.
 */
export function adamStep(state: AdamState, gradients: readonly Tensor[], rates: StepRates): AdamState {
  if (checksShapes) assertShapes(state, gradients, rates);
  const inputs: Record<string, Tensor> = { rates: rates.tensor };
  const give = (name: keyof AdamState | 'gradients', tensors: readonly Tensor[]) => {
    for (const [i, one] of tensors.entries()) inputs[adamInput(name, i)] = one;
  };
  for (const part of adamParts) give(part, state[part]);
  give('gradients', gradients);
  const moved = run(adamOperation, inputs, { numTensors: gradients.length, firstRate: rates.first });
  const ofPart = (part: keyof AdamState) =>
    moved.filter((_, i) => i % adamParts.length === adamParts.indexOf(part));
  return { parameters: ofPart('parameters'), moment1: ofPart('moment1'), moment2: ofPart('moment2') };
}

function assertShapes(state: AdamState, gradients: readonly Tensor[], { tensor, first }: StepRates): void {
  assertShape('The rates of Adam', tensor.shape, [Math.max(tensor.size, first + adamRateNames.length)]);
  for (const part of adamParts) {
    assertShape(`The list of ${part}`, [state[part].length], [gradients.length]);
    for (const [i, { shape }] of state[part].entries())
      assertShape(`Tensor ${i} of ${part}`, shape, gradients[i]?.shape ?? []);
  }
}

function movedParts(inputs: NamedTensors, index: number, firstRate: number): Tensor[] {
  const given = (name: keyof AdamState | 'gradients') => inputOf(inputs, adamInput(name, index));
  const rate = (name: keyof AdamRates) =>
    slice(inputOf(inputs, 'rates'), [firstRate + adamRateNames.indexOf(name)], [1]);
  const gradient = given('gradients');
  const moment1 = add(mul(given('moment1'), beta1), mul(gradient, 1 - beta1));
  const moment2 = add(mul(given('moment2'), beta2), mul(square(gradient), 1 - beta2));
  const direction = div(
    mul(moment1, rate('correction1')),
    add(sqrt(mul(moment2, rate('correction2'))), epsilon),
  );
  return [sub(given('parameters'), mul(direction, rate('learningRate'))), moment1, moment2];
}
