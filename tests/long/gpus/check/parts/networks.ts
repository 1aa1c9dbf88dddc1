/** Whole networks on the GPU, whose stages share dispatches and memory: what one repetition, an order or old memory does to others. */

import type { Checkpoint, SavedCard } from '../../../../../src/analysis/produced/networks.ts';
import { createCard, defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import type { Experiment } from '../../../../../src/experiment/experiment.ts';
import { architectures } from '../../../../../src/models/architectures.ts';
import { orderNames, orders } from '../changedGpu.ts';
import { type CheckPart, createTally, withTrainer } from '../checking.ts';
import { sameValues } from '../kernelRuns.ts';

const numReplicas = 3;
const spoiltReplica = 1;
const numSteps = 3;
const learningRate = 0.01;

/** A small network of one architecture. */
function smallExperiment(architecture: string): Experiment {
  const base = defaultExperiment();
  const card = createCard([], architecture);
  const options = { ...card.options, levelDims: [[8], [5]], towerDims: [4] };
  return {
    ...base,
    data: { ...base.data, numTrainRows: 60, numValidationRows: 20, numTestRows: 20 },
    cards: [{ ...card, options }],
    training: { ...base.training, numReplicas, batchSize: 18 },
  };
}

/** Networks and losses after some steps. */
async function trained(experiment: Experiment, checkpoint: Checkpoint | null) {
  return withTrainer(experiment, checkpoint, async (trainer) => {
    for (let step = 0; step < numSteps; step++) trainer.trainStep(learningRate);
    return trainer.checkpoint();
  });
}

/** All values of a card, tensor by tensor, of all replicas. */
const tensorsOf = ({ parameters, moment1, moment2, lossSum }: SavedCard): readonly Float32Array[] => [
  ...[parameters, moment1, moment2].flatMap((tensors) => Object.values(tensors)),
  lossSum,
];

/** `partsOf`: the values that are compared, all by default. */
function sameNetworks(a: Checkpoint, b: Checkpoint, partsOf = (values: Float32Array) => [values]): boolean {
  const [one, other] = [a, b].map(({ cards }) => cards.flatMap(tensorsOf).flatMap(partsOf));
  return (
    one !== undefined && one.length > 0 && one.every((values, i) => sameValues(values, other?.[i] ?? []))
  );
}

/** The values of all replicas but the spoilt one. */
const ofOthers = (values: Float32Array): Float32Array[] =>
  Array.from({ length: numReplicas }, (_, r) => r)
    .filter((r) => r !== spoiltReplica)
    .map((r) => values.slice((r * values.length) / numReplicas, ((r + 1) * values.length) / numReplicas));

/** One repetition of every tensor holds `value` from now on. */
function spoiltCheckpoint(checkpoint: Checkpoint, value: number): Checkpoint {
  const spoilt = (values: Float32Array): Float32Array => {
    const size = values.length / numReplicas;
    return values.slice().fill(value, spoiltReplica * size, (spoiltReplica + 1) * size);
  };
  const cards = checkpoint.cards.map((card) => ({
    ...card,
    parameters: Object.fromEntries(
      Object.entries(card.parameters).map(([name, values]) => [name, spoilt(values)]),
    ),
  }));
  return { ...checkpoint, cards };
}

/** A repetition whose weights are no numbers changes no bit of the others, in no architecture. */
export const checkNetworksApart: CheckPart = async ({ open, isLate }) => {
  const tally = createTally();
  await open('webgpu');
  for (const { id } of architectures) {
    const experiment = smallExperiment(id);
    const start = await withTrainer(experiment, null, (trainer) => trainer.checkpoint());
    const clean = await trained(experiment, start);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const spoilt = await trained(experiment, spoiltCheckpoint(start, value));
      tally.note(sameNetworks(clean, spoilt, ofOthers), id);
    }
    if (isLate()) break;
  }
  return tally.found();
};

/** Networks have the same bytes whatever memory held before, and in whatever order workgroups are taken. */
export const checkMemory: CheckPart = async ({ open, isLate }) => {
  const tally = createTally();
  const reordered = orderNames.map((name) => [name, { rewrite: orders[name] }] as const);
  for (const { id } of architectures) {
    await open('webgpu');
    const clean = await trained(smallExperiment(id), null);
    for (const [name, change] of [['poisoned', { poisons: true }] as const, ...reordered]) {
      await open('webgpu', change);
      tally.note(sameNetworks(clean, await trained(smallExperiment(id), null)), `${name}: ${id}`);
    }
    if (isLate()) break;
  }
  return tally.found();
};
