/** One run from start to end without a browser, on the page's own engine and protocol. */
import { UserError } from '../core/errors.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { trainedExperimentOf } from '../experiment/plan/trained.ts';
import type { RunRecord } from '../report/answer.ts';
import type { RanOn } from '../report/reproduction.ts';
import type { Evaluation } from '../results/results.ts';
import { createEngine } from '../session/engine/engine.ts';
import { createInProcessSession } from '../session/engine/inProcessSession.ts';
import type { SessionEvent } from '../session/protocol.ts';
import { createRunRecorder } from '../session/recorder.ts';
import { text } from '../text/text.ts';
import { wasmPaths } from '../tf/wasmPaths.ts';
import type { NodeBackend } from './arguments.ts';

/** What a finished run has given, by id of the trained networks. */
export interface TrainedRun {
  readonly ranOn: RanOn;
  readonly record: RunRecord;
  /** All evaluations in order of steps. */
  readonly history: ReadonlyMap<string, readonly Evaluation[]>;
  readonly measuredCorrelation: readonly (readonly number[])[];
  readonly stepsPerSecond: number;
}

const runId = 1;

/** Trains all that belongs to an experiment, see `trainToEnd`. */
export const trainAll = (
  experiment: Experiment,
  backend: NodeBackend,
  acceptsDivergence = false,
): Promise<TrainedRun> => trainToEnd(trainedExperimentOf(experiment), backend, acceptsDivergence);

/**
 * Trains the cards of an experiment to the end, with a line of progress on a terminal. Rejects with the run's own message when
 * it fails; with `acceptsDivergence` a run of which nothing is left has come to its end as well.
 */
export function trainToEnd(
  cards: Experiment,
  backend: NodeBackend,
  acceptsDivergence = false,
): Promise<TrainedRun> {
  const trained = inNode(cards, backend);
  const session = createInProcessSession((emit) => createEngine(wasmPaths, emit));
  const recorder = createRecorder(trained);
  return new Promise<TrainedRun>((resolve, reject) => {
    session.subscribe((event) => {
      recorder.take(event);
      if (event.type === 'ready') session.send({ type: 'play', runId, stepsPerSecond: null });
      if (event.type === 'failed') {
        if (acceptsDivergence && event.reason === 'diverged') resolve(recorder.run());
        else reject(new UserError(event.message));
      }
      if (event.type !== 'progress') return;
      showProgress(event.step, trained.training.numSteps, event.stepsPerSecond);
      if (event.state === 'finished') resolve(recorder.run());
    });
    session.send({ type: 'start', runId, experiment: trained, excludedBackends: [], checkpoint: null });
  }).finally(async () => {
    if (process.stderr.isTTY) process.stderr.write(CLEARED_LINE);
    await session.dispose();
  });
}

/** Back to the start of the line of a terminal, which is emptied. */
const CLEARED_LINE = '\r\u001b[K';

/** A line that rewrites itself; silent where standard error is no terminal. */
function showProgress(step: number, numSteps: number, stepsPerSecond: number | null): void {
  if (!process.stderr.isTTY) return;
  const secondsLeft = stepsPerSecond === null ? null : (numSteps - step) / stepsPerSecond;
  process.stderr.write(CLEARED_LINE + text.cli.progress(step, numSteps, stepsPerSecond, secondsLeft));
}

/** On the backend chosen, else on its own where Node has that. */
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
  const history = new Map<string, Evaluation[]>();
  let measuredCorrelation: readonly (readonly number[])[] = [];
  let ranOn: RanOn = { backend: 'wasm', build: '' };
  let startMs = 0;
  return {
    take: (event: SessionEvent): void => {
      recorder.take(event);
      if (event.type === 'ready') {
        ranOn = event.backend;
        measuredCorrelation = event.measuredCorrelation;
        startMs = performance.now();
      } else if (event.type === 'evaluated') {
        const { loss, gates } = event;
        history.set(event.cardId, [...(history.get(event.cardId) ?? []), { loss, gates }]);
      }
    },
    run: (): TrainedRun => {
      const record = recorder.record();
      return {
        ranOn: { backend: ranOn.backend, build: ranOn.build },
        record,
        history,
        measuredCorrelation,
        stepsPerSecond: record.step / ((performance.now() - startMs) / 1000),
      };
    },
  };
}
