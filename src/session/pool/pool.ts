/** Threads that train together, kept for the next run. If one fails, the others stop. */
import type { MemoryReport } from '../../analysis/produced/backend.ts';
import { type HeartbeatTimes, usualHeartbeat } from '../client/workerHeartbeat.ts';
import { type PoolWorker, type Spawn, startPoolWorker } from './poolWorker.ts';

export interface Threads {
  /** Counts the leading thread. */
  readonly count: number;
  readonly spawn: Spawn;
}

export const oneThread: Threads = {
  count: 1,
  spawn: () => {
    throw new Error('There is only one thread.');
  },
};

/** Owns its workers. */
export type Pool = ReturnType<typeof createPool>;

export function createPool({ count, spawn }: Threads, times: HeartbeatTimes = usualHeartbeat) {
  let workers: PoolWorker[] = [];
  const workersUpTo = (wanted: number): readonly PoolWorker[] => {
    workers = workers.filter((worker) => !worker.isLost());
    while (workers.length < wanted) workers.push(startPoolWorker(spawn, times));
    return workers.slice(0, wanted);
  };
  return {
    numThreads: count,
    /** Gives `count` workers (at most `numThreads` - 1), always in the same order; replaces lost ones. */
    workers: workersUpTo,
    warm: (): void => {
      // A lost one is replaced when needed.
      for (const worker of workersUpTo(count - 1))
        worker.ask({ type: 'start', backend: 'wasm' }).catch(() => undefined);
    },
    /** Awaits all requests. */
    memoryLeft: async (): Promise<MemoryReport> => {
      await Promise.all(workers.map((worker) => worker.rest()));
      return summedMemory(workers.map((worker) => worker.memory()));
    },
    /** Idempotent. */
    close: (): void => {
      for (const worker of workers.splice(0)) worker.end();
    },
  };
}

export const summedMemory = (reports: readonly MemoryReport[]): MemoryReport => ({
  numTensors: reports.reduce((sum, { numTensors }) => sum + numTensors, 0),
  numBytes: reports.reduce((sum, { numBytes }) => sum + numBytes, 0),
});

export type WorkerGroup = ReturnType<typeof createWorkerGroup>;

export function createWorkerGroup(workers: readonly PoolWorker[]) {
  const failures: unknown[] = [];
  let isDismissed = false;
  /** Idempotent. Makes the workers stop and free the shard. */
  const dismiss = (): void => {
    if (isDismissed) return;
    isDismissed = true;
    // A lost worker has nothing left to free.
    for (const worker of workers) worker.ask({ type: 'dispose' }).catch(() => undefined);
  };
  /** Throws the first failure, so that the leading thread stops early. */
  const assertWhole = (): void => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    /** Rejects with the group's first failure when nothing is working any more. */
    together: async <T>(tasks: readonly (() => Promise<T>)[]): Promise<readonly T[]> => {
      assertWhole();
      const carriedOut = tasks.map(async (task) => {
        try {
          return [await task()];
        } catch (error) {
          failures.push(error);
          dismiss();
          return [];
        }
      });
      const results = await Promise.all(carriedOut);
      assertWhole();
      return results.flat();
    },
    assertWhole,
    dismiss,
  };
}
