/** Pools of real threads: whatever leaves them has the bytes of one thread's. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../../src/analysis/produced/networks.ts';
import { bundleOf } from '../../../../src/build/bundle.mjs';
import { nodeThreads } from '../../../../src/cli/nodeThreads.ts';
import { tableSizesOf } from '../../../../src/data/table/encode.ts';
import { exampleCsv } from '../../../../src/data/table/example.ts';
import { memory } from '../../../../src/engine/tf/tf.ts';
import { createTrainer, type Trainer } from '../../../../src/engine/train/trainer.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import type { ToPoolWorker } from '../../../../src/session/pool/messages.ts';
import {
  createPool,
  type Pool,
  PoolWorkerLost,
  type Thread,
  type Threads,
} from '../../../../src/session/pool/pool.ts';
import { createPooledTrainer } from '../../../../src/session/pool/pooledTrainer.ts';
import { setupWith, tableOf } from '../../data/table/csvFiles.ts';
import { smallExperiment } from '../../engine/train/trainerCases.ts';
import { onNodeBackends, useWasm } from '../../onBackends.ts';

let poolWorkerFile = '';
beforeAll(async () => {
  poolWorkerFile = await bundleOf(join(import.meta.dirname, '../../../../src/cli/poolWorker.ts'));
});

const hooks = { onCompiling: () => undefined, betweenParts: async () => undefined, isAlone: false };

/** Small networks, and by the number of their steps worth sharing. */
function experimentOf(numCards: number, numReplicas: number): Experiment {
  const small = smallExperiment(numReplicas);
  return { ...small, cards: small.cards.slice(0, numCards), training: { ...small.training, numSteps: 1e6 } };
}

const pools: Pool[] = [];
function createTestPool(threads: Threads): Pool {
  const pool = createPool(threads);
  pools.push(pool);
  return pool;
}
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

/** One pool of each size for all tests of a backend, as a page has one for all its runs: threads take seconds to start. */
function sharedPools(): (count: number) => Pool {
  const shared = new Map<number, Pool>();
  afterAll(() => {
    for (const pool of shared.values()) pool.close();
  });
  return (count) => {
    const pool = shared.get(count) ?? createPool(nodeThreads(count, poolWorkerFile));
    shared.set(count, pool);
    return pool;
  };
}

/** Counts the threads it makes for a pool of two, ends the last one, and keeps the data it is asked for and given. */
function countedThreads() {
  const { spawn } = nodeThreads(2, poolWorkerFile);
  const made: Thread[] = [];
  const askedFor: number[] = [];
  const given: number[] = [];
  const threads: Threads = {
    count: 2,
    spawn: (events) => {
      const thread = spawn(events);
      made.push(thread);
      const post = (message: ToPoolWorker) => {
        if (message.type === 'makeData') askedFor.push(...message.replicas);
        if (message.type === 'create') given.push(...[...message.data.keys()].toSorted());
        thread.post(message);
      };
      return { ...thread, post };
    },
  };
  return { threads, askedFor, given, numMade: () => made.length, end: () => made.at(-1)?.end() };
}

/** Some steps, half of them at another learning rate, with evaluations between: all that a trainer gives. */
async function given(trainer: Trainer) {
  const { measuredCorrelations, knownLosses } = trainer;
  const before = await trainer.evaluate();
  for (const learningRate of [0.01, 0.01, 0.003]) trainer.trainStep(learningRate);
  await trainer.settle();
  trainer.trainStep(0.003);
  const halfway = await trainer.checkpoint();
  trainer.trainStep(0.02);
  const after = await trainer.evaluate();
  const { step } = trainer;
  trainer.dispose();
  return { measuredCorrelations, knownLosses, before, halfway, after, step };
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
    const poolOf = sharedPools();

    it.each([
      // Whole cards each; cards cut between repetitions; more threads than there is to share.
      [2, 4, 2],
      [3, 5, 2],
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

    it('trains on while others evaluate, and finds what one thread finds', async () => {
      const experiment = experimentOf(3, 3);
      const found = async (trainer: Trainer) => {
        const { found: atFirst } = await trainer.beginEvaluation();
        trainer.trainStep(0.01);
        await trainer.settle();
        const after = await trainer.evaluate();
        trainer.dispose();
        return [await atFirst, after];
      };
      const alone = await found(await createTrainer(experiment, null));
      expect(alone[0]?.[0]?.loss.step).toBe(0);
      expect(await found(await createPooledTrainer(poolOf(2))(experiment, null, hooks))).toEqual(alone);
    });

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
  });
});

describe('a pool of threads on one backend', { timeout: 120_000 }, () => {
  useWasm();
  const poolOf = sharedPools();

  it('splits the one copy of the rows of a file anew in every repetition, as one thread does', async () => {
    const table = await tableOf(exampleCsv(200));
    const spent = { column: 'spent', positive: null, mask: null };
    const targets = [spent, spent, spent];
    const setup = setupWith(table, { spent: 'target' }, { targets, resplits: true });
    const experiment = setTable(experimentOf(2, 5), setup, tableSizesOf(table, setup));
    let numOpened = 0;
    const openTable = async () => {
      numOpened++;
      return table;
    };
    const ofFile = { ...hooks, openTable };
    const { threads, askedFor } = countedThreads();
    const alone = await given(await createTrainer(experiment, null, ofFile));
    expect(new Set(alone.knownLosses.test.filter((_, index) => index % 3 === 0)).size).toBe(5);
    numOpened = 0;
    const create = createPooledTrainer(createTestPool(threads));
    const trainer = await create(experiment, null, ofFile);
    expect([trainer.numThreads, askedFor]).toEqual([2, []]);
    expect(await given(trainer)).toEqual(alone);
    (await create(experiment, null, ofFile)).dispose();
    expect(numOpened, 'not for the next run on the same rows').toBe(1);
  });

  it('makes the rows of each repetition once, half of them in either thread, and hands on what a shard needs', async () => {
    const { threads, askedFor, given } = countedThreads();
    const trainer = await createPooledTrainer(createTestPool(threads))(experimentOf(2, 5), null, hooks);
    trainer.dispose();
    expect([askedFor, given]).toEqual([
      [1, 3],
      [0, 1, 2],
    ]);
    const onlyCard = createPooledTrainer(createTestPool(threads))(experimentOf(1, 5), null, hooks);
    (await onlyCard).dispose();
    expect(given.slice(3)).toEqual([0, 1, 2]);
  });

  it('keeps the rows for the next run on them, and lets go of those of other data and repetitions', async () => {
    const { threads, askedFor } = countedThreads();
    const create = createPooledTrainer(createTestPool(threads));
    const known = async (making: Promise<Trainer>) => {
      const { measuredCorrelations, knownLosses, dispose } = await making;
      dispose();
      return { measuredCorrelations, knownLosses };
    };
    const first = experimentOf(3, 2);
    const others = { ...first, data: { ...first.data, seed: 7 } };
    const more = experimentOf(3, 5);
    const heavier = { ...more, tasks: more.tasks.map((task) => ({ ...task, name: 'x', lossWeight: 2 })) };
    const noisier = { ...more, tasks: more.tasks.map((task) => ({ ...task, noise: task.noise + 1 })) };
    const runs = [first, experimentOf(2, 2), others, more, heavier, noisier];
    const numMade: number[] = [];
    for (const experiment of runs) {
      askedFor.length = 0;
      expect(await known(create(experiment, null, hooks))).toEqual(
        await known(createTrainer(experiment, null)),
      );
      numMade.push(askedFor.length);
    }
    // Half of what is made, rounded down, is made by the other thread: of 2, 0, 2, 5, 0 and 5 repetitions.
    expect(numMade).toEqual([1, 0, 1, 2, 0, 2]);
  });

  it('measures the tasks of every repetition where each has its own, and of the first where all have the same', async () => {
    const same = experimentOf(3, 3);
    const trainer = await createPooledTrainer(poolOf(2))(same, null, hooks);
    expect(trainer.measuredCorrelations).toHaveLength(1);
    trainer.dispose();
    const own: Experiment = { ...same, data: { ...same.data, redraw: 'everything' } };
    const alone = await given(await createTrainer(own, null));
    expect(alone.measuredCorrelations).toHaveLength(3);
    expect(new Set(alone.measuredCorrelations.map((matrix) => matrix[0]?.[1])).size).toBe(3);
    expect(await given(await createPooledTrainer(poolOf(2))(own, null, hooks))).toEqual(alone);
  });

  it('is kept for the next run, holds the same memory all the time, and nothing when that is over', async () => {
    const before = memory().numTensors;
    const { threads, numMade } = countedThreads();
    const pool = createTestPool(threads);
    const alone = await createTrainer(experimentOf(2, 2), null);
    const { numTensors } = alone.memory();
    alone.dispose();
    for (let run = 0; run < 2; run++) {
      const trainer = await createPooledTrainer(pool)(experimentOf(2, 2), null, hooks);
      const atFirst = trainer.memory();
      // Both threads have data and loss weights of their own.
      expect(atFirst.numTensors).toBeGreaterThan(numTensors);
      await trainer.evaluate();
      for (let step = 0; step < 5; step++) trainer.trainStep(0.01);
      await trainer.settle();
      expect(trainer.memory()).toEqual(atFirst);
      trainer.dispose();
      trainer.dispose();
      expect(await pool.memoryLeft()).toEqual({ numTensors: 0, numBytes: 0 });
      expect(memory().numTensors).toBe(before);
    }
    expect(numMade()).toBe(1);
  });

  it('says that a thread died in the middle, and frees the rest', async () => {
    const before = memory().numTensors;
    const { threads, end } = countedThreads();
    const pool = createTestPool(threads);
    const trainer = await createPooledTrainer(pool)(experimentOf(3, 2), null, hooks);
    trainer.trainStep(0.01);
    await trainer.settle();
    end();
    trainer.trainStep(0.01);
    await expect(trainer.evaluate()).rejects.toThrow(PoolWorkerLost);
    trainer.trainStep(0.01);
    await expect(trainer.settle()).rejects.toThrow(PoolWorkerLost);
    trainer.dispose();
    expect(memory().numTensors).toBe(before);
    expect(await pool.memoryLeft()).toEqual({ numTensors: 0, numBytes: 0 });
  });

  it('stops in all threads when nobody wants the run any more', async () => {
    const before = memory().numTensors;
    const pool = poolOf(2);
    let numParts = 0;
    const betweenParts = async () => {
      numParts += 1;
      if (numParts === 2) throw new Error('The run was ended.');
    };
    const create = createPooledTrainer(pool)(experimentOf(3, 4), null, { ...hooks, betweenParts });
    await expect(create).rejects.toThrow('The run was ended.');
    expect(await pool.memoryLeft()).toEqual({ numTensors: 0, numBytes: 0 });
    expect(memory().numTensors).toBe(before);
  });
});
