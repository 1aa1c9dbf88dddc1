/**
 * One Adam step of many tensors (Kingma & Ba 2015): beta 0.9 and 0.999, epsilon 1e-8 added outside the square root. Weights may decay
 * before it, apart from the gradient (AdamW, Loshchilov & Hutter 2019): `w <- (1 - learningRate weightDecay) w`, as in PyTorch.
 */
import { assertShape, checksShapes } from '../../../core/shape.ts';
import { add, div, mul, slice, sqrt, square, sub, type Tensor } from '../../tf/tf.ts';
import { type Operation, run } from '../operation.ts';

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

/** The lists of the state: what a step moves of every tensor. */
export const adamParts = ['parameters', 'moment1', 'moment2'] as const satisfies readonly (keyof AdamState)[];

/**
 * Names of the numbers of a step, in the order in which they stand in the tensor `rates`: the corrections are those of the moments,
 * `kept` is what decay leaves of a weight.
 */
export const adamRateNames = ['learningRate', 'correction1', 'correction2', 'kept'] as const;

/** The numbers of one step by name. */
export type AdamRates = Readonly<Record<(typeof adamRateNames)[number], number>>;

export interface AdamAttrs {
  /** Index of the first rate of this step in `rates`. */
  readonly firstRate: number;
  /** False: the weights do not decay, whatever `kept` is. */
  readonly decays: boolean;
}

const adamInputs = {
  parameter: '[...]',
  moment1: '[...]',
  moment2: '[...]',
  gradient: '[...]',
  rates: '[N]',
};

/** Moves one tensor and its moments. */
export const adamOperation: Operation<
  AdamAttrs,
  keyof typeof adamInputs,
  'parameter' | 'moment1' | 'moment2'
> = {
  kernelName: 'AdamStep',
  inputs: adamInputs,
  outputs: ['parameter', 'moment1', 'moment2'],
  reference: ({ gradient, rates, ...old }, { firstRate, decays }) => {
    const rate = (name: keyof AdamRates) => slice(rates, [firstRate + adamRateNames.indexOf(name)], [1]);
    const moment1 = add(mul(old.moment1, beta1), mul(gradient, 1 - beta1));
    const moment2 = add(mul(old.moment2, beta2), mul(square(gradient), 1 - beta2));
    const divisor = add(sqrt(mul(moment2, rate('correction2'))), epsilon);
    const direction = div(mul(moment1, rate('correction1')), divisor);
    const parameter = decays ? mul(old.parameter, rate('kept')) : old.parameter;
    return { parameter: sub(parameter, mul(direction, rate('learningRate'))), moment1, moment2 };
  },
};

/** The rates of step `step`, counted from 1. */
export function adamRates(learningRate: number, step: number, weightDecay = 0): AdamRates {
  return {
    learningRate,
    correction1: 1 / (1 - beta1 ** step),
    correction2: 1 / (1 - beta2 ** step),
    kept: 1 - learningRate * weightDecay,
  };
}

/** Values of the tensor `rates` from `firstRate` on, `[4]`. */
export function adamRateValues(rates: AdamRates): number[] {
  return adamRateNames.map((name) => rates[name]);
}

/** Rates of a step on the device: `adamRateValues` in `tensor` from number `first` on; last the number of the step, if there is dropout. */
export interface StepRates {
  readonly tensor: Tensor;
  readonly first: number;
  /** Weights decay; absent: they do not. */
  readonly decays?: boolean;
}

/**
 * Returns the next state, every tensor moved by its gradient; those decay that `decaying` says. Uses the old one up: its tensors are still the caller's to free,
 * but a backend may have written the new values over the old.
 */
export function adamStep(
  state: AdamState,
  gradients: readonly Tensor[],
  rates: StepRates,
  decaying: readonly boolean[] = [],
): AdamState {
  if (checksShapes) assertShapes(state, gradients, rates);
  const moved = gradients.map((gradient, i) => {
    const at = (part: keyof AdamState) => state[part][i] as Tensor;
    const old = { parameter: at('parameters'), moment1: at('moment1'), moment2: at('moment2') };
    const attrs = { firstRate: rates.first, decays: decaying[i] === true };
    return run(adamOperation, { ...old, gradient, rates: rates.tensor }, attrs);
  });
  return {
    parameters: moved.map(({ parameter }) => parameter),
    moment1: moved.map((tensors) => tensors.moment1),
    moment2: moved.map((tensors) => tensors.moment2),
  };
}

function assertShapes(state: AdamState, gradients: readonly Tensor[], { tensor, first }: StepRates): void {
  assertShape('The rates of Adam', tensor.shape, [Math.max(tensor.size, first + adamRateNames.length)]);
  for (const part of adamParts) {
    assertShape(`The list of ${part}`, [state[part].length], [gradients.length]);
    for (const [i, { shape }] of state[part].entries())
      assertShape(`Tensor ${i} of ${part}`, shape, gradients[i]?.shape ?? []);
  }
}
