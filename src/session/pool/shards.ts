/** Rows of shards, made once per replica for all threads, and the trainer of the shard of one thread. */

import type { MemoryReport } from '../../analysis/produced/backend.ts';
import type { CardEvaluation } from '../../analysis/produced/evaluation.ts';
import type { Checkpoint } from '../../analysis/produced/networks.ts';
import { groupedBy } from '../../core/lists.ts';
import { resplitDataFor } from '../../data/resplit.ts';
import { rowsKeyOf } from '../../data/rows.ts';
import type { ReplicaData } from '../../data/types.ts';
import { engineMemory } from '../../engine/backend/engineBackend.ts';
import { replicaNumbersOf } from '../../engine/train/cardTrainer.ts';
import { replicaDataOf } from '../../engine/train/replicaData.ts';
import { createTrainer, type Trainer, type TrainerHooks } from '../../engine/train/trainer.ts';
import type { Shard } from '../../experiment/costs/shards.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { DataOfReplicas } from './messages.ts';
import type { PoolWorker, WorkerGroup } from './pool.ts';

/** Trainers of a shard, one per experiment in it; all are at the same step. */
export type OwnShardTrainer = Awaited<ReturnType<typeof createShardTrainer>>;

export type ShardTrainer = Omit<OwnShardTrainer, 'dispose'>;

/** Rejects as `createTrainer` does, and has then freed everything. `data`: rows by replica number. */
export async function createShardTrainer(
  shard: Shard,
  data: DataOfReplicas,
  checkpoints: readonly Checkpoint[] | null,
  hooks: TrainerHooks,
) {
  const trainers: Trainer[] = [];
  const dispose = (): void => {
    for (const trainer of trainers) trainer.dispose();
  };
  try {
    for (const [index, experiment] of shard.entries())
      trainers.push(
        await createTrainer(experiment, checkpoints?.[index] ?? null, hooks, rowsInOrder(experiment, data)),
      );
  } catch (error) {
    dispose();
    throw error;
  }
  const inTurn = async <T>(ask: (trainer: Trainer) => Promise<T>): Promise<readonly T[]> => {
    const answers: T[] = [];
    for (const trainer of trainers) answers.push(await ask(trainer));
    return answers;
  };
  return {
    stockKernels: [...new Set(trainers.flatMap(({ stockKernels }) => stockKernels))] as readonly string[],
    train: async (learningRates: readonly number[]): Promise<void> => {
      for (const trainer of trainers) {
        for (const learningRate of learningRates) trainer.trainStep(learningRate);
        await trainer.settle();
      }
    },
    evaluate: (): Promise<readonly (readonly CardEvaluation[])[]> => inTurn((trainer) => trainer.evaluate()),
    checkpoint: (): Promise<readonly Checkpoint[]> => inTurn((trainer) => trainer.checkpoint()),
    // Each trainer reports the memory of the whole thread plus bytes of its own.
    memory: (): MemoryReport => {
      const { numBytes } = engineMemory();
      return engineMemory(trainers.reduce((sum, trainer) => sum + trainer.memory().numBytes - numBytes, 0));
    },
    dispose,
  };
}

interface RowMakers extends Pick<TrainerHooks, 'betweenParts' | 'openTable'> {
  readonly workers: readonly PoolWorker[];
  readonly group: WorkerGroup;
}

/** Keeps the last run's rows for the next, in which often only the networks change. */
export type RowsKeeper = ReturnType<typeof createRowsKeeper>;

export function createRowsKeeper() {
  let kept: KeptRows = { key: '', rows: new Map() };
  return {
    /** Makes rows once for replicas that share them. Rejects as `WorkerGroup.together` does. */
    rowsOf: async (experiment: Experiment, makers: RowMakers): Promise<DataOfReplicas> => {
      const key = keyOfSetUp(experiment);
      // Frees old rows before new ones need the memory.
      if (kept.key !== key) kept = { key, rows: new Map() };
      const before = kept.rows;
      const byRows = groupedBy(replicaNumbersOf(experiment), (replica) =>
        rowsKeyOf(experiment.data, replica),
      );
      const missing = [...byRows].flatMap(([of, replicas]) => (before.has(of) ? [] : replicas.slice(0, 1)));
      const made = await makeRows(experiment, missing, makers);
      const rows = new Map(
        [...byRows].map(([of, [first = -1]]) => [of, before.get(of) ?? rowsOfKey(made, first)]),
      );
      kept = { key, rows };
      return new Map(
        [...byRows].flatMap(([of, replicas]) =>
          replicas.map((replica) => [replica, resplitDataFor(experiment.data, rowsOfKey(rows, of), replica)]),
        ),
      );
    },
  };
}

interface KeptRows {
  readonly key: string;
  /** Rows by `rowsKeyOf`. */
  readonly rows: ReadonlyMap<string, ReplicaData>;
}

// Key of everything that rows depend on except the replica; a file is represented by its hash.
function keyOfSetUp({ data, tasks }: Experiment): string {
  return JSON.stringify([data, tasks.map(({ name: _, lossWeight: __, ...task }) => task)]);
}

// Dealt out one by one, to this thread first: it is loaded before the others.
async function makeRows(
  { data, tasks }: Experiment,
  replicas: readonly number[],
  { workers, group, betweenParts = async () => undefined, openTable }: RowMakers,
): Promise<DataOfReplicas> {
  if (replicas.length === 0) return new Map();
  const setup = { data, tasks };
  const table = (await openTable?.()) ?? null;
  const makers = [
    (dealt: readonly number[]) => replicaDataOf(setup, dealt, { betweenParts, table }),
    ...workers.map(
      (worker) => (dealt: readonly number[]) =>
        worker.ask({ type: 'makeData', setup, replicas: dealt, table }),
    ),
  ].slice(0, replicas.length);
  const made = await group.together(
    makers.map((make, thread) => async () => {
      const dealt = replicas.filter((_, index) => index % makers.length === thread);
      return (await make(dealt)).map((ofReplica, index) => [dealt[index] ?? -1, ofReplica] as const);
    }),
  );
  return new Map(made.flat());
}

export function dataForShard(shard: Shard, data: DataOfReplicas): DataOfReplicas {
  const numbers = new Set(shard.flatMap(replicaNumbersOf));
  return new Map([...data].filter(([number]) => numbers.has(number)));
}

export function rowsInOrder(experiment: Experiment, data: DataOfReplicas): readonly ReplicaData[] {
  return replicaNumbersOf(experiment).map((replica) => rowsOfKey(data, replica));
}

function rowsOfKey<K>(rows: ReadonlyMap<K, ReplicaData>, key: K): ReplicaData {
  const found = rows.get(key);
  if (found === undefined) throw new Error(`The rows of ${String(key)} are missing.`);
  return found;
}
