/**
 * The threads that train together: made when they are needed first, and kept for the next run. Those that work on one experiment stand or
 * fall together: as soon as one fails, all others are told to stop.
 */
import type { MemoryReport } from '../../analysis/produced/backend.ts';
import { type HeartbeatTimes, usualHeartbeat } from '../client/workerHeartbeat.ts';
import { type PoolWorker, type Spawn, startPoolWorker } from './poolWorker.ts';

/** The threads that there may be. */
export interface Threads {
  /** Number of threads that may train, with the one that leads. */
  readonly count: number;
  readonly spawn: Spawn;
}

/** The thread that leads, alone. */
export const oneThread: Threads = {
  count: 1,
  spawn: () => {
    throw new Error('There is only one thread.');
  },
};

/** Owns its workers. */
export type Pool = ReturnType<typeof createPool>;

/** A pool without workers yet. */
export function createPool({ count, spawn }: Threads, times: HeartbeatTimes = usualHeartbeat) {
  let workers: PoolWorker[] = [];
  const workersUpTo = (wanted: number): readonly PoolWorker[] => {
    workers = workers.filter((worker) => !worker.isLost());
    while (workers.length < wanted) workers.push(startPoolWorker(spawn, times));
    return workers.slice(0, wanted);
  };
  return {
    numThreads: count,
    /** Gives `count` workers, in the same order every time; a lost one is replaced. At most `numThreads` - 1. */
    workers: workersUpTo,
    /** Begins to load all threads that may train on WebAssembly. */
    warm: (): void => {
      // One that is lost is replaced when it is needed.
      for (const worker of workersUpTo(count - 1))
        worker.ask({ type: 'start', backend: 'wasm' }).catch(() => undefined);
    },
    /** Tensors and bytes alive in all workers once they have done everything they were asked. */
    memoryLeft: async (): Promise<MemoryReport> => {
      await Promise.all(workers.map((worker) => worker.rest()));
      return summedMemory(workers.map((worker) => worker.memory()));
    },
    /** Ends all workers. Idempotent. */
    close: (): void => {
      for (const worker of workers.splice(0)) worker.end();
    },
  };
}

/** Tensors and bytes alive in several threads together. */
export const summedMemory = (reports: readonly MemoryReport[]): MemoryReport => ({
  numTensors: reports.reduce((sum, { numTensors }) => sum + numTensors, 0),
  numBytes: reports.reduce((sum, { numBytes }) => sum + numBytes, 0),
});

/** The workers that work together on one experiment, and the thread that leads them. */
export type WorkerGroup = ReturnType<typeof createWorkerGroup>;

/** A group in which nothing went wrong yet. */
export function createWorkerGroup(workers: readonly PoolWorker[]) {
  const failures: unknown[] = [];
  let isDismissed = false;
  /** Makes the workers stop and free what they hold. Idempotent. */
  const dismiss = (): void => {
    if (isDismissed) return;
    isDismissed = true;
    // A lost worker has nothing left to free.
    for (const worker of workers) worker.ask({ type: 'dispose' }).catch(() => undefined);
  };
  /** Throws the first thing that went wrong; for the thread that leads, to stop early. */
  const assertWhole = (): void => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    /** Begins all tasks and waits for all. Rejects with the first thing that ever went wrong in the group, once nothing works. */
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
