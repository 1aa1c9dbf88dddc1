/** Threads of a pool in a browser: workers started by the leading worker, with the same script. */
import { numThreadsOn } from '../../experiment/costs/shards.ts';
import type { FromPoolWorker } from './messages.ts';
import type { SpawnThread, Threads } from './pool.ts';

export const poolWorkerName = 'pool-worker';

// On a loss the page ends the leader and with it all pool workers. If one of them is just ending, Chromium may
// keep both threads for good. So the leader ends a thread only later, if the leader still lives.
const workerEndDelayMs = 10_000;

/** One thread per core, or only the leading one where workers cannot start workers. */
export const workerThreads = (): Threads => ({
  count: typeof Worker === 'undefined' ? 1 : numThreadsOn(navigator.hardwareConcurrency),
  spawn: spawnWorker,
});

const spawnWorker: SpawnThread = ({ onMessage, onLost }) => {
  // By address, not by import: a script cannot be bundled into itself.
  const worker = new Worker(self.location.href, { type: 'module', name: poolWorkerName });
  worker.onmessage = ({ data }: MessageEvent<FromPoolWorker>) => onMessage(data);
  worker.onerror = (event) => {
    // Handled here; the page need not see it.
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
      setTimeout(() => worker.terminate(), workerEndDelayMs);
    },
  };
};
