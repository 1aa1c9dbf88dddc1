/**
 * Adam (Kingma & Ba 2015), epsilon outside the square root; optional weight decay first (AdamW, Loshchilov &
 * Hutter 2019), as in PyTorch: `w <- (1 - learningRate weightDecay) w`.
 */
import { assertShape, checksShapes } from '../../../core/shape.ts';
import { add, div, mul, slice, sqrt, square, sub, type Tensor } from '../../tf/tf.ts';
import { type Operation, runOperation } from '../operation.ts';
import { beta1, beta2, epsilon } from './constants.as.ts';

/** A type, because TensorFlow.js's `tidy` accepts no interface. */
export type AdamState = {
  readonly parameters: Tensor[];
  readonly moment1: Tensor[];
  readonly moment2: Tensor[];
};

export const adamStateKeys = [
  'parameters',
  'moment1',
  'moment2',
] as const satisfies readonly (keyof AdamState)[];

/** Names in the order of `rates`; `kept` is a weight's share after decay. */
export const adamRateNames = ['learningRate', 'correction1', 'correction2', 'kept'] as const;

type AdamRates = Readonly<Record<(typeof adamRateNames)[number], number>>;

interface AdamAttrs {
  readonly firstRate: number;
  readonly decays: boolean;
}

const adamInputs = {
  parameter: '[...]',
  moment1: '[...]',
  moment2: '[...]',
  gradient: '[...]',
  rates: '[N]',
};

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

/** `step` counts from 1. */
export function adamRates(learningRate: number, step: number, weightDecay = 0): AdamRates {
  return {
    learningRate,
    correction1: 1 / (1 - beta1 ** step),
    correction2: 1 / (1 - beta2 ** step),
    kept: 1 - learningRate * weightDecay,
  };
}

export function adamRateValues(rates: AdamRates): number[] {
  return adamRateNames.map((name) => rates[name]);
}

/** `tensor` holds `adamRateValues` from `first` on; with dropout, the step's number last. */
export interface StepRates {
  readonly tensor: Tensor;
  readonly first: number;
  readonly decays?: boolean;
}

/** The caller frees the old tensors, which a backend may have overwritten. */
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
    return runOperation(adamOperation, { ...old, gradient, rates: rates.tensor }, attrs);
  });
  return {
    parameters: moved.map(({ parameter }) => parameter),
    moment1: moved.map((tensors) => tensors.moment1),
    moment2: moved.map((tensors) => tensors.moment2),
  };
}

function assertShapes(state: AdamState, gradients: readonly Tensor[], { tensor, first }: StepRates): void {
  assertShape('The rates of Adam', tensor.shape, [Math.max(tensor.size, first + adamRateNames.length)]);
  for (const part of adamStateKeys) {
    assertShape(`The list of ${part}`, [state[part].length], [gradients.length]);
    for (const [i, { shape }] of state[part].entries())
      assertShape(`Tensor ${i} of ${part}`, shape, gradients[i]?.shape ?? []);
  }
}
