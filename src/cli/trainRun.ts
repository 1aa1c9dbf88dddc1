/** Trains runs from start to end without a browser, on the page's engine and protocol. */
import { UserError } from '../core/errors.ts';
import type { Table } from '../data/table/table.ts';
import { type MeasuredWork, probeExperimentOf, workOf } from '../experiment/costs/work.ts';
import { trainedExperimentOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { EventOf, RunStart } from '../run/protocol.ts';
import { fingerprintOfRun } from '../run/report/reproduction.ts';
import type { EvaluatedRun } from '../run/report/runJson.ts';
import { isStarted, type Run, type StartedRun } from '../run/run.ts';
import { type RunSummary, summaryOf } from '../run/summary.ts';
import { requestNetwork } from '../session/client/networkFrom.ts';
import { PrivateSession } from '../session/client/privateSession.ts';
import { createInProcessSession } from '../session/engine/inProcessSession.ts';
import type { Threads } from '../session/pool/pool.ts';
import { text } from '../text/text.ts';
import type { CommandArguments, NodeBackendChoice } from './arguments.ts';
import { createProgressLine } from './command.ts';
import { nodeThreads } from './nodeThreads.ts';

export interface TrainedRun extends StartedRun {
  readonly numThreads: number;
  readonly stepsPerSecond: number;
}

/** Throws a `UserError` if the run has no evaluation. */
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

export async function measuredWork(
  experiment: Experiment,
  train: (experiment: Experiment) => Promise<TrainedRun>,
): Promise<MeasuredWork> {
  const probe = probeExperimentOf(experiment);
  // The first run warms up the JavaScript engine.
  await train(probe);
  const { stepsPerSecond } = await train(probe);
  return { work: workOf(probe).total, seconds: probe.training.numSteps / stepsPerSecond };
}

export type CommandRunner = Awaited<ReturnType<typeof createRunner>>;

interface RunnerOptions extends Pick<CommandArguments, 'backend' | 'numWorkers'> {
  readonly table?: Table | null;
}

/** Null chooses the best backend and number of workers. */
export async function withRunner<T>(
  asked: RunnerOptions,
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

/** Takes an experiment of `trainedExperimentOf`. */
type TrainFunction = (experiment: Experiment, acceptsDivergence?: boolean) => Promise<TrainedRun>;

async function createRunner({ backend, table = null }: RunnerOptions, threads: Threads) {
  // Imported only after the threads have started, since it loads TensorFlow.js.
  const { createEngine } = await import('../session/engine/engine.ts');
  const inProcess = createInProcessSession((emit) => createEngine(emit, threads));
  // This thread has a single engine, which is kept after failures.
  const session = new PrivateSession(() => ({ ...inProcess, dispose: () => {} }));
  const startOf = (experiment: Experiment): RunStart => ({
    experiment: withNodeBackend(experiment, backend),
    table,
  });
  const train: TrainFunction = async (experiment, acceptsDivergence = false) => {
    const { numSteps } = experiment.training;
    const showProgress = createProgressLine();
    const onProgress = ({ step, stepsPerSecond }: EventOf<'progress'>) =>
      showProgress(progressText(step, numSteps, stepsPerSecond));
    const trained = await session
      .train(startOf(experiment), { onProgress, acceptsDivergence })
      .finally(() => showProgress(null));
    const { run, seconds } = trained;
    if (!isStarted(run)) throw new UserError(text.cli.notEvaluated);
    return { ...run, numThreads: trained.backend.numThreads, stepsPerSecond: run.step / seconds };
  };
  return {
    train,
    trainAll: (experiment: Experiment, acceptsDivergence?: boolean) =>
      train(trainedExperimentOf(experiment), acceptsDivergence),
    /** Makes no step; takes and rejects like `train`. */
    begin: (experiment: Experiment) => session.begin(startOf(experiment)),
    /** `steps` null: the network as it is now. Resolves to null if there is none. */
    networkOf: (
      cardId: string,
      replica: number,
      steps: readonly number[] | null,
      rows: Table | null = null,
    ) => requestNetwork(inProcess, { runId: session.runId, cardId, replica, steps, rows }),
    dispose: inProcess.dispose,
  };
}

function progressText(step: number, numSteps: number, stepsPerSecond: number | null): string {
  const secondsLeft = stepsPerSecond === null ? null : (numSteps - step) / stepsPerSecond;
  return text.cli.progress(step, numSteps, stepsPerSecond, secondsLeft);
}

// Node has no WebGPU.
const withNodeBackend = (experiment: Experiment, chosen: NodeBackendChoice): Experiment => {
  const { backend } = experiment.training;
  return {
    ...experiment,
    training: { ...experiment.training, backend: chosen ?? (backend === 'webgpu' ? 'auto' : backend) },
  };
};
