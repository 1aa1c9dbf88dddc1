/** Pools of real threads: whatever leaves them has the bytes of one thread's. */
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleOf } from '../../../../src/cli/bundle.mjs';
import { nodeThreads } from '../../../../src/cli/nodeThreads.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { Checkpoint } from '../../../../src/results/results.ts';
import { createPool, type Pool, type Threads } from '../../../../src/session/pool/pool.ts';
import { createPooledTrainer } from '../../../../src/session/pool/pooledTrainer.ts';
import { memory } from '../../../../src/tf/tf.ts';
import { createTrainer, type Trainer } from '../../../../src/train/trainer.ts';
import { onNodeBackends } from '../../onBackends.ts';
import { smallExperiment } from '../../train/trainerCases.ts';

let memberFile = '';
beforeAll(async () => {
  memberFile = await bundleOf(join(import.meta.dirname, 'memberFile.ts'));
});

const hooks = { onCompiling: () => undefined, betweenParts: async () => undefined, isAlone: false };

/** Small networks, and by the number of their steps worth sharing. */
function experimentOf(numCards: number, numReplicas: number): Experiment {
  const small = smallExperiment(numReplicas);
  return { ...small, cards: small.cards.slice(0, numCards), training: { ...small.training, numSteps: 1e6 } };
}

const pools: Pool[] = [];
function poolOf(count: number, threads: Threads = nodeThreads(memberFile, count)): Pool {
  const pool = createPool({ ...threads, count });
  pools.push(pool);
  return pool;
}
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

/** Some steps, half of them at another learning rate, with evaluations between: all that a trainer gives. */
async function given(trainer: Trainer) {
  const { measuredCorrelation, nullLosses } = trainer;
  const before = await trainer.evaluate();
  for (const learningRate of [0.01, 0.01, 0.003]) trainer.trainStep(learningRate);
  await trainer.settle();
  trainer.trainStep(0.003);
  const halfway = await trainer.checkpoint();
  trainer.trainStep(0.02);
  const after = await trainer.evaluate();
  const { step } = trainer;
  trainer.dispose();
  return { measuredCorrelation, nullLosses, before, halfway, after, step };
}

/** Goes on from a checkpoint. */
async function continued(trainer: Trainer) {
  trainer.trainStep(0.02);
  const after = await trainer.evaluate();
  trainer.dispose();
  return after;
}

/** The last repetition of every card is no number any more. */
const diverged = (checkpoint: Checkpoint): Checkpoint => ({
  ...checkpoint,
  cards: checkpoint.cards.map((card) => {
    const poisoned = Object.entries(card.parameters).map(([name, values]) => {
      const copy = values.slice();
      copy[copy.length - 1] = Number.NaN;
      return [name, copy] as const;
    });
    return { ...card, parameters: Object.fromEntries(poisoned) };
  }),
});

describe('a pool of threads', { timeout: 120_000 }, () => {
  onNodeBackends(() => {
    it.each([
      // Whole cards each; cards cut between repetitions; more threads than there is to share.
      [2, 5, 3],
      [3, 5, 2],
      [3, 1, 5],
      [3, 1, 2],
    ])(
      'of %i gives the bytes of one thread: %i cards, %i repetitions',
      async (count, numCards, numReplicas) => {
        const experiment = experimentOf(numCards, numReplicas);
        const create = createPooledTrainer(poolOf(count));
        const trainer = await create(experiment, null, hooks);
        expect(trainer.numThreads).toBe(Math.min(count, numCards * numReplicas));
        const alone = await given(await createTrainer(experiment, null));
        expect(await given(trainer)).toEqual(alone);
      },
    );

    it('goes on from what a pool of another size saved, diverged repetitions and all', async () => {
      const experiment = experimentOf(3, 3);
      const { halfway } = await given(await createPooledTrainer(poolOf(2))(experiment, null, hooks));
      const checkpoint = diverged(halfway);
      const alone = await continued(await createTrainer(experiment, checkpoint));
      expect(alone[0]?.loss.test.slice(-1)).toEqual([Number.NaN]);
      expect(alone[0]?.loss.test[0]).toBeGreaterThan(0);
      for (const count of [1, 2, 3])
        expect(
          await continued(await createPooledTrainer(poolOf(count))(experiment, checkpoint, hooks)),
        ).toEqual(alone);
    });

    it('numbers repetitions as the experiment does', async () => {
      const usual = experimentOf(1, 3);
      const later = { ...usual, training: { ...usual.training, firstReplica: 4 } };
      const alone = await given(await createTrainer(later, null));
      expect(await given(await createPooledTrainer(poolOf(2))(later, null, hooks))).toEqual(alone);
    });

    it('is kept for the next run, holds the same memory all the time, and nothing when that is over', async () => {
      const before = memory().numTensors;
      let numMade = 0;
      const threads = nodeThreads(memberFile, 2);
      const pool = poolOf(2, {
        ...threads,
        spawn: (events) => {
          numMade += 1;
          return threads.spawn(events);
        },
      });
      const alone = await createTrainer(experimentOf(2, 2), null);
      const { numTensors } = alone.memory();
      alone.dispose();
      for (let run = 0; run < 2; run++) {
        const trainer = await createPooledTrainer(pool)(experimentOf(2, 2), null, hooks);
        const atFirst = trainer.memory();
        // Both threads have data and loss weights of their own.
        expect(atFirst.numTensors).toBeGreaterThan(numTensors);
        await trainer.evaluate();
        for (let step = 0; step < 20; step++) trainer.trainStep(0.01);
        await trainer.settle();
        expect(trainer.memory()).toEqual(atFirst);
        trainer.dispose();
        trainer.dispose();
        expect(await pool.memoryLeft()).toEqual({ numTensors: 0, numBytes: 0 });
        expect(memory().numTensors).toBe(before);
      }
      expect(numMade).toBe(1);
    });
  });
});
