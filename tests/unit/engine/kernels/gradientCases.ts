/** Values against plain loops, and gradients against finite differences of these; called once per backend. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type AdamState,
  adamRates,
  adamRateValues,
  adamStateKeys,
  adamStep,
} from '../../../../src/engine/kernels/adam/adam.ts';
import {
  type DifferentiableCase,
  type NumberList,
  normalValues,
  type TestTensor,
  testValueAt,
} from '../../../../src/engine/kernels/cases.ts';
import type { NamedTensors } from '../../../../src/engine/kernels/operation.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { dispose, engine, reshape, tensor, tidy, zeros } from '../../../../src/engine/tf/tf.ts';
import { allCases, toTensor, toTensors } from '../../../long/gpus/check/kernelRuns.ts';
import { freeTensorsAfterEach } from '../../ownTensors.ts';
import { expectClose } from './tensors.ts';

const differentiable = allCases.flatMap((cases) => cases.differentiable?.(2) ?? []);

export function describeGradients(tolerance: number): void {
  beforeAll(registerOperations);
  freeTensorsAfterEach();

  describe('has values and derivatives of its formula', () => {
    it.each(differentiable)('$name', (one) => expectDerivatives(tolerance, one));
  });

  it('Adam moves every value by its formula', async () => {
    const shapes = [[1], [3], [2, 9]];
    const start = shapes.map((shape, i) => normalValues(`parameter${i}`, shape));
    const moments = () => shapes.map((shape) => zeros([...shape]));
    let state: AdamState = { parameters: start.map(toTensor), moment1: moments(), moment2: moments() };
    const expected = start.map(({ values }) =>
      Array.from(values, (value) => [value, 0, 0] as [number, number, number]),
    );
    for (let step = 1; step <= 3; step++) {
      const gradients = shapes.map((shape, i) => normalValues(`gradient${i}.${step}`, shape));
      const rates = tensor(adamRateValues(adamRates(0.1, step)));
      state = adamStep(state, gradients.map(toTensor), { tensor: rates, first: 0 });
      gradients.forEach(({ values }, i) => {
        expected[i] = (expected[i] ?? []).map((value, j) => naiveAdam([...value, values[j] ?? 0], 0.1, step));
      });
    }
    for (const [k, part] of adamStateKeys.entries()) {
      for (const [i, moved] of state[part].entries()) {
        expectClose(
          await moved.data(),
          (expected[i] ?? []).map((value) => value[k] ?? Number.NaN),
          tolerance,
        );
      }
    }
  });
}

/** Values of the formula in plain loops, weights of these, and derivatives of their sum by some elements of each input. */
interface Formula {
  readonly expected: readonly number[];
  readonly weights: TestTensor;
  readonly derivatives: NamedTensors<
    string,
    { readonly sample: readonly number[]; readonly found: readonly number[] }
  >;
}

/** Those of every backend: plain loops take longer than anything else here. */
const formulas = new Map<DifferentiableCase, Formula>();

function formulaOf(one: DifferentiableCase): Formula {
  const known = formulas.get(one);
  if (known !== undefined) return known;
  const { inputs, inNumbers } = one;
  const numbers = Object.fromEntries(Object.entries(inputs).map(([name, { values }]) => [name, values]));
  const expected = inNumbers(numbers);
  const weights = normalValues('weights', [expected.length]);
  const derivativesBy = ([name, { values }]: [string, TestTensor]) => {
    const sample = sampleOf(values.length);
    const f = (x: NumberList) => inNumbers({ ...numbers, [name]: x });
    return [name, { sample, found: finiteDifferences(f, values, weights.values, sample) }] as const;
  };
  const derivatives = Object.fromEntries(Object.entries(inputs).map(derivativesBy));
  const formula = { expected, weights, derivatives };
  formulas.set(one, formula);
  return formula;
}

async function expectDerivatives(tolerance: number, one: DifferentiableCase): Promise<void> {
  const { inputs, constants = {}, onBackend } = one;
  const { expected, weights, derivatives } = formulaOf(one);
  const results = tidy(() => {
    const tensors = toTensors(inputs);
    const compute = () => onBackend({ ...tensors, ...toTensors(constants) });
    const dy = reshape(toTensor(weights), compute().shape);
    const { value, grads } = engine().gradients(compute, Object.values(tensors), dy);
    return [value, ...grads];
  });
  const [value = [], ...grads] = await Promise.all(results.map((result) => result.data()));
  dispose(results);
  expectClose(value, expected, tolerance);
  for (const [i, [name, { values }]] of Object.entries(inputs).entries()) {
    const { sample = [], found = [] } = derivatives[name] ?? {};
    expect(grads[i]).toHaveLength(values.length);
    const sampled = sample.map((index) => grads[i]?.[index] ?? Number.NaN);
    expectClose(sampled, found, tolerance);
  }
}

/** At most 50 indices, spread so that they fall on every place in a vector and a row. */
function sampleOf(length: number): number[] {
  const step = Math.max(1, Math.floor(length / 50)) | 1;
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step);
}

/** One Adam step of one value: its new parameter and moments. */
function naiveAdam(
  [parameter, moment1, moment2, gradient]: readonly [number, number, number, number],
  learningRate: number,
  step: number,
): [number, number, number] {
  const m = 0.9 * moment1 + 0.1 * gradient;
  const v = 0.999 * moment2 + 0.001 * gradient ** 2;
  const direction = m / (1 - 0.9 ** step) / (Math.sqrt(v / (1 - 0.999 ** step)) + 1e-8);
  return [parameter - learningRate * direction, m, v];
}

/** Derivative of `sum of weights x f(x)` by central differences, with respect to the elements `indices` of `x`. */
function finiteDifferences(
  f: (x: NumberList) => readonly number[],
  x: NumberList,
  weights: NumberList,
  indices: readonly number[],
): number[] {
  const step = 1e-5;
  const moved = Float64Array.from(x);
  const value = () => f(moved).reduce((sum, y, i) => sum + y * testValueAt(weights, i), 0);
  return indices.map((i) => {
    const original = testValueAt(x, i);
    moved[i] = original + step;
    const above = value();
    moved[i] = original - step;
    const below = value();
    moved[i] = original;
    return (above - below) / (2 * step);
  });
}
