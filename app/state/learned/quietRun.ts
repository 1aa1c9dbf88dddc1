/** Retrains a saved run in the background, in its own session, for its networks. */

import type { BackendName } from '../../../src/analysis/produced/backend.ts';
import { costOfRun } from '../../../src/experiment/costs/work.ts';
import { quietOf } from '../../../src/experiment/derived/trained.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { RunStart, Session, SessionEvent } from '../../../src/run/protocol.ts';
import { endOf } from '../../../src/run/reportable.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { pickedNetworks } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';

// Multiply-adds (see `costOfRun`) per second on one thread of a mid-range device.
const COST_PER_SECOND = 1e10;

export interface QuietPlan {
  readonly experiment: Experiment;
  readonly backend: BackendName;
  readonly replica: number;
  readonly seconds: number;
}

/** One network per card; a sentence if retraining is impossible. */
export function quietPlanOf(
  { experiment, networks, ranOn }: StartedRun,
  replica: number,
): QuietPlan | string {
  const picked = pickedNetworks(experiment, networks);
  const ids = experiment.cards.map(({ id }) => picked.get(id) ?? id);
  const quiet = quietOf(experiment, ids, replica, ranOn.backend);
  if (quiet === null) return text.learned.quiet.noCards;
  const trained = setTraining(quiet, { numSteps: endOf(experiment, networks) });
  return {
    experiment: trained,
    backend: ranOn.backend,
    replica,
    seconds: costOfRun(trained) / COST_PER_SECOND,
  };
}

export interface QuietProgress {
  /** Null until the session can be queried. */
  readonly backend: BackendName | null;
  readonly share: number;
  readonly failure: string | null;
}

export type QuietRun = ReturnType<typeof createQuietRun>;

export const QUIET_RUN_ID = 1;

/**
 * Waits for the first `go`. `onChange` is first called before any step, when the session can be queried. The
 * caller disposes it, which also disposes `session`.
 */
export function createQuietRun(session: Session, start: RunStart, onChange: () => void) {
  const { numSteps } = start.experiment.training;
  let progress: QuietProgress = { backend: null, share: 0, failure: null };
  let [isBegun, isGoing] = [false, false];
  const change = (next: Partial<QuietProgress>): void => {
    progress = { ...progress, ...next };
    onChange();
  };
  const play = (): void => {
    if (isGoing && progress.backend !== null)
      session.send({ type: 'play', runId: QUIET_RUN_ID, stepsPerSecond: null });
  };
  session.subscribe((event: SessionEvent) => {
    if (event.type === 'ready') {
      change({ backend: event.backend.backend, share: event.step / numSteps });
      play();
    } else if (event.type === 'progress') change({ share: event.step / numSteps });
    else if (event.type === 'failed') change({ failure: event.message });
  });
  return {
    session,
    progress: (): QuietProgress => progress,
    go: (isOn: boolean): void => {
      if (isOn === isGoing || progress.failure !== null) return;
      isGoing = isOn;
      if (!isOn) session.send({ type: 'pause', runId: QUIET_RUN_ID });
      else if (isBegun) play();
      else {
        isBegun = true;
        session.send({ ...start, type: 'start', runId: QUIET_RUN_ID });
        session.send({ type: 'keep', runId: QUIET_RUN_ID });
      }
    },
    dispose: (): void => session.dispose(),
  };
}
