/** Trains runs from start to end without a browser, on the page's engine and protocol. */
import { UserError } from '../core/errors.ts';
import type { Table } from '../data/table/table.ts';
import { type MeasuredWork, probeOf, workOf } from '../experiment/costs/work.ts';
import { trainedExperimentOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { EventOf, RunCheckpoint, SessionEvent } from '../run/protocol.ts';
import { fingerprintOfRun } from '../run/report/reproduction.ts';
import type { EvaluatedRun } from '../run/report/runJson.ts';
import { isStarted, noRun, type Run, runAfter, type StartedRun } from '../run/run.ts';
import { type RunSummary, summaryOf } from '../run/summary.ts';
import { createInProcessSession, type InProcessSession } from '../session/engine/inProcessSession.ts';
import type { Threads } from '../session/pool/pool.ts';
import { text } from '../text/text.ts';
import type { Arguments, NodeBackend } from './arguments.ts';
import { progressLine } from './command.ts';
import { nodeThreads } from './nodeThreads.ts';

export interface TrainedRun extends StartedRun {
  readonly numThreads: number;
  readonly stepsPerSecond: number;
}

/** `run`: of `trainedExperimentOf(experiment)`. Throws a `UserError` if not evaluated. */
export function summaryOfRun(experiment: Experiment, run: Run): RunSummary {
  const summary = summaryOf(experiment, run);
  if (summary === null) throw new UserError(text.cli.notEvaluated);
  return summary;
}

/** Throws like `summaryOfRun`. */
export function evaluatedRunOf(experiment: Experiment, run: TrainedRun): EvaluatedRun {
  const { ranOn, numThreads, stepsPerSecond } = run;
  const summary = summaryOfRun(experiment, run);
  const fingerprint = fingerprintOfRun(summary, ranOn);
  return { experiment, summary, run, fingerprint, seenWithFewer: null, numThreads, stepsPerSecond };
}

/** Measured in a few steps. */
export async function measuredWork(
  experiment: Experiment,
  train: (experiment: Experiment) => Promise<TrainedRun>,
): Promise<MeasuredWork> {
  const probe = probeOf(experiment);
  // The first run warms up the JavaScript engine.
  await train(probe);
  const { stepsPerSecond } = await train(probe);
  return { work: workOf(probe).total, seconds: probe.training.numSteps / stepsPerSecond };
}

export type CommandRunner = Awaited<ReturnType<typeof createRunner>>;

interface Asked extends Pick<Arguments, 'backend' | 'numWorkers'> {
  readonly table?: Table | null;
  /** See `RunStart`. */
  readonly fitsLinear?: boolean;
}

/** Null chooses the best backend and number of workers. Threads load meanwhile. */
export async function withRunner<T>(
  asked: Asked,
  act: (runner: CommandRunner) => Promise<T>,
  threads = nodeThreads(asked.numWorkers),
): Promise<T> {
  const runner = await createRunner(asked, threads);
  try {
    return await act(runner);
  } finally {
    await runner.dispose();
  }
}

/** Takes an experiment of `trainedExperimentOf`. Rejects with the run's message; `acceptsDivergence` resolves even if all diverges. */
type Train = (experiment: Experiment, acceptsDivergence?: boolean) => Promise<TrainedRun>;

async function createRunner({ backend, table = null, fitsLinear = false }: Asked, threads: Threads) {
  const session = await createCommandSession(threads);
  let runId = 0;
  const train: Train = (experiment, acceptsDivergence = false) => {
    const trained = inNode(experiment, backend);
    const training = createTraining(trained);
    const showProgress = progressLine();
    let checkpoint: RunCheckpoint | null = null;
    let numLosses = 0;
    const start = () => {
      runId += 1;
      const isAlone = numLosses > 1;
      session.send({ type: 'start', runId, experiment: trained, checkpoint, isAlone, table, fitsLinear });
    };
    let unsubscribe = () => {};
    return new Promise<TrainedRun>((resolve, reject) => {
      unsubscribe = session.subscribe((event) => {
        training.take(event);
        if (event.type === 'ready') session.send({ type: 'play', runId, stepsPerSecond: null });
        if (event.type === 'checkpoint') ({ checkpoint } = event);
        if (event.type === 'failed') {
          if (event.reason === 'worker') {
            // After a first loss the run restarts with a new thread, after a second without any.
            numLosses += 1;
            start();
          } else if (acceptsDivergence && event.reason === 'diverged') resolve(training.run());
          else reject(new UserError(event.message));
        }
        if (event.type !== 'progress') return;
        showProgress(progressText(event.step, trained.training.numSteps, event.stepsPerSecond));
        if (event.state === 'finished') resolve(training.run());
      });
      start();
    }).finally(() => {
      unsubscribe();
      showProgress(null);
    });
  };
  return {
    train,
    trainAll: (experiment: Experiment, acceptsDivergence?: boolean) =>
      train(trainedExperimentOf(experiment), acceptsDivergence),
    /** Makes no step; takes and rejects like `train`. */
    begin: async (experiment: Experiment): Promise<void> => {
      runId += 1;
      const trained = inNode(experiment, backend);
      const start = () => session.send({ type: 'start', runId, experiment: trained, table });
      await eventOf(session, start, 'ready');
    },
    /** `steps` null: as the network stands. Resolves to null if there is none. */
    networkOf: async (cardId: string, replica: number, steps: readonly number[] | null) => {
      const ask = () => session.send({ type: 'export', runId, cardId, replica, steps });
      return (await eventOf(session, ask, 'exported')).network;
    },
    /** Resolves when nothing is alive. */
    dispose: session.dispose,
  };
}

async function createCommandSession(threads: Threads): Promise<InProcessSession> {
  // After the threads were started: this loads TensorFlow.js.
  const { createEngine } = await import('../session/engine/engine.ts');
  return createInProcessSession((emit) => createEngine(emit, threads));
}

/** Rejects with the run's message when it fails. */
function eventOf<T extends SessionEvent['type']>(
  session: InProcessSession,
  act: () => void,
  type: T,
): Promise<EventOf<T>> {
  const isIt = (event: SessionEvent): event is EventOf<T> => event.type === type;
  let unsubscribe = () => {};
  return new Promise<EventOf<T>>((resolve, reject) => {
    unsubscribe = session.subscribe((event) => {
      if (isIt(event)) resolve(event);
      else if (event.type === 'failed') reject(new UserError(event.message));
    });
    act();
  }).finally(() => unsubscribe());
}

function progressText(step: number, numSteps: number, stepsPerSecond: number | null): string {
  const secondsLeft = stepsPerSecond === null ? null : (numSteps - step) / stepsPerSecond;
  return text.cli.progress(step, numSteps, stepsPerSecond, secondsLeft);
}

// Node has no WebGPU.
const inNode = (experiment: Experiment, chosen: NodeBackend): Experiment => {
  const { backend } = experiment.training;
  return {
    ...experiment,
    training: { ...experiment.training, backend: chosen ?? (backend === 'webgpu' ? 'auto' : backend) },
  };
};

function createTraining(experiment: Experiment) {
  let run: Run = { ...noRun, experiment };
  let numThreads = 1;
  let startMs = 0;
  let startStep = 0;
  return {
    take: (event: SessionEvent): void => {
      run = runAfter(run, event);
      if (event.type !== 'ready') return;
      numThreads = event.backend.numThreads;
      startMs = performance.now();
      // A run that lost a thread resumes from its last checkpoint.
      startStep = event.step;
    },
    run: (): TrainedRun => {
      if (!isStarted(run)) throw new UserError(text.cli.notEvaluated);
      const stepsPerSecond = (run.step - startStep) / ((performance.now() - startMs) / 1000);
      return { ...run, numThreads, stepsPerSecond };
    },
  };
}
