/** Trains previews beside the run of the page: in a worker of its own, one preview at a time, the latest wins. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { Evaluation } from '../../results/results.ts';
import type { SessionEvent } from '../protocol.ts';
import { createWorkerSession } from './workerSession.ts';

/** What became of a preview: its last evaluations by id of the card, or a sentence that says why there are none. */
export type PreviewResult =
  | {
      readonly experiment: Experiment;
      readonly evaluations: ReadonlyMap<string, Evaluation>;
      readonly failure: null;
    }
  | { readonly experiment: Experiment; readonly evaluations: null; readonly failure: string };

/** Only its creator disposes it; whoever uses it then gets an Error. */
export interface Preview {
  /** Trains an experiment of `previewOf`; the preview that is being trained ends without a result. */
  readonly update: (experiment: Experiment) => void;
  /** Calls `listener` once for each preview that comes to its end. Returns the function that ends the subscription. */
  readonly subscribe: (listener: (result: PreviewResult) => void) => () => void;
  /** Idempotent. */
  readonly dispose: () => void;
}

/** Its worker is made by `createWorker` at the first update and kept with its backend, and so is each after a loss. */
export function createPreview(createWorker: () => Worker): Preview {
  const session = createWorkerSession(createWorker);
  const listeners = new Set<(result: PreviewResult) => void>();
  let runId = 0;
  let experiment: Experiment | null = null;
  let evaluations: ReadonlyMap<string, Evaluation> = new Map();

  const end = (result: PreviewResult) => {
    experiment = null;
    for (const listener of [...listeners]) listener(result);
  };
  session.subscribe((event: SessionEvent) => {
    if (experiment === null || event.runId !== runId) return;
    if (event.type === 'failed') end({ experiment, evaluations: null, failure: event.message });
    if (event.type !== 'evaluated' || event.loss.step < experiment.training.numSteps) return;
    const { cardId, loss, gates } = event;
    evaluations = new Map(evaluations).set(cardId, { loss, gates });
    if (evaluations.size === experiment.cards.length) end({ experiment, evaluations, failure: null });
  });
  return {
    update: (next) => {
      runId += 1;
      experiment = next;
      evaluations = new Map();
      session.send({ type: 'start', runId, experiment: next, excludedBackends: [], checkpoint: null });
      session.send({ type: 'play', runId, stepsPerSecond: null });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => {
      listeners.clear();
      session.dispose();
    },
  };
}
