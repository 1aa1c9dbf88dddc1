/** Weight decay, against PyTorch's AdamW in float64 (`smallNetwork.py`), on every backend. */
import { expect, it } from 'vitest';
import { adamRates } from '../../../../src/engine/kernels/adam/adam.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { planOf } from '../../../../src/engine/network/plan.ts';
import { cardOfEach } from '../../../cardOfEach.ts';
import { topologyOf } from '../../models/topologies.ts';
import { onNodeBackends } from '../../onBackends.ts';
import { freeTensorsAfterEach } from '../../ownTensors.ts';
import { smallNetwork, stepOf } from './smallNetwork.ts';

/** What `smallNetwork.py` prints: the step, the losses before it, log variances, weights and biases of the bottom after it. */
const vectors = [
  [
    1,
    [2.30182225, 0.630410654, 0],
    [0.0199999997, 0.0199999999, 0],
    [-0.514999998, 0.217999999, -0.217999975, 0.514999995, 0.118999949, -0.316999983],
    [-0.475000002, 0.21799999, -0.178000026],
  ],
  [
    50,
    [0.809726005, 0.201963372, 0],
    [0.162146464, 0.537040592, 0],
    [-0.934424515, 0.75292273, -0.497965756, 0.987927271, 0.120698529, -0.662972973],
    [0.329418448, 0.644017758, 0.181126471],
  ],
  [
    100,
    [0.183772938, 0.144474128, 0],
    [-0.780054737, 0.232719278, 0],
    [-0.94876809, 0.948786544, -0.25865072, 1.03406472, 0.0914871137, -0.660500554],
    [0.736546256, 0.5740205, 0.509594148],
  ],
  [
    200,
    [0.00120254551, 0.084009761, 0],
    [-3.6751659, -0.495475002, 0],
    [-1.16645572, 1.10618111, 0.352556061, 0.969424485, -0.00531175777, -0.519276337],
    [0.788771844, 0.662923471, 0.431831506],
  ],
] as const;

onNodeBackends(() => {
  freeTensorsAfterEach();

  it('trains to the losses, weights, biases and log variances of AdamW over 200 steps', async () => {
    registerOperations();
    const small = smallNetwork();
    const found: unknown[] = [];
    const close = (values: ArrayLike<number>) => Array.from(values, (value) => expect.closeTo(value, 3));
    for (let step = 1; step <= 200; step++) {
      const { losses, parameters } = await stepOf(small, adamRates(0.02, step, 0.5), true);
      const [bottom = []] = parameters; // [I+1, D], stored [out, in] by PyTorch
      const weights = [0, 3, 1, 4, 2, 5].map((place) => bottom[place] ?? Number.NaN);
      const biases = Array.from(bottom).slice(6);
      found.push([step, ...[losses, parameters.at(-1) ?? [], weights, biases].map(close)]);
    }
    small.network.dispose();
    for (const vector of vectors) expect(vector).toEqual(found[vector[0] - 1]);
  });
});

it('decays all that is learned of every architecture, and nothing else', () => {
  const still = cardOfEach().flatMap(({ architecture, options }) => {
    const topology = topologyOf(architecture, options, { numTasks: 3, inputDim: 4 });
    return planOf(topology).parameters.filter(({ decays, pieces, constants }) => {
      // No tensor has values that decay beside others that must stay.
      if (pieces.length > 0) expect(constants).toEqual([]);
      return !decays && pieces.length > 0;
    });
  });
  // Native weights that one of the networks that are almost AdaTT never trains.
  expect(still.map(({ name }) => name)).toEqual(['level0.native', 'level1.native']);
});
