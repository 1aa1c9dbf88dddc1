/** Floating-point operations of a training step, counted from a network's tables. */
import { multiplyAddCountsOf } from '../../src/models/counts.ts';
import { namedTensorsOf } from '../../src/models/namedTensors.ts';
import type { Topology } from '../../src/models/topology.ts';

const operationsPerMultiplyAdd = 2;
/** Forward, the gradient of the weights, the gradient of what they are multiplied by. */
const numPasses = 3;

/**
 * Of one step of one repetition of AdaTT on `batchSize` rows: every product of the forward pass and both its gradients, but
 * none for the raw inputs. Biases, ReLU, softmax, loss and Adam are left out.
 */
export function operationsPerStep(topology: Topology, batchSize: number): number {
  const multiplyAdds = numPasses * multiplyAddCountsOf(topology).total - multiplyAddsOnInputs(topology);
  return operationsPerMultiplyAdd * batchSize * multiplyAdds;
}

/** Of the first layer of every expert and of the gates of level 0. */
function multiplyAddsOnInputs(topology: Topology): number {
  const [level] = topology.levels;
  const layers = level?.experts.flatMap((expert) => expert.layers.slice(0, 1)) ?? [];
  const gates = level?.units.flatMap(({ gate }) => gate?.linear ?? []) ?? [];
  const weights = new Set([...layers, ...gates].map(({ weight }) => weight));
  return namedTensorsOf(topology)
    .filter(({ name }) => weights.has(name))
    .reduce((total, { shape: [outDim = 0, inDim = 0] }) => total + outDim * inDim, 0);
}
