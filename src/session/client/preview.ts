/** Trains previews beside the page's run, one at a time; a newer request replaces the one that waits. */

import type { Evaluation } from '../../analysis/produced/evaluation.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Session, SessionEvent } from '../../run/protocol.ts';

export type PreviewResult =
  | {
      readonly experiment: Experiment;
      readonly evaluations: ReadonlyMap<string, Evaluation>;
      readonly failure: null;
    }
  | { readonly experiment: Experiment; readonly evaluations: null; readonly failure: string };

/** Disposed only by its creator; throws an Error when used afterwards. */
export type Preview = ReturnType<typeof createPreview>;

// A preview is aborted after keeping another waiting for so long, but never two in a row.
const maxWaitMs = 500;

interface Trained {
  readonly runId: number;
  readonly experiment: Experiment;
  readonly evaluations: ReadonlyMap<string, Evaluation>;
}

function trainedAfter(event: SessionEvent, trained: Trained): Trained {
  if (event.type !== 'evaluated' || event.loss.step < trained.experiment.training.numSteps) return trained;
  const { cardId, loss, gates } = event;
  return { ...trained, evaluations: new Map(trained.evaluations).set(cardId, { loss, gates }) };
}

/** Takes ownership of `session`, which keeps its worker and backend between previews. */
export function createPreview(session: Session) {
  const listeners = new Set<(result: PreviewResult) => void>();
  let runId = 0;
  let current: Trained | null = null;
  let waiting: Experiment | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null; // while one waits that may take the current one's place
  let mayGiveUp = true;

  const stopTimer = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const start = (experiment: Experiment) => {
    stopTimer();
    runId += 1;
    waiting = null;
    current = { runId, experiment, evaluations: new Map() };
    session.send({ type: 'start', runId, experiment });
    session.send({ type: 'play', runId, stepsPerSecond: null });
  };
  const giveUp = () => {
    mayGiveUp = false;
    if (waiting !== null) start(waiting);
  };
  const end = (result: PreviewResult) => {
    stopTimer();
    current = null;
    mayGiveUp = true;
    if (waiting !== null) start(waiting);
    for (const listener of [...listeners]) listener(result);
  };
  session.subscribe((event: SessionEvent) => {
    if (current === null || event.runId !== current.runId) return;
    current = trainedAfter(event, current);
    const { experiment, evaluations } = current;
    if (event.type === 'failed') end({ experiment, evaluations: null, failure: event.message });
    else if (evaluations.size === experiment.cards.length) end({ experiment, evaluations, failure: null });
  });
  return {
    update: (next: Experiment) => {
      if (current === null) return start(next);
      waiting = next;
      if (mayGiveUp) timer ??= setTimeout(giveUp, maxWaitMs);
    },
    isBusy: (): boolean => current !== null,
    subscribe: (listener: (result: PreviewResult) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Idempotent. */
    dispose: (): void => {
      stopTimer();
      current = null;
      listeners.clear();
      session.dispose();
    },
  };
}
