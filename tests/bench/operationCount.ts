/** Floating-point operations of a training step, counted from a network's tables. */
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import { multiplyAddCountsOf } from '../../src/models/counts.ts';
import { namedTensorsOf } from '../../src/models/namedTensors.ts';
import type { Topology } from '../../src/models/topology.ts';
import { presetOfId } from '../../src/teach/presets/presets.ts';

const operationsPerMultiplyAdd = 2;
/** Forward, the gradient of the weights, the gradient of what they are multiplied by. */
const numPasses = 3;

/**
 * Of one step of one repetition of a network on `batchSize` rows: every product of the forward pass and both its gradients, but
 * none for the raw inputs. Biases, ReLU, softmax, loss and Adam are left out.
 */
export function operationsPerStep(topology: Topology, batchSize: number): number {
  const multiplyAdds = numPasses * multiplyAddCountsOf(topology).total - multiplyAddsOnInputs(topology);
  return operationsPerMultiplyAdd * batchSize * multiplyAdds;
}

/** Of all steps and evaluations of everything that is trained for a preset. */
export function operationsOfPreset(id: string): number {
  const preset = presetOfId(id);
  if (preset === undefined) throw new Error(`There is no preset '${id}'.`);
  const trained = trainedExperimentOf(preset.experiment);
  const { data, training } = trained;
  const { numReplicas, numSteps, evalEvery, batchSize } = training;
  const numRows = data.numValidationRows + data.numTestRows;
  const numEvaluations = 1 + Math.ceil(numSteps / evalEvery);
  const operations = trained.cards
    .map((card) => topologyOfCard(card, trained))
    .filter((topology) => topology !== null)
    .map((topology) => {
      const evaluation = operationsPerMultiplyAdd * numRows * multiplyAddCountsOf(topology).total;
      return numSteps * operationsPerStep(topology, batchSize) + numEvaluations * evaluation;
    });
  return numReplicas * operations.reduce((sum, ofCard) => sum + ofCard, 0);
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
