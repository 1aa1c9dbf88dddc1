/** Messages between the thread that leads and the others of its pool: plain data, and the buffers that move instead of being copied. */
import type { DataSetup, ReplicaData } from '../../data/types.ts';
import type { Shard } from '../../experiment/costs/shards.ts';
import type { MemoryReport } from '../../analysis/produced/backend.ts';
import type { CardEvaluation } from '../../analysis/produced/evaluation.ts';
import type { Checkpoint } from '../../analysis/produced/networks.ts';
import type { Table } from '../../data/table/table.ts';

/** A backend that may run in several threads. */
export type SharedBackend = 'wasm' | 'cpu';

/** Rows by the numbers of the replicas. */
export type DataOfReplicas = ReadonlyMap<number, ReplicaData>;

/**
 * Requests to a worker, each with its answer: carried out one after the other, each answered once. What concerns an experiment
 * comes once for each of the shard, in their order.
 */
export interface PoolWorkerCalls {
  /** Starts `backend`, which takes its time the first time. */
  readonly start: (asked: { readonly backend: SharedBackend }) => null;
  /** Makes the rows of these replicas, in their order, for the thread that leads, and keeps none. */
  readonly makeData: (asked: {
    readonly setup: DataSetup;
    readonly replicas: readonly number[];
    readonly table: Table | null;
  }) => readonly ReplicaData[];
  /**
   * Begins to train `shard` on `backend`; with a checkpoint of each of its experiments, goes on from there. Answers with the kernels
   * of all of them that are not ours; see `Trainer`.
   */
  readonly create: (asked: {
    readonly backend: SharedBackend;
    readonly shard: Shard;
    /** The rows of all its replicas. */
    readonly data: DataOfReplicas;
    readonly checkpoints: readonly Checkpoint[] | null;
  }) => readonly string[];
  /** A step for each learning rate. */
  readonly train: (asked: { readonly learningRates: readonly number[] }) => null;
  readonly evaluate: (asked: { readonly mostTestRows: number }) => readonly (readonly CardEvaluation[])[];
  readonly checkpoint: (asked: object) => readonly Checkpoint[];
  /** Frees the shard. Also ends the making and evaluating of it that has begun, whose answer is then a failure. */
  readonly dispose: (asked: object) => null;
}

/** Type of a request. */
export type PoolWorkerCall = keyof PoolWorkerCalls;

export type PoolWorkerRequest = {
  readonly [T in PoolWorkerCall]: { readonly type: T } & Parameters<PoolWorkerCalls[T]>[0];
}[PoolWorkerCall];

/** A request of one type. */
export type RequestOf<T> = Extract<PoolWorkerRequest, { type: T }>;

/** The answer to a request of a type; by default of any. */
export type PoolWorkerAnswer<T extends PoolWorkerCall = PoolWorkerCall> = ReturnType<PoolWorkerCalls[T]>;

/** `ping` is answered by `pong` at the next chance. */
export type ToPoolWorker = PoolWorkerRequest | { readonly type: 'ping' };

export type FromPoolWorker =
  | {
      readonly type: 'done';
      readonly answer: PoolWorkerAnswer;
      /** Tensors and bytes alive in the thread now. */
      readonly memory: MemoryReport;
    }
  | { readonly type: 'failed'; readonly message: string; readonly isUserError: boolean }
  | { readonly type: 'pong' };

/** The buffers of checkpoints, which are large and nobody's but the receiver's. Several tensors may lie in one. */
export function buffersOfCheckpoints(checkpoints: readonly Checkpoint[]): ArrayBuffer[] {
  const arrays = checkpoints
    .flatMap(({ cards }) => cards)
    .flatMap(({ parameters, moment1, moment2, lossSum }) => [
      ...[parameters, moment1, moment2].flatMap((named) => Object.values(named)),
      lossSum,
    ]);
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
