/** Task-specific backward: predictions stay as they are, and a task's loss moves no expert of another task. */
import { expect, it } from 'vitest';
import { initialTensor } from '../../../src/core/init.ts';
import { sizeOf } from '../../../src/core/shape.ts';
import { registerOperations } from '../../../src/engine/kernels/register.ts';
import { createNetwork, lossAndGradients } from '../../../src/engine/network/network.ts';
import { planOf } from '../../../src/engine/network/plan.ts';
import { dispose, ones, tensor, tidy } from '../../../src/engine/tf/tf.ts';
import { namedValuesOf } from '../../../src/engine/train/weightTools.ts';
import { namedTensorsOf } from '../../../src/models/namedTensors.ts';
import type { ExpertSpec, Topology } from '../../../src/models/topology.ts';
import { onNodeBackends } from '../onBackends.ts';
import { topologyOf } from './topologies.ts';

const [numTasks, inputDim, numRows] = [3, 4, 7];
const wave = (length: number, shift: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin(1 + shift + 1.7 * i));

/** Losses, and the gradient of the loss of one task with respect to every named tensor. */
async function gradientsOf(topology: Topology, task: number) {
  const specs = namedTensorsOf(topology);
  const values = new Map(specs.map((spec) => [spec.name, initialTensor(spec, { seed: 5, replica: 0 })]));
  const network = createNetwork(planOf(topology), [values]);
  const { losses, gradients } = tidy(() => {
    const batch = {
      inputs: tensor(wave(numRows * inputDim, 0), [1, numRows, inputDim]),
      labels: tensor(wave(numTasks * numRows, 1), [numTasks, numRows]),
      mask: ones([numTasks, numRows]),
    };
    const taskWeights = tensor(Array.from({ length: numTasks }, (_, t) => (t === task ? 1 : 0)));
    return lossAndGradients(network.plan, network.state().parameters, batch, {
      isBinary: Array.from({ length: numTasks }, () => 0),
      taskWeights,
    });
  });
  const read = await Promise.all(gradients.map(async (one) => Float32Array.from(await one.data())));
  const named = new Map(specs.map(({ name, shape }) => [name, new Float32Array(sizeOf(shape))]));
  namedValuesOf(network.plan.parameters, read, 0, named);
  const lossValues = [...(await losses.data())];
  network.dispose();
  dispose([losses, gradients]);
  return { losses: lossValues, named };
}

const largest = (values: Float32Array | undefined) => Math.max(...(values ?? []).map(Math.abs));

/** The tables without the part that is tested here. */
const teachingAll = (topology: Topology): Topology => ({
  ...topology,
  levels: topology.levels.map((level) => ({
    ...level,
    units: level.units.map(({ teaches: _, ...unit }) => unit),
  })),
});

const namesOf = ({ layers }: ExpertSpec) => layers.flatMap(({ weight, bias }) => [weight, bias]);

onNodeBackends(() => {
  it.each([
    ['adattSp', { numTaskExperts: [2, 1, 3], levelDims: [[6, 5]], taskSpecificBackward: true }],
    ['adatt', { numTaskExperts: 2, numSharedExperts: 3, levelDims: [[5]], taskSpecificBackward: true }],
    ['stem', { numTaskExperts: 2, numSharedExperts: 1, levelDims: [[6, 5]] }],
  ])(
    'of %s: with one level exactly 0 for the experts of others, and nothing else changes',
    async (id, options) => {
      registerOperations();
      const taught = topologyOf(id, { ...options, towerDims: [3] }, { numTasks, inputDim });
      const experts = taught.levels.flatMap((level) => level.experts);
      for (let task = 0; task < numTasks; task++) {
        const all = await gradientsOf(teachingAll(taught), task);
        const own = await gradientsOf(taught, task);
        expect(own.losses).toEqual(all.losses);
        const others = experts.filter(({ owner }) => owner !== task && owner !== 'shared').flatMap(namesOf);
        for (const name of experts.flatMap(namesOf))
          expect(largest(all.named.get(name)), name).toBeGreaterThan(0);
        for (const [name, values] of own.named)
          if (others.includes(name)) expect(largest(values), name).toBe(0);
          else expect(values, name).toEqual(all.named.get(name));
      }
    },
  );

  it('of two levels lets a task teach others through the shared stream alone', async () => {
    registerOperations();
    const build = (numSharedExperts: number) =>
      topologyOf('stem', { levelDims: [[5], [4]], numSharedExperts, towerDims: [3] }, { numTasks, inputDim });
    for (const [numShared, isReached] of [
      [1, true],
      [0, false],
    ] as const) {
      const topology = build(numShared);
      const { named } = await gradientsOf(topology, 0);
      const ofOther = topology.levels[0]?.experts.find(({ owner }) => owner === 1);
      expect(largest(named.get(ofOther?.layers[0]?.weight ?? '')) > 0).toBe(isReached);
    }
  });
});
