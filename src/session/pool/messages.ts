/** Messages between the thread that leads and the others of its pool. Plain data only. */
import type { DataSetup, ReplicaData } from '../../data/types.ts';
import type { Shard } from '../../experiment/costs/shards.ts';
import type { MemoryReport } from '../../run/produced/backend.ts';
import type { CardEvaluation } from '../../run/produced/evaluation.ts';
import type { Checkpoint } from '../../run/produced/networks.ts';
import type { Table } from '../../table/table.ts';

/** A backend that may run in several threads. */
export type SharedBackend = 'wasm' | 'cpu';

/** Rows by the numbers of the replicas. */
export type DataOfReplicas = ReadonlyMap<number, ReplicaData>;

/** Carried out one after the other, each answered once. */
export type PoolWorkerRequest =
  /** Starts `backend`, which takes its time the first time. */
  | { readonly type: 'start'; readonly backend: SharedBackend }
  /** Makes the rows of these replicas for the thread that leads, and keeps none. */
  | {
      readonly type: 'makeData';
      readonly setup: DataSetup;
      readonly replicas: readonly number[];
      readonly table: Table | null;
    }
  /** Begins to train `shard` on `backend`; with a checkpoint of each of its experiments, goes on from there. */
  | {
      readonly type: 'create';
      readonly backend: SharedBackend;
      readonly shard: Shard;
      /** The rows of all its replicas. */
      readonly data: DataOfReplicas;
      readonly checkpoints: readonly Checkpoint[] | null;
    }
  /** A step for each learning rate. */
  | { readonly type: 'train'; readonly learningRates: readonly number[] }
  | { readonly type: 'evaluate' }
  | { readonly type: 'checkpoint' }
  /** Frees the shard. Also ends the making and evaluating of it that has begun, whose answer is then a failure. */
  | { readonly type: 'dispose' };

/** `ping` is answered by `pong` at the next chance. */
export type ToPoolWorker = PoolWorkerRequest | { readonly type: 'ping' };

/** Facts known of a shard before its first step. */
export interface ShardStart {
  /** Kernels of all its experiments that are not ours; see `Trainer`. */
  readonly foreignKernels: readonly string[];
}

/** The answer to each request; what concerns an experiment comes once for each of the shard, in their order. */
export interface PoolWorkerAnswers {
  readonly start: null;
  /** The rows in the order asked for. */
  readonly makeData: readonly ReplicaData[];
  readonly create: ShardStart;
  readonly train: null;
  readonly evaluate: readonly (readonly CardEvaluation[])[];
  readonly checkpoint: readonly Checkpoint[];
  readonly dispose: null;
}

/** An answer to any request. */
export type PoolWorkerAnswer = PoolWorkerAnswers[keyof PoolWorkerAnswers];

export type FromPoolWorker =
  | {
      readonly type: 'done';
      readonly answer: PoolWorkerAnswer;
      /** Tensors and bytes alive in the thread now. */
      readonly memory: MemoryReport;
    }
  | { readonly type: 'failed'; readonly message: string; readonly isUserError: boolean }
  | { readonly type: 'pong' };
