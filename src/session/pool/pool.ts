/** Threads that train together, kept for the next run. If one fails, the others stop. */
import type { MemoryReport } from '../../analysis/produced/backend.ts';
import { UserError } from '../../core/errors.ts';
import { text } from '../../text/text.ts';
import { createHeartbeat, type HeartbeatTimes, usualHeartbeat } from '../client/workerHeartbeat.ts';
import type {
  FromPoolWorker,
  PoolWorkerAnswer,
  PoolWorkerCall,
  RequestOf,
  ToPoolWorker,
} from './messages.ts';

export interface ThreadEvents {
  readonly onMessage: (message: FromPoolWorker) => void;
  /** Called if the thread has ended or will not answer again. */
  readonly onLost: () => void;
}

export interface Thread {
  readonly post: (message: ToPoolWorker) => void;
  /** No event follows. */
  readonly end: () => void;
}

export type SpawnThread = (events: ThreadEvents) => Thread;

export class PoolWorkerLost extends Error {
  override readonly name = 'PoolWorkerLost';
}

export type PoolWorker = ReturnType<typeof startPoolWorker>;

interface WaitingRequest {
  readonly resolve: (answer: PoolWorkerAnswer) => void;
  readonly reject: (error: Error) => void;
}

const noMemory: MemoryReport = { numTensors: 0, numBytes: 0 };

export interface Threads {
  /** Counts the leading thread. */
  readonly count: number;
  readonly spawn: SpawnThread;
}

export const oneThread: Threads = {
  count: 1,
  spawn: () => {
    throw new Error('There is only one thread.');
  },
};

/** Owns its workers. */
export type Pool = ReturnType<typeof createPool>;

export function createPool({ count, spawn }: Threads, times: HeartbeatTimes = usualHeartbeat) {
  let workers: PoolWorker[] = [];
  const workersUpTo = (wanted: number): readonly PoolWorker[] => {
    workers = workers.filter((worker) => !worker.isLost());
    while (workers.length < wanted) workers.push(startPoolWorker(spawn, times));
    return workers.slice(0, wanted);
  };
  return {
    numThreads: count,
    /** Returns `count` workers (at most `numThreads` - 1), always in the same order; replaces lost ones. */
    workers: workersUpTo,
    warm: (): void => {
      // A lost worker is replaced only when needed.
      for (const worker of workersUpTo(count - 1))
        worker.ask({ type: 'start', backend: 'wasm' }).catch(() => undefined);
    },
    /** Memory in use, once all requests are answered. */
    memoryLeft: async (): Promise<MemoryReport> => {
      await Promise.all(workers.map((worker) => worker.rest()));
      return summedMemory(workers.map((worker) => worker.memory()));
    },
    close: (): void => {
      for (const worker of workers.splice(0)) worker.end();
    },
  };
}

export const summedMemory = (reports: readonly MemoryReport[]): MemoryReport => ({
  numTensors: reports.reduce((sum, { numTensors }) => sum + numTensors, 0),
  numBytes: reports.reduce((sum, { numBytes }) => sum + numBytes, 0),
});

export type WorkerGroup = ReturnType<typeof createWorkerGroup>;

export function createWorkerGroup(workers: readonly PoolWorker[]) {
  const failures: unknown[] = [];
  let isDismissed = false;
  /** Idempotent. Makes the workers stop and free the shard. */
  const dismiss = (): void => {
    if (isDismissed) return;
    isDismissed = true;
    // A lost worker has nothing left to free.
    for (const worker of workers) worker.ask({ type: 'dispose' }).catch(() => undefined);
  };
  /** Throws the group's first failure, so that the leading thread stops early. */
  const assertWhole = (): void => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    /** Rejects with the group's first failure when nothing is working any more. */
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

/** A worker as the leading thread sees it. Never throws: a thread that cannot be started counts as lost. */
function startPoolWorker(spawn: SpawnThread, times: HeartbeatTimes) {
  const waiting: WaitingRequest[] = [];
  let thread: Thread | null = null;
  let isLost = false;
  let memory = noMemory;
  let last: Promise<unknown> = Promise.resolve();

  const end = () => {
    isLost = true;
    memory = noMemory;
    heartbeat.stop();
    thread?.end();
    thread = null;
    for (const { reject } of waiting.splice(0)) reject(new PoolWorkerLost(text.engine.poolWorkerLost));
  };
  const heartbeat = createHeartbeat(() => thread?.post({ type: 'ping' }), end, times);
  const onMessage = (message: FromPoolWorker) => {
    heartbeat.heard();
    if (message.type === 'pong') return;
    const first = waiting.shift();
    if (waiting.length === 0) heartbeat.stop();
    if (message.type === 'done') {
      memory = message.memory;
      first?.resolve(message.answer);
    } else first?.reject(new (message.isUserError ? UserError : Error)(message.message));
  };
  const ask = <T extends PoolWorkerCall>(request: RequestOf<T>) => {
    const answered = new Promise<PoolWorkerAnswer<T>>((resolve, reject) => {
      if (thread === null) {
        reject(new PoolWorkerLost(text.engine.poolWorkerLost));
        return;
      }
      // Answers come in the order of the requests, so their types match.
      waiting.push({ resolve: resolve as WaitingRequest['resolve'], reject });
      heartbeat.start();
      thread.post(request);
    });
    last = answered;
    return answered;
  };
  try {
    thread = spawn({ onMessage, onLost: end });
  } catch {
    end();
  }
  return {
    isLost: () => isLost,
    memory: () => memory,
    /** Requests are carried out in order. Rejects with `PoolWorkerLost` or the thread's error. */
    ask,
    /** Resolves when every request so far is answered or lost. */
    rest: () =>
      last.then(
        () => undefined,
        () => undefined,
      ),
    end,
  };
}
