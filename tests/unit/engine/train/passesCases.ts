/** Held-out passes captured and replayed are to the last bit what TensorFlow.js makes of them, on the backend that is active. */
import { expect } from 'vitest';
import { stepCaptureOf } from '../../../../src/engine/backend/stepCapture.ts';
import { backend, memory } from '../../../../src/engine/tf/tf.ts';
import { createCardTrainer } from '../../../../src/engine/train/cardTrainer.ts';
import { chunksOf } from '../../../../src/engine/train/heldOutChunks.ts';
import { createEagerPasses, createReplayedPasses } from '../../../../src/engine/train/heldOutPasses.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { madeUpSourceOf, replicaOf } from '../../data/setup.ts';
import { smallExperiment } from './trainerCases.ts';

/** Numbers of validation rows, test rows and repetitions: chunks of one size, of two, and of a size that both splits have; one repetition. */
export const sizesOfPasses: [numValidationRows: number, numTestRows: number, numReplicas: number][] = [
  [40, 50, 3],
  [600, 1200, 2],
  [1, 513, 1],
];

/** Each card's values, read twice from replayed passes and once from eager ones. Returns how often each kind stopped for others. */
export async function expectEagerBytes(
  [numValidationRows, numTestRows, numReplicas]: (typeof sizesOfPasses)[number],
  isWanted: (card: Experiment['cards'][number]) => boolean = () => true,
): Promise<{ numOfEager: number; numOfReplayed: number }> {
  const usual = smallExperiment(numReplicas);
  const { tasks } = usual;
  const cards = usual.cards.filter(isWanted);
  const data = { ...usual.data, numValidationRows, numTestRows };
  const replicas = Array.from({ length: numReplicas }, (_, replica) =>
    replicaOf(madeUpSourceOf(data.source), { tasks, data }, replica),
  );
  const { numTensors } = memory();
  const trainers = cards.map((card) => createCardTrainer(card, { ...usual, data }));
  const capture = stepCaptureOf(backend());
  if (capture === null) throw new Error('This backend does not capture.');
  const stops = { numOfEager: 0, numOfReplayed: 0 };
  const chunks = chunksOf(replicas);
  const eager = createEagerPasses(chunks, async () => void stops.numOfEager++);
  const networks = trainers.map(({ network }) => network);
  const replayed = await createReplayedPasses(capture, networks, chunks, async () => {
    stops.numOfReplayed++;
  });
  for (const { network, state } of trainers) {
    const expected = await eager.read(network, state().lossSum);
    // Twice: the second finds what the first has left.
    for (let pass = 0; pass < 2; pass++)
      expect(await replayed.read(network, state().lossSum)).toEqual(expected);
    expect(expected.logits.test).toHaveLength(numReplicas * tasks.length * numTestRows);
  }
  for (const owner of [eager, replayed, replayed, ...trainers]) owner.dispose();
  expect(memory().numTensors).toBe(numTensors);
  return stops;
}
