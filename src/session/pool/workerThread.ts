/** Threads of a pool in a browser: workers inside the worker that leads, of the same script. */
import { numThreadsOn } from '../../experiment/costs/shards.ts';
import type { FromPoolWorker } from './messages.ts';
import type { Threads } from './pool.ts';
import type { Spawn } from './poolWorker.ts';

/** Name of a worker that is to train for a pool: by it the script knows what it is. */
export const poolWorkerName = 'pool-worker';

/**
 * Milliseconds from the end of a pool worker to that of its thread. As soon as the page hears of a loss, it ends the worker that
 * leads, and all pool workers with it. If one of them is being ended at that moment, Chromium may keep both threads for good. So the
 * leader ends a thread later, if it still lives by then.
 */
const endsAfterMs = 10_000;

/** Makes as many threads as this machine has cores for; one where workers may make no workers. */
export const workerThreads = (): Threads => ({
  count: typeof Worker === 'undefined' ? 1 : numThreadsOn(navigator.hardwareConcurrency),
  spawn: spawnWorker,
});

const spawnWorker: Spawn = ({ onMessage, onLost }) => {
  // By its address, not by an import: a script cannot be bundled into itself.
  const worker = new Worker(self.location.href, { type: 'module', name: poolWorkerName });
  worker.onmessage = ({ data }: MessageEvent<FromPoolWorker>) => onMessage(data);
  worker.onerror = (event) => {
    // Dealt with here; the page need not hear of it.
    event.preventDefault();
    onLost();
  };
  worker.onmessageerror = onLost;
  return {
    post: (message) => worker.postMessage(message),
    end: () => {
      worker.onmessage = null;
      worker.onmessageerror = null;
      worker.onerror = (event) => event.preventDefault();
      setTimeout(() => worker.terminate(), endsAfterMs);
    },
  };
};
