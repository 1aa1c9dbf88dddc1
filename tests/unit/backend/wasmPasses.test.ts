/** Held-out passes on the WASM backend: captured and replayed they are to the last bit what TensorFlow.js makes of them. */
import { beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../../src/backend/startBackend.ts';
import { stepCaptureOf } from '../../../src/backend/stepCapture.ts';
import { registerOperations } from '../../../src/kernels/register.ts';
import { backend, memory } from '../../../src/tf/tf.ts';
import { createCardTrainer } from '../../../src/train/cardTrainer.ts';
import { chunksOf } from '../../../src/train/heldOutChunks.ts';
import { createEagerPasses } from '../../../src/train/heldOutPasses.ts';
import { createReplayedPasses } from '../../../src/train/replayedPasses.ts';
import { madeUpSourceOf, replicaOf } from '../data/setup.ts';
import { smallExperiment } from '../train/trainerCases.ts';

beforeAll(async () => {
  await startBackend('wasm');
  registerOperations();
});

it.each([
  // Chunks of one size, of two, and of a size that both splits have; a single replica.
  [40, 50, 3],
  [600, 1200, 2],
  [1, 513, 1],
])(
  'replayed passes over %i validation and %i test rows of %i repetitions have the bytes of eager ones',
  async (numValidationRows, numTestRows, numReplicas) => {
    const usual = smallExperiment(numReplicas);
    const { cards, tasks, data } = {
      ...usual,
      data: { ...usual.data, numValidationRows, numTestRows },
    };
    const replicas = Array.from({ length: numReplicas }, (_, replica) =>
      replicaOf(madeUpSourceOf(data.source), { tasks, data }, replica),
    );
    const { numTensors } = memory();
    const trainers = cards.map((card) => createCardTrainer(card, { ...usual, data }));
    const capture = stepCaptureOf(backend());
    if (capture === null) throw new Error('This backend does not capture.');
    let numParts = 0;
    const betweenParts = async () => void numParts++;
    const chunks = chunksOf(replicas);
    const eager = createEagerPasses(chunks, betweenParts);
    const networks = trainers.map(({ network }) => network);
    const replayed = await createReplayedPasses(capture, networks, chunks, betweenParts);
    for (const { network, state } of trainers) {
      const expected = await eager.read(network, state().lossSum);
      const numOfEager = numParts;
      // Twice: the second finds what the first has left.
      for (let pass = 0; pass < 2; pass++)
        expect(await replayed.read(network, state().lossSum)).toEqual(expected);
      expect(numParts).toBe(3 * numOfEager);
      expect(expected.logits.test).toHaveLength(numReplicas * tasks.length * numTestRows);
      numParts = 0;
    }
    for (const owner of [eager, replayed, replayed, ...trainers]) owner.dispose();
    expect(memory().numTensors).toBe(numTensors);
  },
);
