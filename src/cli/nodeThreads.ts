/** Starts the threads of a pool in Node: workers that run the bundled `poolWorker.ts`. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { numThreadsOn } from '../experiment/costs/shards.ts';
import type { FromPoolWorker, ToPoolWorker } from '../session/pool/messages.ts';
import type { Thread, ThreadEvents, Threads } from '../session/pool/pool.ts';

const poolWorkerFile = new URL('poolWorker.mjs', import.meta.url);

/** Loads at once; `count` null: one per core. Idle threads do not keep the process alive. */
export function nodeThreads(count: number | null, file: string | URL = poolWorkerFile): Threads {
  const numThreads = count ?? numThreadsOn(availableParallelism());
  const waiting = Array.from({ length: numThreads - 1 }, () => startThread(file));
  return {
    count: numThreads,
    spawn: (events) => poolThreadOf(waiting.shift() ?? startThread(file), events),
  };
}

function startThread(file: string | URL) {
  const worker = new Worker(file);
  worker.unref();
  const ended = new Promise<void>((resolve) => {
    for (const event of ['error', 'messageerror', 'exit']) worker.on(event, () => resolve());
  });
  return { worker, ended };
}

type StartedThread = ReturnType<typeof startThread>;

function poolThreadOf({ worker, ended }: StartedThread, { onMessage, onLost }: ThreadEvents): Thread {
  worker.ref();
  worker.on('message', (message: FromPoolWorker) => onMessage(message));
  void ended.then(onLost);
  return {
    post: (message: ToPoolWorker) => worker.postMessage(message),
    end: () => void worker.terminate(),
  };
}
