/** Task-specific backward: predictions stay as they are, and a task's loss moves no expert of another task. */
import { expect, it } from 'vitest';
import { initialTensor } from '../../../src/core/init.ts';
import { sizeOf } from '../../../src/core/shape.ts';
import { registerOperations } from '../../../src/kernels/register.ts';
import { namedTensorsOf } from '../../../src/models/namedTensors.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { createNetwork, lossAndGradients } from '../../../src/network/network.ts';
import { planOf } from '../../../src/network/plan.ts';
import { namedValuesOf } from '../../../src/network/unpacking.ts';
import { dispose, ones, tensor, tidy } from '../../../src/tf/tf.ts';
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

/** Sizes of the gradients of experts, by owner. */
function ofExperts({ levels: [level] }: Topology, named: ReadonlyMap<string, Float32Array>) {
  return (level?.experts ?? []).map(({ owner, layers }) => ({
    owner,
    size: Math.max(
      ...layers.flatMap(({ weight, bias }) => [largest(named.get(weight)), largest(named.get(bias))]),
    ),
  }));
}

onNodeBackends(() => {
  it.each([
    ['adattSp', { numTaskExperts: [2, 1, 3], levelDims: [[6, 5]] }],
    ['adatt', { numTaskExperts: 2, numSharedExperts: 3, levelDims: [[5]] }],
  ])(
    'of %s: with one level exactly 0 for the experts of others, and nothing else changes',
    async (id, options) => {
      registerOperations();
      const build = (taskSpecificBackward: boolean) =>
        topologyOf(id, { ...options, towerDims: [3], taskSpecificBackward }, { numTasks, inputDim });
      for (let task = 0; task < numTasks; task++) {
        const [all, own] = [await gradientsOf(build(false), task), await gradientsOf(build(true), task)];
        expect(own.losses).toEqual(all.losses);
        for (const { owner, size } of ofExperts(build(false), all.named))
          expect(size, `${owner}`).toBeGreaterThan(0);
        for (const { owner, size } of ofExperts(build(true), own.named)) {
          if (owner === task || owner === 'shared') expect(size).toBeGreaterThan(0);
          else expect(size).toBe(0);
        }
        const isOfOther = (name: string) =>
          build(true).levels[0]?.experts.some(
            ({ owner, layers }) =>
              owner !== task &&
              owner !== 'shared' &&
              layers.some(({ weight, bias }) => [weight, bias].includes(name)),
          );
        for (const [name, values] of own.named)
          if (!isOfOther(name)) expect(values, name).toEqual(all.named.get(name));
      }
    },
  );
});
