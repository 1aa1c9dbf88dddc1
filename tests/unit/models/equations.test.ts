/** What is written down is what is trained: the equations, evaluated number by number, give the engine's predictions. */
import { beforeAll, describe, expect, it } from 'vitest';
import { initialTensor } from '../../../src/core/init.ts';
import { startCpu } from '../../../src/engine/backend/startBackend.ts';
import { registerOperations } from '../../../src/engine/kernels/register.ts';
import { forward } from '../../../src/engine/network/forward.ts';
import { createNetwork } from '../../../src/engine/network/network.ts';
import { planOf } from '../../../src/engine/network/plan.ts';
import { tensor } from '../../../src/engine/tf/tf.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { equationsOf, expertsOf } from '../../../src/models/equations.ts';
import { namedTensorsOf } from '../../../src/models/namedTensors.ts';
import { type Equation, signsOf } from '../../../src/models/terms.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import { freeTensorsAtEnd } from '../ownTensors.ts';
import { createEvaluator } from './evaluate.ts';
import { ownOptions, topologyOf, withLinearExperts } from './topologies.ts';

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
  const { logits, gates } = forward(network.plan, network.state().parameters, tensor([[row]]));
  const read = async (one: typeof logits) => [...(await one.data())];
  const result = {
    logits: await read(logits),
    gates: await Promise.all(gates.map(async (one) => (one ? await read(one) : []))),
  };
  network.dispose();
  return result;
}

const placesOf = ({ levels }: Topology) =>
  levels.flatMap(({ units }, level) => units.map((_, unit) => ({ level, unit })));

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
    const signs = inOrder(topology).flatMap(({ sides }) => sides.flatMap(signsOf));
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
      expect(experts.length).toBe(spec && unit ? expertsOf(spec, unit).length : -1);
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
