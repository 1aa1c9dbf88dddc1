/** One run from start to end without a browser, on the page's own engine and protocol. */
import { type KeptEvaluations, keepEvaluation, noEvaluations } from '../analysis/reported.ts';
import { UserError } from '../core/errors.ts';
import type { RunRecord } from '../experiment/answer.ts';
import { evaluationSizeOf } from '../experiment/evaluations.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RanOn } from '../experiment/reproduction.ts';
import type { BackendName, Evaluation } from '../experiment/run.ts';
import { createEngine } from '../session/engine.ts';
import { createInProcessSession } from '../session/inProcessSession.ts';
import type { SessionEvent } from '../session/protocol.ts';
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

/** Trains an experiment of `trainedExperimentOf` to its end. Rejects with the run's own message when it fails. */
export function trainToEnd(trained: Experiment, progress: ProgressLine): Promise<TrainedRun> {
  const session = createInProcessSession((emit) => createEngine(wasmPaths, emit));
  const recorder = createRecorder(trained);
  return new Promise<TrainedRun>((resolve, reject) => {
    session.subscribe((event) => {
      recorder.take(event);
      if (event.type === 'ready')
        session.send({ type: 'play', runId, stepsPerSecond: null, untilStep: null });
      if (event.type === 'failed') reject(new UserError(event.message));
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

/** Folds the events of one run into what is reported of it. */
function createRecorder(trained: Experiment) {
  const size = evaluationSizeOf(trained);
  const kept = new Map<string, KeptEvaluations>();
  const history = new Map<string, Evaluation[]>();
  let measuredCorrelation: readonly (readonly number[])[] = [];
  let ranOn: RanOn = { backend: 'wasm', build: '' };
  let lossScales: readonly number[] = [];
  let startMs = 0;
  let step = 0;
  return {
    take: (event: SessionEvent): void => {
      if (event.type === 'ready') {
        ranOn = event.backend;
        lossScales = event.lossScales;
        measuredCorrelation = event.measuredCorrelation;
        startMs = performance.now();
      } else if (event.type === 'evaluated') {
        kept.set(event.cardId, keepEvaluation(kept.get(event.cardId) ?? noEvaluations, event.loss, size));
        const { loss, gates } = event;
        history.set(event.cardId, [...(history.get(event.cardId) ?? []), { loss, gates }]);
      } else if (event.type === 'progress') {
        step = event.step;
      }
    },
    run: (): TrainedRun => ({
      ranOn: { backend: ranOn.backend, build: ranOn.build },
      record: { kept, lossScales, step },
      history,
      measuredCorrelation,
      stepsPerSecond: step / ((performance.now() - startMs) / 1000),
    }),
  };
}
