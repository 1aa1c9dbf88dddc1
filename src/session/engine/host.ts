/**
 * The engine's side of the protocol: one run at a time. A new start ends the run before and waits until nothing of it is
 * alive. Knows no worker: whoever owns it carries commands in and events out.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import type { Pool } from '../pool/pool.ts';
import type { Command } from '../protocol.ts';
import { Run, type RunTools } from './run.ts';

/** One engine, answering commands; TensorFlow.js is global, so one per thread. */
export interface Host {
  /** Never throws; what goes wrong comes out as a `failed` event. Commands of other runs are dropped. */
  readonly handle: (command: Command) => void;
  /** Ends the run without a word and closes backend and pool. Resolves when nothing is alive. */
  readonly close: () => Promise<void>;
}

/** What a host works with. */
export interface HostTools extends RunTools {
  readonly pool: RunTools['pool'] & Pick<Pool, 'warm'>;
  /** Whether a run may end up on a GPU, which is chosen by measuring; absent: it may not. */
  readonly hasGpu?: () => Promise<boolean>;
}

/** Nothing happens before the first command. */
export function createHost(tools: HostTools): Host {
  let run: Run | null = null;
  let ended: Promise<void> = Promise.resolve();
  return {
    handle: (command) => {
      if (command.type === 'warm') {
        // What fails here fails again at the start, which says it.
        if (run === null) ended = ended.then(() => warm(command.experiment, tools)).catch(() => undefined);
        return;
      }
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

/** Opens the backend that a run of `experiment` is going to have, where that is known, and loads the threads for it. */
async function warm(experiment: Experiment, { backends, pool, hasGpu }: HostTools): Promise<void> {
  const { backend: choice } = experiment.training;
  if (choice === 'webgpu' || (choice === 'auto' && (await hasGpu?.()))) return;
  pool.warm();
  await backends.open(experiment, [], () => undefined);
}
