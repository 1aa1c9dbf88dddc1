/** Trainer that shares its work among threads; results equal those of a single thread bit for bit. */

import type { Checkpoint } from '../../analysis/produced/networks.ts';
import { assertNotDisposed } from '../../core/errors.ts';
import { getBackend } from '../../engine/tf/tf.ts';
import { knownLossesOf } from '../../engine/train/evaluation.ts';
import { measuredCorrelationsOf } from '../../engine/train/replicaData.ts';
import {
  type CreateTrainer,
  createTrainer,
  type Trainer,
  type TrainerHooks,
} from '../../engine/train/trainer.ts';
import { numThreadsFor } from '../../experiment/costs/memory.ts';
import { type Shard, shardsOf } from '../../experiment/costs/shards.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { checkpointOfPart, mergedCheckpoint, mergedEvaluations, type OfPart } from './merge.ts';
import type { DataOfReplicas, RequestOf, SharedBackend } from './messages.ts';
import { createWorkerGroup, type Pool, summedMemory, type WorkerGroup } from './pool.ts';
import type { PoolWorker } from './poolWorker.ts';
import { createShardTrainer, type OwnShardTrainer, type ShardTrainer } from './shardTrainer.ts';
import { createRowsKeeper, dataForShard, type RowsKeeper, rowsInOrder } from './sharedData.ts';

/** Uses one thread on a GPU, for little work, or if another would need too much memory. */
export function createPooledTrainer(pool: Pool): CreateTrainer {
  const rows = createRowsKeeper();
  return async (experiment, checkpoint, hooks) => {
    const backend = sharedBackend();
    const numThreads = hooks.isAlone ? 1 : numThreadsFor(experiment, pool.numThreads);
    const shards = shardsOf(experiment, numThreads);
    if (backend === null || shards.length < 2) {
      const data = await rows.rowsOf(experiment, { ...hooks, workers: [], group: createWorkerGroup([]) });
      return createTrainer(experiment, checkpoint, hooks, rowsInOrder(experiment, data));
    }
    return createSharedTrainer({ pool, rows }, { experiment, shards, backend }, checkpoint, hooks);
  };
}

function sharedBackend(): SharedBackend | null {
  const name = getBackend();
  return name === 'wasm' || name === 'cpu' ? name : null;
}

interface SharedWork {
  readonly experiment: Experiment;
  /** The last shard is ours: it is often the smallest, which leaves time to coordinate. */
  readonly shards: readonly Shard[];
  readonly backend: SharedBackend;
}

async function createSharedTrainer(
  { pool, rows }: { readonly pool: Pool; readonly rows: RowsKeeper },
  { experiment, shards, backend }: SharedWork,
  checkpoint: Checkpoint | null,
  hooks: TrainerHooks,
): Promise<Trainer> {
  const workers = pool.workers(shards.length - 1);
  const group = createWorkerGroup(workers);
  const betweenParts = async () => {
    await hooks.betweenParts?.();
    group.assertWhole();
  };
  const created: OwnShardTrainer[] = [];
  const disposeOwn = () => {
    for (const trainer of created) trainer.dispose();
  };
  const create = async (index: number, shard: Shard, data: DataOfReplicas) => {
    const checkpoints = checkpoint && shard.map((part) => checkpointOfPart(checkpoint, part, experiment));
    const worker = workers[index];
    if (worker !== undefined)
      return createRemoteShard(worker, {
        type: 'create',
        backend,
        shard,
        data: dataForShard(shard, data),
        checkpoints,
      });
    const own = await createShardTrainer(shard, data, checkpoints, { ...hooks, betweenParts });
    created.push(own);
    return own;
  };
  try {
    const data = await rows.rowsOf(experiment, { ...hooks, workers, group, betweenParts });
    const creating = group.together(shards.map((shard, index) => () => create(index, shard, data)));
    // Workers set up their shards meanwhile.
    const replicas = rowsInOrder(experiment, data);
    const measuredCorrelations = measuredCorrelationsOf(experiment, replicas);
    const known = {
      measuredCorrelations,
      knownLosses: knownLossesOf(experiment, replicas),
      fitLinear: async (mostTestRows = 0) =>
        (await import('../../engine/train/linear/models.ts')).fittedLinearOf(
          experiment,
          replicas,
          mostTestRows,
        ),
    };
    const training = { experiment, shards, trainers: await creating, group, disposeOwn };
    return trainerOf(training, known, checkpoint?.step ?? 0);
  } catch (error) {
    disposeOwn();
    throw error;
  }
}

/** Rejects with the worker's error or `PoolWorkerLost`; its worker group frees it. */
async function createRemoteShard(worker: PoolWorker, given: RequestOf<'create'>): Promise<ShardTrainer> {
  return {
    foreignKernels: await worker.ask(given),
    train: async (learningRates) => {
      await worker.ask({ type: 'train', learningRates });
    },
    evaluate: (mostTestRows) => worker.ask({ type: 'evaluate', mostTestRows }),
    checkpoint: () => worker.ask({ type: 'checkpoint' }),
    memory: worker.memory,
  };
}

interface SharedTraining extends Pick<SharedWork, 'experiment' | 'shards'> {
  readonly trainers: readonly ShardTrainer[];
  readonly group: WorkerGroup;
  readonly disposeOwn: () => void;
}

type Known = Pick<Trainer, 'measuredCorrelations' | 'knownLosses' | 'fitLinear'>;

function trainerOf(training: SharedTraining, known: Known, firstStep: number): Trainer {
  const { experiment, shards, trainers, group, disposeOwn } = training;
  let step = firstStep;
  let queued: number[] = [];
  let isDisposed = false;
  const train = createTraining(training);
  const evaluate = createEvaluating(training);
  const assertAlive = () => assertNotDisposed(isDisposed, 'The trainer');
  const settle = async () => {
    assertAlive();
    const learningRates = queued;
    queued = [];
    if (learningRates.length > 0) await train(learningRates);
  };
  const beginEvaluation = async (mostTestRows = 0) => {
    await settle();
    return evaluate(mostTestRows);
  };
  return {
    get step() {
      return step;
    },
    ...known,
    trainStep: (learningRate) => {
      assertAlive();
      step++;
      queued.push(learningRate);
    },
    settle,
    evaluate: async (mostTestRows) => (await beginEvaluation(mostTestRows)).found,
    beginEvaluation,
    checkpoint: async () => {
      await settle();
      const saved = await group.together(trainers.map((trainer) => () => trainer.checkpoint()));
      return mergedCheckpoint(experiment, withParts(shards, saved));
    },
    memory: () => {
      assertAlive();
      return summedMemory(trainers.map((trainer) => trainer.memory()));
    },
    numThreads: trainers.length,
    numDispatches: null,
    foreignKernels: [...new Set(trainers.flatMap((trainer) => trainer.foreignKernels))],
    dispose: () => {
      if (isDisposed) return;
      isDisposed = true;
      group.dismiss();
      disposeOwn();
    },
  };
}

// Workers may lag one call behind, so that threads disturbed in turn do not wait for each other. Their errors
// surface at the next call.
function createTraining({
  trainers,
  group,
}: SharedTraining): (learningRates: readonly number[]) => Promise<void> {
  const own = trainers.slice(-1);
  const others = trainers.slice(0, -1);
  let caughtUp: Promise<unknown> = Promise.resolve();
  return async (learningRates) => {
    const trainIn = (some: readonly ShardTrainer[]) =>
      group.together(some.map((trainer) => () => trainer.train(learningRates)));
    const before = caughtUp;
    caughtUp = trainIn(others).catch(() => undefined);
    await Promise.all([trainIn(own), before]);
  };
}

function createEvaluating({ experiment, shards, trainers, group }: SharedTraining) {
  const evaluateIn = (some: readonly ShardTrainer[], mostTestRows: number) =>
    group.together(some.map((trainer) => () => trainer.evaluate(mostTestRows)));
  return async (mostTestRows: number) => {
    const ofOthers = evaluateIn(trainers.slice(0, -1), mostTestRows);
    // Errors surface where `found` is awaited, and at the next call.
    ofOthers.catch(() => undefined);
    const ofOwn = await evaluateIn(trainers.slice(-1), mostTestRows);
    const found = ofOthers.then((others) =>
      mergedEvaluations(experiment, withParts(shards, [...others, ...ofOwn])),
    );
    found.catch(() => undefined);
    return { found };
  };
}

function withParts<T>(shards: readonly Shard[], ofShards: readonly (readonly T[])[]): OfPart<T>[] {
  const parts = shards.flat();
  return ofShards.flat().flatMap((value, index) => {
    const part = parts[index];
    return part === undefined ? [] : [{ part, value }];
  });
}
