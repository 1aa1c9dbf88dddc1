/**
 * Entry of the worker: the engine, answering the page; or, in a worker that an engine has made, a worker of its pool; or, in one so
 * named, the check of the GPU.
 */
import { type GpuCheckStart, gpuCheckWorkerName } from './analysis/produced/gpuCheck.ts';
import { createEngine } from './session/engine/engine.ts';
import { bindEngine } from './session/engine/runManager.ts';
import type { ToPoolWorker } from './session/pool/messages.ts';
import { createPoolWorkerEngine } from './session/pool/poolWorkerEngine.ts';
import { poolWorkerName, workerThreads } from './session/pool/workerThread.ts';

if (self.name === poolWorkerName) {
  const take = createPoolWorkerEngine((message, transfer) => self.postMessage(message, { transfer }));
  self.onmessage = ({ data }: MessageEvent<ToPoolWorker>) => take(data);
} else if (self.name === gpuCheckWorkerName) {
  self.onmessage = async ({ data }: MessageEvent<GpuCheckStart>) => {
    const { checkGpuHere } = await import('./gpuCheck/workerCheck.ts');
    await checkGpuHere(data, (event) => self.postMessage(event));
  };
} else {
  bindEngine(self, (emit) => createEngine(emit, workerThreads()));
}
