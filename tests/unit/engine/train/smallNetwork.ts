/** The network of `smallNetwork.py`: Shared-Bottom with learned weights of losses, its only batch and its settings. */
import { sizeOf } from '../../../../src/core/shape.ts';
import { type adamRates, adamRateValues } from '../../../../src/engine/kernels/adam/adam.ts';
import { createNetwork } from '../../../../src/engine/network/network.ts';
import { planOf } from '../../../../src/engine/network/plan.ts';
import { readInOneTransfer } from '../../../../src/engine/tf/records.ts';
import { tensor, tidy } from '../../../../src/engine/tf/tf.ts';
import { namedTensorsOf } from '../../../../src/models/namedTensors.ts';
import { logVariancesName } from '../../../../src/models/names.ts';
import { topologyOf } from '../../models/topologies.ts';

const numTasks = 3;
export const isBinary = [0, 1, 0];
export const fixedWeights = [1, 3, 1];

/** The last task has no label. */
export function smallNetwork() {
  const context = { numTasks, inputDim: 2 };
  const shared = topologyOf('sharedBottom', { levelDims: [[3]], towerDims: [2] }, context);
  const topology = { ...shared, logVariances: logVariancesName };
  const filled = (length: number) => Float32Array.from({ length }, (_, i) => (((7 * i) % 11) - 5) / 10);
  const values = namedTensorsOf(topology).map(
    ({ name, shape, part }) =>
      [name, part === 'losses' ? new Float32Array(numTasks) : filled(sizeOf(shape))] as const,
  );
  const network = createNetwork(planOf(topology), [new Map(values)]);
  const batch = {
    inputs: tensor([1, 0.5, -1, 2, 0.5, -1.5, 2, 1], [1, 4, 2]),
    labels: tensor([1, 0.5, -1, 2, 0, 1, 1, 0, 0, 0, 0, 0], [3, 4]),
    mask: tensor([1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0], [3, 4]),
  };
  const taskWeights = tensor(fixedWeights.map((weight) => weight / numTasks));
  return { network, batch, loss: { isBinary, taskWeights } };
}

/** Takes a step; gives the losses before it and all parameters after it. */
export function stepOf(
  { network, batch, loss }: ReturnType<typeof smallNetwork>,
  rates: ReturnType<typeof adamRates>,
  decays = false,
) {
  const next = tidy(() =>
    network.nextState(batch, loss, { tensor: tensor(adamRateValues(rates)), first: 0, decays }),
  );
  network.setState(next.state);
  return readInOneTransfer(() => ({ losses: next.losses, parameters: network.state().parameters }));
}
