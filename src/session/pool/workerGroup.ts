/** Threads whose work stands or falls together: as soon as one fails, all others are told to stop. */
import type { PoolWorker } from './poolWorker.ts';

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
