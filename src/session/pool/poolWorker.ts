/** A worker of the pool, seen from the thread that leads: requests in, answers out, until its thread is lost. */
import { UserError } from '../../core/errors.ts';
import type { MemoryReport } from '../../analysis/produced/backend.ts';
import { text } from '../../text/text.ts';
import { createHeartbeat, type HeartbeatTimes } from '../client/workerHeartbeat.ts';
import type {
  FromPoolWorker,
  PoolWorkerAnswer,
  PoolWorkerCall,
  RequestOf,
  ToPoolWorker,
} from './messages.ts';

/** The reports of a worker's thread. */
export interface ThreadEvents {
  readonly onMessage: (message: FromPoolWorker) => void;
  /** Called when it is gone, or will never say anything of use again. */
  readonly onLost: () => void;
}

/** A thread that runs `createPoolWorkerEngine`. */
export interface Thread {
  readonly post: (message: ToPoolWorker) => void;
  /** Idempotent; nothing is reported afterwards. */
  readonly end: () => void;
}

/** Makes a thread: a worker in a browser, a worker thread in Node. */
export type Spawn = (events: ThreadEvents) => Thread;

/** The thread of a worker died or went silent, with all it held. */
export class PoolWorkerLost extends Error {
  override readonly name = 'PoolWorkerLost';
}

/** A worker of a pool, which alone ends it. */
export type PoolWorker = ReturnType<typeof startPoolWorker>;

interface Waiting {
  readonly resolve: (answer: PoolWorkerAnswer) => void;
  readonly reject: (error: Error) => void;
}

const nothing: MemoryReport = { numTensors: 0, numBytes: 0 };

/** Starts a thread and its worker. Never throws: a thread that cannot be made is lost. */
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
      // Answers come in the order of the requests, so each is of the kind its request asks for.
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
    /** Tensors and bytes alive in its thread when it last answered. */
    memory: () => memory,
    /** Requests are carried out in order. Rejects with `PoolWorkerLost`, or with what went wrong there. */
    ask,
    /** Resolves when everything asked so far is answered, or never will be. */
    rest: () =>
      last.then(
        () => undefined,
        () => undefined,
      ),
    end,
  };
}
