/** A network names what it is given in a wrong shape, at its entry, before a step and after it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialTensor } from '../../../../src/core/init.ts';
import { startCpu } from '../../../../src/engine/backend/startBackend.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { forwardPass } from '../../../../src/engine/network/forward.ts';
import { createNetwork, type Network } from '../../../../src/engine/network/network.ts';
import { planOf } from '../../../../src/engine/network/plan.ts';
import { ones, tidy, zeros } from '../../../../src/engine/tf/tf.ts';
import { namedTensorsOf } from '../../../../src/models/namedTensors.ts';
import { topologyOf } from '../../models/topologies.ts';
import { freeTensorsAtEnd } from '../../ownTensors.ts';

freeTensorsAtEnd();

const [numReplicas, numTasks, inputDim, batchSize] = [2, 3, 4, 8];
const topology = topologyOf('ple', { levelDims: [[5]], towerDims: [3] }, { numTasks, inputDim });
const lossSettings = () => ({ isBinary: [0, 0, 1], taskWeights: ones([numReplicas * numTasks]) });
const rates = () => ({ tensor: ones([4]), first: 0 });

let network: Network;

beforeAll(async () => {
  await startCpu();
  registerOperations();
  const valuesOf = (replica: number) =>
    new Map(namedTensorsOf(topology).map((spec) => [spec.name, initialTensor(spec, { seed: 1, replica })]));
  network = createNetwork(planOf(topology), [valuesOf(0), valuesOf(1)]);
});

afterAll(() => network.dispose());

const batchOf = (inputs: readonly number[], labels: readonly number[]) => ({
  inputs: zeros([...inputs]),
  labels: zeros([...labels]),
  mask: ones([...labels]),
});

describe('a network', () => {
  it('names an input of another width', () => {
    expect(() =>
      forwardPass(network.plan, network.state().parameters, zeros([numReplicas, batchSize, 9])),
    ).toThrow('The input of the network has shape [2,8,9], expected [2,8,4].');
  });

  it('names the parameter that an input of other replicas does not fit', () => {
    expect(() =>
      forwardPass(network.plan, network.state().parameters, zeros([1, batchSize, inputDim])),
    ).toThrow(/^level0\.experts\.0 has shape \[8,5,5\], expected \[4,5,5\]\.$/);
  });

  it('names what of a batch has the wrong shape', () => {
    const batch = batchOf([numReplicas, batchSize, inputDim], [batchSize, numReplicas * numTasks]);
    expect(() => network.nextState(batch, lossSettings(), rates())).toThrow(
      "TaskLoss needs 'labels' as [R*T, B] with R = 2, T = 3, B = 8; got [8, 6].",
    );
  });

  it('names the tensor of a next state that is not of the network', () => {
    const { moment1, ...others } = network.state();
    expect(() => network.setState({ ...others, moment1: moment1.toReversed() })).toThrow(
      /^The next moment1 of level0\.experts\.0 has shape/,
    );
  });

  it('takes a step whose shapes are right', () => {
    const batch = batchOf([numReplicas, batchSize, inputDim], [numReplicas * numTasks, batchSize]);
    const { state, losses } = tidy(() => network.nextState(batch, lossSettings(), rates()));
    network.setState(state);
    expect(losses.shape).toEqual([numReplicas * numTasks]);
  });
});
