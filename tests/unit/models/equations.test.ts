/** What is written down is what is trained: the equations, evaluated number by number, give the engine's predictions. */
import { beforeAll, describe, expect, it } from 'vitest';
import { initialTensor } from '../../../src/core/init.ts';
import { startCpu } from '../../../src/engine/backend/startBackend.ts';
import { registerOperations } from '../../../src/engine/kernels/register.ts';
import { forwardPass } from '../../../src/engine/network/forward.ts';
import { createNetwork } from '../../../src/engine/network/network.ts';
import { planOf } from '../../../src/engine/network/plan.ts';
import { tensor } from '../../../src/engine/tf/tf.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { equationsOf, mixedExpertsOf } from '../../../src/models/equations.ts';
import { namedTensorsOf } from '../../../src/models/namedTensors.ts';
import {
  type Equation,
  type EquationSymbol,
  type EquationTerm,
  symbolsIn,
} from '../../../src/models/terms.ts';
import { isNativeRow, type LinearNames, type Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import { freeTensorsAtEnd } from '../ownTensors.ts';
import { ownOptions, topologyOf, withLinearExperts } from './topologies.ts';

/** The same for the same thing. */
const keyOf = ({ letter, level, index, experts, isWhole }: EquationSymbol): string =>
  `${letter} ${level} ${index} ${isWhole ? 'whole' : ''} ${experts.join(',')}`;

type Value = readonly number[];
/** A vector, or the rows of a stack. */
type Known = Value | readonly Value[];
type Tensors = (name: string) => ArrayLike<number>;

const dot = (a: ArrayLike<number>, b: Value, from = 0): number =>
  b.reduce((sum, value, i) => sum + value * (a[from + i] ?? Number.NaN), 0);

const softmax = (scores: Value): Value => {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return powers.map((power) => power / powers.reduce((sum, one) => sum + one, 0));
};

/** Weights are stored `[out, in]`. */
const linear = (tensors: Tensors, { weight, bias }: LinearNames, x: Value): Value =>
  Array.from(tensors(bias), (b, row) => b + dot(tensors(weight), x, row * x.length));

function createEvaluator(topology: Topology, tensors: Tensors, row: Value) {
  const known = new Map<string, Known>();

  const functionOf = ({ letter, level, index }: EquationSymbol, x: Value): Value => {
    const unit = topology.levels[level]?.units[index];
    const relu = (values: Value) => values.map((value) => Math.max(0, value));
    if ((letter === 'g' || letter === 'm') && unit?.gate) {
      const { hidden = [], linear: last } = unit.gate;
      const inside = hidden.reduce((values, names) => relu(linear(tensors, names, values)), x);
      return letter === 'm' ? inside : softmax(linear(tensors, last, inside));
    }
    const layers =
      letter === 'h' ? topology.towers[index]?.layers : topology.levels[level]?.experts[index]?.layers;
    if (!layers) throw new Error(`No function ${letter}.`);
    const endsLinear = letter === 'h' || topology.levels[level]?.isLinear === true;
    return layers.reduce((values, names, at) => {
      const next = linear(tensors, names, values);
      return endsLinear && at === layers.length - 1 ? next : next.map((value) => Math.max(0, value));
    }, x);
  };

  const signValue = (sign: EquationSymbol): Known => {
    const unit = topology.levels[sign.level]?.units[sign.index];
    if (sign.letter === 'x') return row;
    if (sign.letter === 'v' && unit && isNativeRow(unit.native)) {
      const { native } = unit;
      const numColumns = native.shape[1];
      return sign.experts.map(
        (e) => tensors(native.tensor)[native.row * numColumns + native.experts.indexOf(e)] ?? Number.NaN,
      );
    }
    if (sign.letter === 'b' && unit?.gate) return Array.from(tensors(unit.gate.linear.bias));
    if (sign.letter === 'G' && !sign.isWhole && unit?.gate) {
      const whole = known.get(keyOf({ ...sign, isWhole: true, experts: unit.gate.sees })) as Value;
      return [whole[unit.gate.sees.indexOf(sign.experts[0] ?? -1)] ?? Number.NaN];
    }
    const value = known.get(keyOf(sign));
    if (value === undefined) throw new Error(`${keyOf(sign)} is used before it is defined.`);
    return value;
  };

  const vector = (term: EquationTerm): Value => of(term) as Value;
  const sum = (vectors: readonly Value[]): Value =>
    (vectors[0] ?? []).map((_, i) => vectors.reduce((total, one) => total + (one[i] ?? Number.NaN), 0));

  function of(term: EquationTerm): Known {
    switch (term.kind) {
      case 'sign':
        return signValue(term.sign);
      case 'one':
        return [1];
      case 'call':
        return term.sign.letter === 'f' ? signValue(term.sign) : functionOf(term.sign, vector(term.argument));
      case 'sum':
        return sum(term.terms.map(vector));
      case 'product': {
        if (term.left.kind === 'sign' && term.left.sign.letter === 'W') {
          const names = topology.levels[term.left.sign.level]?.units[term.left.sign.index]?.gate?.linear;
          const x = vector(term.right);
          const weights = tensors(names?.weight ?? '');
          return Array.from({ length: weights.length / x.length }, (_, i) => dot(weights, x, i * x.length));
        }
        const [factor = Number.NaN] = vector(term.left);
        return vector(term.right).map((value) => factor * value);
      }
      case 'weighted': {
        const weights = vector(term.weights);
        const rows = of(term.rows) as readonly Value[];
        if (weights.length !== rows.length) throw new Error('Weights and rows differ in number.');
        return sum(rows.map((one, i) => one.map((value) => value * (weights[i] ?? Number.NaN))));
      }
      case 'softmax':
        return softmax(vector(term.of));
      case 'stopped':
        return of(term.of);
      case 'stack':
        return term.rows.map(vector);
    }
  }

  /** Defines what is on the left; returns the values of all other sides, which should be one and the same. */
  const define = ({ sides }: Equation): readonly Known[] => {
    const values: Known[] = [];
    for (const side of sides.toReversed()) {
      const isDefined =
        side !== sides.at(-1) && (side.kind === 'sign' || (side.kind === 'call' && side.sign.letter === 'f'));
      if (!isDefined) {
        values.push(of(side));
        continue;
      }
      const key = keyOf(side.sign);
      const before = known.get(key);
      if (before) values.push(before);
      known.set(key, values[0] ?? []);
    }
    return values;
  };

  return { define, valueOf: (sign: EquationSymbol) => known.get(keyOf(sign)) };
}

freeTensorsAtEnd();

beforeAll(async () => {
  await startCpu();
  registerOperations();
});

const ids = architectures.map(({ id }) => id);
const row = [0.3, -1.2, 0.8, 2.1];
const context = { numTasks: 3, inputDim: row.length };
const common = {
  levelDims: [
    [5, 4],
    [6, 3],
  ],
  towerDims: [3],
};
const setUps = [
  { ...common, numTaskExperts: 1, numSharedExperts: 1, numExperts: 3 },
  { ...common, numTaskExperts: [2, 1, 3], numSharedExperts: 2, numExperts: 2 },
  { ...common, numTaskExperts: 2, numSharedExperts: 0, numExperts: 2 },
  { ...common, levelDims: [[5]], numTaskExperts: 2, numSharedExperts: 1, residual: false },
  { ...common, numTaskExperts: 2, numSharedExperts: 1, taskSpecificBackward: true, isLinear: true },
];
const cases = ids.flatMap((id) => setUps.map((options, at) => [id, at + 1, options] as const));

const valuesOf = (topology: Topology) =>
  new Map(namedTensorsOf(topology).map((spec) => [spec.name, initialTensor(spec, { seed: 3, replica: 0 })]));

/** The engine's logits and gates for the one row. */
async function engineOf(topology: Topology) {
  const network = createNetwork(planOf(topology), [valuesOf(topology)]);
  const { logits, levels } = forwardPass(network.plan, network.state().parameters, tensor([[row]]));
  const read = async (one: typeof logits) => [...(await one.data())];
  const result = {
    logits: await read(logits),
    gates: await Promise.all(levels.map(async ({ gates }) => (gates ? await read(gates) : []))),
  };
  network.dispose();
  return result;
}

const placesOf = ({ levels, towers }: Topology) =>
  levels.length === 0
    ? towers.map((_, unit) => ({ level: 0, unit }))
    : levels.flatMap(({ units }, level) => units.map((_, unit) => ({ level, unit })));

/** Those that are needed before others first. */
function inOrder(topology: Topology): readonly Equation[] {
  const all = placesOf(topology).flatMap((place) => equationsOf(topology, place).toReversed());
  const isLast = ({ kind }: Equation) => kind === 'prediction';
  return [...all.filter((one) => !isLast(one)), ...all.filter(isLast)];
}

describe.each(cases)('%s, set-up %i', (id, _, options) => {
  const asBuilt = topologyOf(id, ownOptions(id, options), context);
  const topology = 'isLinear' in options ? withLinearExperts(asBuilt) : asBuilt;

  it('equals the engine, side by side and to the end', async () => {
    const values = valuesOf(topology);
    const evaluator = createEvaluator(topology, (name) => values.get(name) ?? [], row);
    for (const equation of inOrder(topology)) {
      const sides = evaluator.define(equation).map((side) => side.flat());
      for (const side of sides) {
        expect(side.length, equation.kind).toBeGreaterThan(0);
        for (const [i, value] of side.entries())
          expect(value, equation.kind).toBeCloseTo(sides[0]?.[i] ?? 0, 9);
      }
    }
    const { logits, gates } = await engineOf(topology);
    const signs = inOrder(topology).flatMap(({ sides }) => sides.flatMap(symbolsIn));
    for (const [task, logit] of logits.entries()) {
      const sign = signs.find((one) => one.letter === 'y' && one.index === task);
      expect(sign && evaluator.valueOf(sign)?.[0], `task ${task}`).toBeCloseTo(logit, 5);
    }
    for (const { letter, level, index, experts, isWhole } of signs.filter(
      (one) => one.letter === 'G' && one.isWhole,
    )) {
      const ofUnit = evaluator.valueOf({ letter, level, index, experts, isWhole }) ?? [];
      const numExperts = topology.levels[level]?.experts.length ?? 0;
      experts.forEach((expert, i) => {
        expect(ofUnit[i]).toBeCloseTo(gates[level]?.[index * numExperts + expert] ?? Number.NaN, 5);
      });
    }
  });

  it('writes every expert that a unit weighs once', () => {
    for (const place of placesOf(topology)) {
      const spec = topology.levels[place.level];
      const unit = spec?.units[place.unit];
      const experts = equationsOf(topology, place).filter(({ kind }) => kind === 'expert');
      expect(experts.length).toBe(spec && unit ? mixedExpertsOf(spec, unit).length : 0);
    }
  });
});

it('has the numbers of the paper, and none where it has none', () => {
  const numbersOf = (id: string) => {
    const topology = topologyOf(id, ownOptions(id, { ...common, numTaskExperts: 2 }), context);
    const numbers = equationsOf(topology, { level: 0, unit: 0 }).map(({ kind }) =>
      text.equations.numberOf(id, kind),
    );
    return [...new Set(numbers.filter((number) => number !== null))].toSorted((a, b) => a - b);
  };
  expect(numbersOf('adattSp')).toEqual([1, 2, 4, 5, 6, 7, 10, 11]);
  expect(numbersOf('adatt')).toEqual([1, 2, 4, 5, 6, 7, 10, 11]);
  expect(numbersOf('mmoe')).toEqual([12, 13]);
  for (const id of ['mlmmoe', 'ple', 'crossStitch', 'sharedBottom', 'singleTask'])
    expect(numbersOf(id)).toEqual([]);
});
