/** Runs from start to end without a browser, on the page's own engine and protocol. */
import { UserError } from '../core/errors.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { trainedExperimentOf } from '../experiment/plan/trained.ts';
import type { RunRecord } from '../report/answer.ts';
import type { RanOn } from '../report/reproduction.ts';
import type { Checkpoint, Evaluation } from '../results/results.ts';
import { createInProcessSession } from '../session/engine/inProcessSession.ts';
import type { Threads } from '../session/pool/pool.ts';
import type { SessionEvent } from '../session/protocol.ts';
import { createRunRecorder } from '../session/recorder.ts';
import { text } from '../text/text.ts';
import { wasmPaths } from '../tf/wasmPaths.ts';
import type { Arguments, NodeBackend } from './arguments.ts';
import { runCommand } from './command.ts';
import { nodeThreads, servesAsMember } from './nodeThreads.ts';

/** What a finished run has given, by id of the trained networks. */
export interface TrainedRun {
  readonly ranOn: RanOn;
  readonly record: RunRecord;
  /** All evaluations in order of steps. */
  readonly history: ReadonlyMap<string, readonly Evaluation[]>;
  readonly measuredCorrelation: readonly (readonly number[])[];
  readonly stepsPerSecond: number;
}

/** Trains one experiment after the other, on one engine whose backend and threads are kept. */
export interface Runner {
  /**
   * Trains an experiment of `trainedExperimentOf` to its end and shows how far it is on standard error. Rejects with the run's
   * own message when it fails; with `acceptsDivergence` a run of which nothing is left has come to its end as well.
   */
  readonly train: (experiment: Experiment, acceptsDivergence?: boolean) => Promise<TrainedRun>;
  /** Trains all that belongs to an experiment; see `train`. */
  readonly trainAll: Runner['train'];
  /** Resolves when nothing is alive. */
  readonly dispose: () => Promise<void>;
}

/** As `runCommand`, for a command that trains; in a thread that shares in the training, `main` is not run. */
export async function runTrainingCommand(main: Parameters<typeof runCommand>[0]): Promise<void> {
  if (!(await servesAsMember())) await runCommand(main);
}

/**
 * Gives `act` a runner for the backend and the number of workers that were asked for; null: whichever is best. Its threads run
 * this file, which is the whole of a command when that was bundled, and load while this one does.
 */
export async function withRunner<T>(
  asked: Pick<Arguments, 'backend' | 'numWorkers'>,
  act: (runner: Runner) => Promise<T>,
  threads = nodeThreads(new URL(import.meta.url), asked.numWorkers),
): Promise<T> {
  const runner = await createRunner(asked.backend, threads);
  try {
    return await act(runner);
  } finally {
    await runner.dispose();
  }
}

async function createRunner(backend: NodeBackend, threads: Threads): Promise<Runner> {
  // Not before the other threads were started: it loads TensorFlow.js.
  const { createEngine } = await import('../session/engine/engine.ts');
  const session = createInProcessSession((emit) => createEngine(wasmPaths, emit, threads));
  let runId = 0;
  const train: Runner['train'] = (experiment, acceptsDivergence = false) => {
    const trained = inNode(experiment, backend);
    const recorder = createRecorder(trained);
    let checkpoint: Checkpoint | null = null;
    let numLosses = 0;
    const start = () => {
      runId += 1;
      const isAlone = numLosses > 1;
      const rest = { runId, experiment: trained, excludedBackends: [], checkpoint, isAlone };
      session.send({ type: 'start', ...rest });
    };
    let unsubscribe = () => {};
    return new Promise<TrainedRun>((resolve, reject) => {
      unsubscribe = session.subscribe((event) => {
        recorder.take(event);
        if (event.type === 'ready') session.send({ type: 'play', runId, stepsPerSecond: null });
        if (event.type === 'checkpoint') ({ checkpoint } = event);
        if (event.type === 'failed') {
          if (event.reason === 'worker') {
            // A thread was lost, and is replaced; after a second one there is to be no third.
            numLosses += 1;
            start();
          } else if (acceptsDivergence && event.reason === 'diverged') resolve(recorder.run());
          else reject(new UserError(event.message));
        }
        if (event.type !== 'progress') return;
        showProgress(event.step, trained.training.numSteps, event.stepsPerSecond);
        if (event.state === 'finished') resolve(recorder.run());
      });
      start();
    }).finally(() => {
      unsubscribe();
      if (process.stderr.isTTY) process.stderr.write(CLEARED_LINE);
    });
  };
  return {
    train,
    trainAll: (experiment, acceptsDivergence) => train(trainedExperimentOf(experiment), acceptsDivergence),
    dispose: session.dispose,
  };
}

/** Back to the start of the line of a terminal, which is emptied. */
const CLEARED_LINE = '\r\u001b[K';

/** A line that rewrites itself; silent where standard error is no terminal. */
function showProgress(step: number, numSteps: number, stepsPerSecond: number | null): void {
  if (!process.stderr.isTTY) return;
  const secondsLeft = stepsPerSecond === null ? null : (numSteps - step) / stepsPerSecond;
  process.stderr.write(CLEARED_LINE + text.cli.progress(step, numSteps, stepsPerSecond, secondsLeft));
}

/** The experiment on a backend that Node has: WebGPU is none of them. */
const inNode = (experiment: Experiment, chosen: NodeBackend): Experiment => {
  const { backend } = experiment.training;
  return {
    ...experiment,
    training: { ...experiment.training, backend: chosen ?? (backend === 'webgpu' ? 'auto' : backend) },
  };
};

/** Folds the events of one run into all that a command can say of it. */
function createRecorder(trained: Experiment) {
  const recorder = createRunRecorder(trained);
  let history: TrainedRun['history'] = new Map();
  let historyAtCheckpoint = history;
  let ranOn: RanOn = { backend: 'wasm', build: '' };
  let startMs = 0;
  return {
    take: (event: SessionEvent): void => {
      recorder.take(event);
      if (event.type === 'ready') {
        ranOn = event.backend;
        // Also after a loss, when the run goes back there.
        history = historyAtCheckpoint;
        startMs = performance.now();
      } else if (event.type === 'checkpoint') historyAtCheckpoint = history;
      else if (event.type === 'evaluated') {
        const { cardId, loss, gates } = event;
        history = new Map(history).set(cardId, [...(history.get(cardId) ?? []), { loss, gates }]);
      }
    },
    run: (): TrainedRun => {
      const record = recorder.record();
      return {
        ranOn: { backend: ranOn.backend, build: ranOn.build },
        record,
        history,
        measuredCorrelation: recorder.measuredCorrelation(),
        stepsPerSecond: record.step / ((performance.now() - startMs) / 1000),
      };
    },
  };
}
