/** Messages between the leading thread of a pool and the others. */

import type { MemoryReport } from '../../analysis/produced/backend.ts';
import type { CardEvaluation } from '../../analysis/produced/evaluation.ts';
import type { Checkpoint } from '../../analysis/produced/networks.ts';
import type { Table } from '../../data/table/table.ts';
import type { DataSetup, ReplicaData } from '../../data/types.ts';
import type { Shard } from '../../experiment/costs/shards.ts';

export type SharedBackend = 'wasm' | 'cpu';

export type DataOfReplicas = ReadonlyMap<number, ReplicaData>;

/** Requests and answers, which keep their order. Lists have one entry per experiment of the shard. */
interface PoolWorkerCalls {
  readonly start: (asked: { readonly backend: SharedBackend }) => null;
  readonly makeData: (asked: {
    readonly setup: DataSetup;
    readonly replicas: readonly number[];
    readonly table: Table | null;
  }) => readonly ReplicaData[];
  /** Builds the networks of the shard; answers with the stock kernels, see `Trainer`. */
  readonly create: (asked: {
    readonly backend: SharedBackend;
    readonly shard: Shard;
    readonly data: DataOfReplicas;
    readonly checkpoints: readonly Checkpoint[] | null;
  }) => readonly string[];
  readonly train: (asked: { readonly learningRates: readonly number[] }) => null;
  readonly evaluate: (asked: object) => readonly (readonly CardEvaluation[])[];
  readonly checkpoint: (asked: object) => readonly Checkpoint[];
  /** Frees the shard; a creation or evaluation in progress fails. */
  readonly dispose: (asked: object) => null;
}

export type PoolWorkerCall = keyof PoolWorkerCalls;

export type PoolWorkerRequest = {
  readonly [T in PoolWorkerCall]: { readonly type: T } & Parameters<PoolWorkerCalls[T]>[0];
}[PoolWorkerCall];

export type RequestOf<T> = Extract<PoolWorkerRequest, { type: T }>;

export type PoolWorkerAnswer<T extends PoolWorkerCall = PoolWorkerCall> = ReturnType<PoolWorkerCalls[T]>;

export type ToPoolWorker = PoolWorkerRequest | { readonly type: 'ping' };

export type FromPoolWorker =
  | {
      readonly type: 'done';
      readonly answer: PoolWorkerAnswer;
      readonly memory: MemoryReport;
    }
  | { readonly type: 'failed'; readonly message: string; readonly isUserError: boolean }
  | { readonly type: 'pong' };

/** Buffers to transfer to the receiver. Several tensors may share one. */
export function buffersOfCheckpoints(checkpoints: readonly Checkpoint[]): ArrayBuffer[] {
  const arrays = checkpoints
    .flatMap(({ cards }) => cards)
    .flatMap(({ parameters, moment1, moment2, lossSum }) => [
      ...[parameters, moment1, moment2].flatMap((named) => Object.values(named)),
      lossSum,
    ]);
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
