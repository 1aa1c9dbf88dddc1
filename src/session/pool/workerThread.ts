/** Threads of a pool in a browser: workers inside the worker that leads, of the same script. */

import { numThreadsOn } from '../../experiment/plan/shares.ts';
import type { Spawn } from './memberThread.ts';
import type { FromMember } from './messages.ts';
import type { Threads } from './pool.ts';

/** Name of a worker that is to be a member: by it the script knows what it is. */
export const memberName = 'member';

/**
 * From the end of a member to that of its worker. As soon as the page hears of a loss, it ends the worker that leads, and all
 * members with it. If one of them is being ended at that moment, Chromium may keep both threads for good. So a worker that
 * leads ends a member later, if it still lives by then.
 */
const endsAfterMs = 10_000;

/** As many threads as this machine has cores for; one where workers may make no workers. */
export const workerThreads = (): Threads => ({
  count: typeof Worker === 'undefined' ? 1 : numThreadsOn(navigator.hardwareConcurrency),
  spawn: spawnWorker,
});

const spawnWorker: Spawn = ({ onMessage, onLost }) => {
  // By its address, not by an import: a script cannot be bundled into itself.
  const worker = new Worker(self.location.href, { type: 'module', name: memberName });
  worker.onmessage = ({ data }: MessageEvent<FromMember>) => onMessage(data);
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
