/** A worker without a thread: a engine on fakes behind copied, delayed messages, that can be killed in several ways. */

import type { BackendName } from '../../../../src/analysis/produced/backend.ts';
import type { FromWorker, ToWorker } from '../../../../src/run/protocol.ts';
import { bindEngine, createRunManager, type WorkerScope } from '../../../../src/session/engine/runManager.ts';
import { createPool, oneThread, PoolWorkerLost } from '../../../../src/session/pool/pool.ts';
import { createFakeClock, createFakeKeeper, createFakeTrainers } from '../engine/fakes.ts';

export interface FakeWorkerSettings {
  readonly backend: BackendName;
  /** What the worker was given, in order. */
  readonly onCommand?: (message: ToWorker) => void;
  readonly msPerStep?: number;
  /** Replica 0 diverges at this step. */
  readonly divergeAt?: number;
}

export function createFakeWorker({
  backend,
  onCommand,
  msPerStep = 10,
  divergeAt = Infinity,
}: FakeWorkerSettings) {
  const clock = createFakeClock();
  let isMemberLost = false;
  const onStep = () => {
    if (isMemberLost) throw new PoolWorkerLost('A fake was lost.');
  };
  const trainers = createFakeTrainers({ clock, msPerStep, divergeAt, onStep });
  const { keeper, lose } = createFakeKeeper(backend);
  let isAlive = true;
  let isDeaf = false;
  const scope: WorkerScope = {
    onmessage: null,
    postMessage: (message, options) => {
      const data: FromWorker = structuredClone(message, options);
      setImmediate(() => {
        if (isAlive && !isDeaf) worker.onmessage(new MessageEvent('message', { data }));
      });
    },
  };
  bindEngine(scope, (emit) =>
    createRunManager({
      createTrainer: trainers.create,
      backends: keeper,
      pool: createPool(oneThread),
      emit,
      clock,
    }),
  );
  const worker = {
    onmessage: (_: MessageEvent<FromWorker>): void => undefined,
    onerror: (_: Event): void => undefined,
    onmessageerror: (): void => undefined,
    postMessage: (message: ToWorker) => {
      onCommand?.(message);
      const data = structuredClone(message);
      setImmediate(() => {
        if (isAlive && !isDeaf) scope.onmessage?.(new MessageEvent('message', { data }));
      });
    },
    terminate: () => {
      isAlive = false;
      scope.onmessage = null;
    },
  };
  return {
    // The session uses no more of a worker than this.
    worker: worker as unknown as Worker,
    isAlive: () => isAlive,
    loseDevice: () => lose('unknown'),
    /** A thread that trains beside it is lost. */
    loseMember: () => {
      isMemberLost = true;
    },
    /** Nothing is heard of it any more, as when its thread hangs. */
    hang: () => {
      isDeaf = true;
    },
    crash: () => worker.onerror(Object.assign(new Event('error'), { message: 'thrown by a test' })),
    /** As where there is no network. */
    failToLoad: () => worker.onerror(new Event('error')),
  };
}
