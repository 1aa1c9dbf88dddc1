/** The threads that train together: made when they are needed first, and kept for the next run. */
import type { MemoryReport } from '../../run/produced/backend.ts';
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
