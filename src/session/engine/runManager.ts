/**
 * The engine's side of the protocol: one run at a time. A new start ends the run before and waits until nothing of it is
 * alive. Knows no worker: whoever owns it carries commands in and events out.
 */
import type { Command } from '../protocol.ts';
import { EngineRun, type RunTools } from './run.ts';
import type { RunStart } from './runSetUp.ts';

/** One engine, answering commands; TensorFlow.js is global, so one per thread. */
export interface RunManager {
  /** Never throws; what goes wrong comes out as a `failed` event. Commands of other runs are dropped. */
  readonly handle: (command: Command) => void;
  /** Ends the run without a word and closes backend and pool. Resolves when nothing is alive. */
  readonly close: () => Promise<void>;
}

/** Nothing happens before the first command. */
export function createRunManager(tools: RunTools): RunManager {
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
    handle: (command) => {
      const runId = run?.runId ?? null;
      if (command.type === 'warm') {
        const { experiment, table = null } = command;
        if (run === null || runId === null)
          runFor({ experiment, table, excludedBackends: [], checkpoint: null });
      } else if (command.type !== 'start') {
        if (runId === command.runId) run?.handle(command);
      } else if (runId === null || command.runId > runId) {
        runFor(command).begin(command.runId);
      }
    },
    close: () => {
      run?.end();
      ended = ended.then(() => {
        tools.backends.close();
        tools.pool.close();
      });
      return ended;
    },
  };
}
