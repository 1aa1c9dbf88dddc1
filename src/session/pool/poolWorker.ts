/** Worker of the pool, seen from the leading thread, until its thread is lost. */

import type { MemoryReport } from '../../analysis/produced/backend.ts';
import { UserError } from '../../core/errors.ts';
import { text } from '../../text/text.ts';
import { createHeartbeat, type HeartbeatTimes } from '../client/workerHeartbeat.ts';
import type {
  FromPoolWorker,
  PoolWorkerAnswer,
  PoolWorkerCall,
  RequestOf,
  ToPoolWorker,
} from './messages.ts';

export interface ThreadEvents {
  readonly onMessage: (message: FromPoolWorker) => void;
  /** The thread has ended or will not answer again. */
  readonly onLost: () => void;
}

export interface Thread {
  readonly post: (message: ToPoolWorker) => void;
  /** Idempotent; no events afterwards. */
  readonly end: () => void;
}

export type Spawn = (events: ThreadEvents) => Thread;

export class PoolWorkerLost extends Error {
  override readonly name = 'PoolWorkerLost';
}

export type PoolWorker = ReturnType<typeof startPoolWorker>;

interface Waiting {
  readonly resolve: (answer: PoolWorkerAnswer) => void;
  readonly reject: (error: Error) => void;
}

const nothing: MemoryReport = { numTensors: 0, numBytes: 0 };

/** Never throws: a thread that cannot be made is lost. */
export function startPoolWorker(spawn: Spawn, times: HeartbeatTimes) {
  const waiting: Waiting[] = [];
  let thread: Thread | null = null;
  let isLost = false;
  let memory = nothing;
  let last: Promise<unknown> = Promise.resolve();

  const end = () => {
    isLost = true;
    memory = nothing;
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
      waiting.push({ resolve: resolve as Waiting['resolve'], reject });
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
    /** Memory of its thread at the last answer. */
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
