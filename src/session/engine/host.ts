/**
 * The engine's side of the protocol: one run at a time. A new start ends the run before and waits until nothing of it is
 * alive. Knows no worker: whoever owns it carries commands in and events out.
 */
import type { Command } from '../protocol.ts';
import { Run, type RunTools } from './run.ts';

/** One engine, answering commands; TensorFlow.js is global, so one per thread. */
export interface Host {
  /** Never throws; what goes wrong comes out as a `failed` event. Commands of other runs are dropped. */
  readonly handle: (command: Command) => void;
  /** Ends the run without a word and closes backend and pool. Resolves when nothing is alive. */
  readonly close: () => Promise<void>;
}

/** Nothing happens before the first `start`. */
export function createHost(tools: RunTools): Host {
  let run: Run | null = null;
  let ended: Promise<void> = Promise.resolve();
  return {
    handle: (command) => {
      if (command.type !== 'start') {
        if (run?.runId === command.runId) run.handle(command);
        return;
      }
      if (run !== null && command.runId <= run.runId) return;
      run?.end();
      const next = new Run(command, tools);
      run = next;
      ended = ended.then(() => next.live());
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
