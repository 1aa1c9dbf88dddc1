/** Threads whose work stands or falls together: as soon as one fails, all others are told to stop. */
import type { PoolWorker } from './poolWorker.ts';

/** The workers that work together on one experiment, and the thread that leads them. */
export interface WorkerGroup {
  /** Begins all tasks and waits for all. Rejects with the first thing that ever went wrong in the group, once nothing works. */
  readonly together: <T>(tasks: readonly (() => Promise<T>)[]) => Promise<readonly T[]>;
  /** Throws the first thing that went wrong; for the thread that leads, to stop early. */
  readonly assertWhole: () => void;
  /** Makes the workers stop and free what they hold. Idempotent. */
  readonly dismiss: () => void;
}

/** A group in which nothing went wrong yet. */
export function createWorkerGroup(workers: readonly PoolWorker[]): WorkerGroup {
  const failures: unknown[] = [];
  let isDismissed = false;
  const dismiss = () => {
    if (isDismissed) return;
    isDismissed = true;
    // A lost worker has nothing left to free.
    for (const worker of workers) worker.ask({ type: 'dispose' }).catch(() => undefined);
  };
  const assertWhole = () => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    together: async (tasks) => {
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
