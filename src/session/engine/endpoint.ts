/** Binds an engine to the messages of the worker it lives in. */

import type { FromWorker, SessionEvent, ToWorker } from '../protocol.ts';
import type { RunManager } from './runManager.ts';

/** The part of a worker's global scope that is used. */
export interface WorkerScope {
  onmessage: ((message: MessageEvent<ToWorker>) => void) | null;
  readonly postMessage: (message: FromWorker, options: { transfer: Transferable[] }) => void;
}

/** Answers the messages of `scope` with the engine that `createEngine` makes. */
export function bindEngine(
  scope: WorkerScope,
  createEngine: (emit: (event: SessionEvent) => void) => RunManager,
): void {
  const engine = createEngine((event) => scope.postMessage(event, { transfer: buffersOf(event) }));
  scope.onmessage = ({ data: message }) => {
    if (message.type === 'ping') scope.postMessage({ type: 'pong' }, { transfer: [] });
    else engine.handle(message);
  };
}

/** Checkpoints are large and nobody's but the receiver's: moved, not copied. Several tensors may lie in one buffer. */
function buffersOf(event: SessionEvent): Transferable[] {
  if (event.type !== 'checkpoint') return [];
  const arrays = event.checkpoint.cards.flatMap(({ parameters, moment1, moment2, lossSum }) => [
    ...[parameters, moment1, moment2].flatMap((named) => Object.values(named)),
    lossSum,
  ]);
  return [...new Set(arrays.map(({ buffer }) => buffer))];
}
