/** Rows of experiments, made once per replica and shared by all training threads. */
import { groupedBy } from '../../core/lists.ts';
import { rowsKeyOf } from '../../data/copies.ts';
import { dealtFor } from '../../data/resplit.ts';
import type { ReplicaData } from '../../data/types.ts';
import { replicaNumbersOf } from '../../engine/train/cardTrainer.ts';
import { replicaDataOf } from '../../engine/train/replicaData.ts';
import type { TrainerHooks } from '../../engine/train/trainer.ts';
import type { Shard } from '../../experiment/costs/shards.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { DataOfReplicas } from './messages.ts';
import type { WorkerGroup } from './pool.ts';
import type { PoolWorker } from './poolWorker.ts';

interface RowMakers extends Pick<TrainerHooks, 'betweenParts' | 'openTable'> {
  readonly workers: readonly PoolWorker[];
  readonly group: WorkerGroup;
}

/** Keeps the last rows for the next run: often only the networks change. */
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
        [...byRows].map(([of, [first = -1]]) => [of, before.get(of) ?? rowsIn(made, first)]),
      );
      kept = { key, rows };
      return new Map(
        [...byRows].flatMap(([of, replicas]) =>
          replicas.map((replica) => [replica, dealtFor(experiment.data, rowsIn(rows, of), replica)]),
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

// All that rows depend on except the replica; a file is represented by its hash.
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
  return replicaNumbersOf(experiment).map((replica) => rowsIn(data, replica));
}

function rowsIn<K>(rows: ReadonlyMap<K, ReplicaData>, key: K): ReplicaData {
  const found = rows.get(key);
  if (found === undefined) throw new Error(`The rows of ${String(key)} are missing.`);
  return found;
}
