/** Retrains a saved run in the background, in its own session, for its networks. */
import type { BackendName } from '../../../src/analysis/produced/backend.ts';
import { messageOf } from '../../../src/core/errors.ts';
import { costOfRun } from '../../../src/experiment/costs/work.ts';
import { retrainingExperimentOf } from '../../../src/experiment/derived/retraining.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { RunStart, Session } from '../../../src/run/protocol.ts';
import { finalStepOf } from '../../../src/run/reportable.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { pickedNetworks } from '../../../src/run/summary.ts';
import { type FinishedTraining, PrivateSession } from '../../../src/session/client/privateSession.ts';
import { text } from '../../../src/text/text.ts';
import type { TrainingQueue } from '../stores/trainingQueue.ts';

// Multiply-adds (see `costOfRun`) per second on one thread of a mid-range device.
export const COST_PER_SECOND = 1e10;

export interface RetrainingPlan {
  readonly experiment: Experiment;
  readonly backend: BackendName;
  readonly replica: number;
  readonly seconds: number;
}

/** One network per card; a sentence if retraining is impossible. */
export function retrainingPlanOf(
  { experiment, networks, ranOn }: StartedRun,
  replica: number,
): RetrainingPlan | string {
  const picked = pickedNetworks(experiment, networks);
  const ids = experiment.cards.map(({ id }) => picked.get(id) ?? id);
  const retraining = retrainingExperimentOf(experiment, ids, replica, ranOn.backend);
  if (retraining === null) return text.learned.retraining.noCards;
  const trained = setTraining(retraining, { numSteps: finalStepOf(experiment, networks) });
  return {
    experiment: trained,
    backend: ranOn.backend,
    replica,
    seconds: costOfRun(trained) / COST_PER_SECOND,
  };
}

interface RetrainingProgress {
  readonly backend: BackendName | null;
  readonly share: number;
  readonly failure: string | null;
}

export type BackgroundRetraining = ReturnType<typeof createBackgroundRetraining>;

/** Trains while it is wanted and nothing else trains. The caller disposes it and with it `session`. */
export function createBackgroundRetraining(
  session: Session,
  start: RunStart,
  queue: TrainingQueue,
  onChange: () => void,
  onEnd: (trained: FinishedTraining) => void = () => {},
) {
  const training = new PrivateSession(() => session);
  let progress: RetrainingProgress = { backend: null, share: 0, failure: null };
  let isBegun = false;
  const change = (next: Partial<RetrainingProgress>): void => {
    progress = { ...progress, ...next };
    onChange();
  };
  const shareAt = (step: number) => step / start.experiment.training.numSteps;
  const go = (): void => {
    if (isBegun) {
      training.resume();
      return;
    }
    isBegun = true;
    const trained = training.train(
      { ...start, keepsNetworks: true },
      {
        onReady: ({ backend: { backend }, step }) => change({ backend, share: shareAt(step) }),
        onProgress: ({ step }) => change({ share: shareAt(step) }),
      },
    );
    trained.then(onEnd, (error: unknown) => change({ failure: messageOf(error) }));
  };
  const pause = (): void => training.pause();
  const turn = queue.join('background', pause, go);
  let isWanted = false;
  return {
    session,
    get runId() {
      return training.runId;
    },
    progress: (): RetrainingProgress => progress,
    want: (next: boolean): void => {
      if (next === isWanted || progress.failure !== null) return;
      isWanted = next;
      if (next) turn.take();
      else {
        turn.giveBack();
        pause();
      }
    },
    dispose: (): void => {
      turn.leave();
      training.close();
    },
  };
}
