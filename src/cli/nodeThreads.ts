/** Threads of a pool in Node: worker threads that run the same file, where `servesAsMember` tells them what they are. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { systemClock } from '../session/clock.ts';
import { createMember } from '../session/pool/member.ts';
import type { FromMember, ToMember } from '../session/pool/messages.ts';
import { numThreadsOn, type Threads } from '../session/pool/pool.ts';
import { wasmPaths } from '../tf/wasmPaths.ts';

/** By this a thread knows what it is. */
const memberName = 'member';

/** Threads that run `file`. `count` null: as many as this machine has cores for. */
export const nodeThreads = (file: string | URL, count: number | null): Threads => ({
  count: count ?? numThreadsOn(availableParallelism()),
  spawn: ({ onMessage, onLost }) => {
    const worker = new Worker(file, { workerData: memberName });
    worker.on('message', (message: FromMember) => onMessage(message));
    for (const event of ['error', 'messageerror', 'exit']) worker.on(event, onLost);
    return { post: (message) => worker.postMessage(message), end: () => void worker.terminate() };
  },
});

/** In a thread of `nodeThreads` becomes its member and returns true; in any other does nothing. */
export function servesAsMember(): boolean {
  const port = parentPort;
  if (workerData !== memberName || port === null) return false;
  const post = (message: FromMember) => port.postMessage(message);
  const take = createMember({ wasmPaths, clock: systemClock, post });
  port.on('message', (message: ToMember) => take(message));
  return true;
}
