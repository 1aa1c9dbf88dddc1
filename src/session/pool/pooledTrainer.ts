/** Trainer that shares its work among threads; results equal those of a single thread bit for bit. */

import { levelGatesFrom } from '../../analysis/gateWeights.ts';
import type {
  CardEvaluation,
  FunnelLosses,
  GateSnapshot,
  LossPoint,
} from '../../analysis/produced/evaluation.ts';
import type { Checkpoint, SavedCard } from '../../analysis/produced/networks.ts';
import { assertNotDisposed } from '../../core/errors.ts';
import { concatenatedFloats } from '../../core/lists.ts';
import { recordByPopulation } from '../../data/funnel.ts';
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
import type { DataOfReplicas, RequestOf, SharedBackend } from './messages.ts';
import { createWorkerGroup, type Pool, type PoolWorker, summedMemory, type WorkerGroup } from './pool.ts';
import {
  createRowsKeeper,
  createShardTrainer,
  dataForShard,
  type OwnShardTrainer,
  type RowsKeeper,
  rowsInOrder,
  type ShardTrainer,
} from './shards.ts';

/** Uses one thread on a GPU, for little work, or if more threads would need too much memory. */
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
  /** The last shard is the leading thread's: it is often the smallest, which leaves time to coordinate. */
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
    // Workers set up their shards at the same time.
    const replicas = rowsInOrder(experiment, data);
    const measuredCorrelations = measuredCorrelationsOf(experiment, replicas);
    const known = {
      measuredCorrelations,
      knownLosses: knownLossesOf(experiment, replicas),
    };
    const training = { experiment, shards, trainers: await creating, group, disposeOwn };
    return sharedTrainerOf(training, known, checkpoint?.step ?? 0);
  } catch (error) {
    disposeOwn();
    throw error;
  }
}

/** Rejects with the worker's error or `PoolWorkerLost`; the worker group frees the shard. */
async function createRemoteShard(worker: PoolWorker, given: RequestOf<'create'>): Promise<ShardTrainer> {
  return {
    stockKernels: await worker.ask(given),
    train: async (learningRates) => {
      await worker.ask({ type: 'train', learningRates });
    },
    evaluate: () => worker.ask({ type: 'evaluate' }),
    checkpoint: () => worker.ask({ type: 'checkpoint' }),
    memory: worker.memory,
  };
}

interface SharedTraining extends Pick<SharedWork, 'experiment' | 'shards'> {
  readonly trainers: readonly ShardTrainer[];
  readonly group: WorkerGroup;
  readonly disposeOwn: () => void;
}

type KnownTrainerParts = Pick<Trainer, 'measuredCorrelations' | 'knownLosses'>;

function sharedTrainerOf(training: SharedTraining, known: KnownTrainerParts, firstStep: number): Trainer {
  const { experiment, shards, trainers, group, disposeOwn } = training;
  let step = firstStep;
  let queued: number[] = [];
  let isDisposed = false;
  const train = createSharedSteps(training);
  const evaluate = createSharedEvaluation(training);
  const assertAlive = () => assertNotDisposed(isDisposed, 'The trainer');
  const settle = async () => {
    assertAlive();
    const learningRates = queued;
    queued = [];
    if (learningRates.length > 0) await train(learningRates);
  };
  const beginEvaluation = async () => {
    await settle();
    return evaluate();
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
    evaluate: async () => (await beginEvaluation()).found,
    beginEvaluation,
    checkpoint: async () => {
      await settle();
      const saved = await group.together(trainers.map((trainer) => () => trainer.checkpoint()));
      return mergedCheckpoint(experiment, partsOfShards(shards, saved));
    },
    memory: () => {
      assertAlive();
      return summedMemory(trainers.map((trainer) => trainer.memory()));
    },
    numThreads: trainers.length,
    numDispatches: null,
    stockKernels: [...new Set(trainers.flatMap((trainer) => trainer.stockKernels))],
    dispose: () => {
      if (isDisposed) return;
      isDisposed = true;
      group.dismiss();
      disposeOwn();
    },
  };
}

// Workers may lag one call behind, so as not to wait for each other; their errors surface a call later.
function createSharedSteps({
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

function createSharedEvaluation({ experiment, shards, trainers, group }: SharedTraining) {
  const evaluateIn = (some: readonly ShardTrainer[]) =>
    group.together(some.map((trainer) => () => trainer.evaluate()));
  return async () => {
    const ofOthers = evaluateIn(trainers.slice(0, -1));
    // Errors are thrown where `found` is awaited, and by the next call.
    ofOthers.catch(() => undefined);
    const ofOwn = await evaluateIn(trainers.slice(-1));
    const found = ofOthers.then((others) =>
      mergedEvaluations(experiment, partsOfShards(shards, [...others, ...ofOwn])),
    );
    found.catch(() => undefined);
    return { found };
  };
}

function partsOfShards<T>(
  shards: readonly Shard[],
  ofShards: readonly (readonly T[])[],
): ShardPartResult<T>[] {
  const parts = shards.flat();
  return ofShards.flat().flatMap((value, index) => {
    const part = parts[index];
    return part === undefined ? [] : [{ part, value }];
  });
}

interface ShardPartResult<T> {
  readonly part: Experiment;
  readonly value: T;
}

export function mergedEvaluations(
  { cards }: Experiment,
  parts: readonly ShardPartResult<readonly CardEvaluation[]>[],
): readonly CardEvaluation[] {
  return cards.map(({ id }) => {
    const ofCard = inReplicaOrder(parts).flatMap(({ value }) => value.filter(({ cardId }) => cardId === id));
    return {
      cardId: id,
      loss: mergedLosses(ofCard.map(({ loss }) => loss)),
      gates: mergedGates(ofCard.map(({ gates }) => gates)),
    };
  });
}

function mergedCheckpoint({ cards }: Experiment, parts: readonly ShardPartResult<Checkpoint>[]): Checkpoint {
  const { step = 0, numSummed = 0 } = parts[0]?.value ?? {};
  const merged = cards.map(({ id }) =>
    mergedCard(
      id,
      inReplicaOrder(parts).flatMap(({ value }) => value.cards.filter(({ cardId }) => cardId === id)),
    ),
  );
  return { step, numSummed, cards: merged };
}

/** Throws an Error if a card is missing. */
function checkpointOfPart(checkpoint: Checkpoint, part: Experiment, experiment: Experiment): Checkpoint {
  const numAll = experiment.training.numReplicas;
  const first = (part.training.firstReplica ?? 0) - (experiment.training.firstReplica ?? 0);
  const ofPart = (values: Float32Array) => {
    const size = values.length / numAll;
    return values.slice(first * size, (first + part.training.numReplicas) * size);
  };
  const cards = part.cards.map(({ id }) => {
    const saved = checkpoint.cards.find(({ cardId }) => cardId === id);
    if (saved === undefined) throw new Error(`The checkpoint has no card ${id}.`);
    return {
      cardId: id,
      parameters: mergedByKey(saved.parameters, ofPart),
      moment1: mergedByKey(saved.moment1, ofPart),
      moment2: mergedByKey(saved.moment2, ofPart),
      lossSum: ofPart(saved.lossSum),
    };
  });
  return { ...checkpoint, cards };
}

const firstReplicaOf = ({ training }: Experiment): number => training.firstReplica ?? 0;

function inReplicaOrder<T>(parts: readonly ShardPartResult<T>[]): readonly ShardPartResult<T>[] {
  return parts.toSorted((a, b) => firstReplicaOf(a.part) - firstReplicaOf(b.part));
}

function mergedLosses(points: readonly LossPoint[]): LossPoint {
  const weights = points.flatMap(({ weights = [] }) => weights);
  const gauc = points.flatMap(({ gauc: ofPart = [] }) => ofPart);
  const calibration = points.flatMap(({ calibration: ofPart = [] }) => ofPart);
  const funnels = points.flatMap(({ funnel }) => funnel ?? []);
  return {
    step: points[0]?.step ?? 0,
    train: points.flatMap(({ train }) => train),
    validation: points.flatMap(({ validation }) => validation),
    test: points.flatMap(({ test }) => test),
    auc: points.flatMap(({ auc }) => auc),
    ...(gauc.length > 0 && { gauc }),
    ...(calibration.length > 0 && { calibration }),
    ...(weights.length > 0 && { weights }),
    ...(funnels.length > 0 && { funnel: mergedFunnels(funnels) }),
  };
}

const mergedFunnels = (funnels: readonly FunnelLosses[]): FunnelLosses => ({
  validation: funnels.flatMap(({ validation }) => validation),
  ofRows: recordByPopulation((population) => ({
    losses: funnels.flatMap(({ ofRows }) => ofRows[population].losses),
    predicted: funnels.flatMap(({ ofRows }) => ofRows[population].predicted),
  })),
});

function mergedGates(snapshots: readonly GateSnapshot[]): GateSnapshot {
  const { step = 0, levels = [] } = snapshots[0] ?? {};
  return {
    step,
    levels: levels.map((_, l) =>
      levelGatesFrom((statistic) =>
        concatenatedFloats(snapshots.flatMap((snapshot) => snapshot.levels[l]?.[statistic] ?? [])),
      ),
    ),
  };
}

// A single part needs no copy.
function mergedCard(cardId: string, parts: readonly SavedCard[]): SavedCard {
  const [first, second] = parts;
  if (first !== undefined && second === undefined) return first;
  const together = (of: (card: SavedCard) => SavedCard['parameters']) =>
    mergedByKey(first === undefined ? {} : of(first), (_, name) =>
      concatenatedFloats(parts.map((card) => of(card)[name] ?? new Float32Array())),
    );
  return {
    cardId,
    parameters: together(({ parameters }) => parameters),
    moment1: together(({ moment1 }) => moment1),
    moment2: together(({ moment2 }) => moment2),
    lossSum: concatenatedFloats(parts.map(({ lossSum }) => lossSum)),
  };
}

function mergedByKey(
  named: SavedCard['parameters'],
  change: (values: Float32Array, name: string) => Float32Array,
): SavedCard['parameters'] {
  return Object.fromEntries(Object.entries(named).map(([name, values]) => [name, change(values, name)]));
}
