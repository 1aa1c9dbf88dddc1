/** Threads of a pool in Node: worker threads that run the same file, where `servesAsMember` tells them what they are. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { numThreadsOn } from '../experiment/plan/shares.ts';
import { createClock } from '../session/clock.ts';
import type { Thread, ThreadEvents } from '../session/pool/memberThread.ts';
import type { FromMember, ToMember } from '../session/pool/messages.ts';
import type { Threads } from '../session/pool/pool.ts';
import { wasmPaths } from '../tf/wasmPaths.ts';

/** By this a thread knows what it is. */
const memberName = 'member';

/**
 * Threads that run `file`, which begin at once to load it. `count` null: as many as this machine has cores for. Those that no
 * pool asks for keep no process alive.
 */
export function nodeThreads(file: string | URL, count: number | null): Threads {
  const numThreads = count ?? numThreadsOn(availableParallelism());
  const waiting = Array.from({ length: numThreads - 1 }, () => startedThread(file));
  return {
    count: numThreads,
    spawn: (events) => threadOf(waiting.shift() ?? startedThread(file), events),
  };
}

interface StartedThread {
  readonly worker: Worker;
  /** Resolves when it ends, however it does. */
  readonly ended: Promise<void>;
}

function startedThread(file: string | URL): StartedThread {
  const worker = new Worker(file, { workerData: memberName });
  worker.unref();
  const ended = new Promise<void>((resolve) => {
    for (const event of ['error', 'messageerror', 'exit']) worker.on(event, () => resolve());
  });
  return { worker, ended };
}

function threadOf({ worker, ended }: StartedThread, { onMessage, onLost }: ThreadEvents): Thread {
  worker.ref();
  worker.on('message', (message: FromMember) => onMessage(message));
  void ended.then(onLost);
  return {
    post: (message: ToMember) => worker.postMessage(message),
    end: () => void worker.terminate(),
  };
}

/** In a thread of `nodeThreads` becomes its member and returns true; in any other does nothing. */
export async function servesAsMember(): Promise<boolean> {
  const port = parentPort;
  if (workerData !== memberName || port === null) return false;
  // Only here is TensorFlow.js loaded: the thread that leads has started the others by then.
  const { createMember } = await import('../session/pool/member.ts');
  const post = (message: FromMember) => port.postMessage(message);
  const take = createMember({ wasmPaths, clock: createClock(), post });
  port.on('message', (message: ToMember) => take(message));
  return true;
}
