/**
 * The engine's side of the protocol: one run at a time. A new start ends the run before and waits until nothing of it is
 * alive. Of a worker it knows only how messages come and go.
 */
import { buffersOfCheckpoints } from '../pool/messages.ts';
import type { Command, FromWorker, RunStart, SessionEvent, ToWorker } from '../../run/protocol.ts';
import { EngineRun, type RunTools } from './run.ts';

/** One engine, answering commands; TensorFlow.js is global, so one per thread. */
export type RunManager = ReturnType<typeof createRunManager>;

/** Nothing happens before the first command. */
export function createRunManager(tools: RunTools) {
  let run: EngineRun | null = null;
  let ended: Promise<void> = Promise.resolve();
  /** Ends the run before, and makes the next one live when nothing of it is alive. */
  const replace = (start: RunStart): EngineRun => {
    run?.end();
    const next = new EngineRun(start, tools);
    run = next;
    ended = ended.then(() => next.live());
    return next;
  };
  const runFor = (start: RunStart): EngineRun => (run?.suits(start) ? run : replace(start));
  return {
    /** Never throws; what goes wrong comes out as a `failed` event. Commands of other runs are dropped. */
    handle: (command: Command): void => {
      const runId = run?.runId ?? null;
      if (command.type === 'warm') {
        if (run === null || runId === null) runFor(command);
      } else if (command.type !== 'start') {
        if (runId === command.runId) run?.handle(command);
      } else if (runId === null || command.runId > runId) {
        runFor(command).begin(command.runId, command.fitsLinear);
      }
    },
    /** Ends the run without a word and closes backend and pool. Resolves when nothing is alive. */
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
  const engine = createEngine((event) => {
    const moved = event.type === 'checkpoint' ? buffersOfCheckpoints([event.checkpoint]) : [];
    scope.postMessage(event, { transfer: moved });
  });
  scope.onmessage = ({ data: message }) => {
    if (message.type === 'ping') scope.postMessage({ type: 'pong' }, { transfer: [] });
    else engine.handle(message);
  };
}
