/** One run from start to end without a browser, on the page's own engine and protocol. */
import { UserError } from '../core/errors.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RunRecord } from '../report/answer.ts';
import type { RanOn } from '../report/reproduction.ts';
import type { BackendName, Evaluation } from '../results/results.ts';
import { createEngine } from '../session/engine/engine.ts';
import { createInProcessSession } from '../session/engine/inProcessSession.ts';
import type { SessionEvent } from '../session/protocol.ts';
import { createRunRecorder } from '../session/recorder.ts';
import { wasmPaths } from '../tf/wasmPaths.ts';
import type { ProgressLine } from './progressLine.ts';

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

/**
 * Trains an experiment of `trainedExperimentOf` to its end. Rejects with the run's own message when it fails; with
 * `acceptsDivergence` a run of which nothing is left has come to its end as well.
 */
export function trainToEnd(
  trained: Experiment,
  progress: ProgressLine,
  acceptsDivergence = false,
): Promise<TrainedRun> {
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
      progress.show(event.step, event.stepsPerSecond);
      if (event.state === 'finished') resolve(recorder.run());
    });
    session.send({ type: 'start', runId, experiment: trained, excludedBackends: [], checkpoint: null });
  }).finally(async () => {
    progress.end();
    await session.dispose();
  });
}

/** The experiment on a backend that Node has: WebGPU is none of them. */
export const inNode = (experiment: Experiment, chosen: Exclude<BackendName, 'webgpu'> | null): Experiment => {
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
