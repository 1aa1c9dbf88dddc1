/** Runs one run at a time: a new run starts only when the previous one has freed everything. */

import type { Command, FromWorker, RunStart, SessionEvent, ToWorker } from '../../run/protocol.ts';
import { buffersOfCheckpoints } from '../pool/messages.ts';
import { EngineRun, type RunTools } from './run.ts';

export type RunManager = ReturnType<typeof createRunManager>;

export function createRunManager(tools: RunTools) {
  let run: EngineRun | null = null;
  let ended: Promise<void> = Promise.resolve();
  const replace = (start: RunStart): EngineRun => {
    run?.end();
    const next = new EngineRun(start, tools);
    run = next;
    ended = ended.then(() => next.live());
    return next;
  };
  const runFor = (start: RunStart): EngineRun => (run?.suits(start) ? run : replace(start));
  return {
    /** Never throws: errors become `failed` events. Ignores commands for other runs. */
    handle: (command: Command): void => {
      const runId = run?.runId ?? null;
      if (command.type === 'warm') {
        if (run === null || runId === null) runFor(command);
      } else if (command.type !== 'start') {
        if (runId === command.runId) run?.handle(command);
      } else if (runId === null || command.runId > runId) {
        runFor(command).begin(command.runId);
      }
    },
    /** Ends the run without an event; closes backend and pool. Resolves when everything is freed. */
    close: (): Promise<void> => {
      run?.end();
      ended = ended.then(() => {
        tools.backends.close();
        tools.pool.close();
      });
      return ended;
    },
  };
}

export interface WorkerScope {
  onmessage: ((message: MessageEvent<ToWorker>) => void) | null;
  readonly postMessage: (message: FromWorker, options: { transfer: Transferable[] }) => void;
}

export function bindEngine(
  scope: WorkerScope,
  createEngine: (emit: (event: SessionEvent) => void) => RunManager,
): void {
  const engine = createEngine((event) => {
    const moved = event.type === 'checkpoint' ? buffersOfCheckpoints([event.checkpoint]) : [];
    scope.postMessage(event, { transfer: moved });
  });
  scope.onmessage = ({ data: message }) => {
    if (message.type === 'ping') scope.postMessage({ type: 'pong' }, { transfer: [] });
    else engine.handle(message);
  };
}
