/** Entry of the worker: the engine, answering the page; or, in a worker that an engine has made, a member of its pool. */
import { createClock } from './session/clock.ts';
import { createEngine } from './session/engine/engine.ts';
import { serve } from './session/engine/serve.ts';
import { createMember } from './session/pool/member.ts';
import type { ToMember } from './session/pool/messages.ts';
import { memberName, workerThreads } from './session/pool/workerThread.ts';
import { wasmPaths } from './tf/wasmPaths.ts';

if (self.name === memberName) {
  const take = createMember({
    wasmPaths,
    clock: createClock(),
    post: (message) => self.postMessage(message),
  });
  self.onmessage = ({ data }: MessageEvent<ToMember>) => take(data);
} else {
  serve(self, (emit) => createEngine(wasmPaths, emit, workerThreads()));
}
