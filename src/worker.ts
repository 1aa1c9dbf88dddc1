/** Entry of the worker: the engine or a worker of its pool, depending on its name and creator. */
import { createEngine } from './session/engine/engine.ts';
import { bindEngine } from './session/engine/runManager.ts';
import type { ToPoolWorker } from './session/pool/messages.ts';
import { createPoolWorkerEngine } from './session/pool/poolWorkerEngine.ts';
import { poolWorkerName, workerThreads } from './session/pool/workerThread.ts';

if (self.name === poolWorkerName) {
  const take = createPoolWorkerEngine((message, transfer) => self.postMessage(message, { transfer }));
  self.onmessage = ({ data }: MessageEvent<ToPoolWorker>) => take(data);
} else {
  bindEngine(self, (emit) => createEngine(emit, workerThreads()));
}
