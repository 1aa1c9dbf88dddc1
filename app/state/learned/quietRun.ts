/** Quiet runs: what to train for the networks of a saved run, and the training, in a session of its own. Knows no page. */
import { costOfRun } from '../../../src/experiment/costs/work.ts';
import { quietOf } from '../../../src/experiment/derived/trained.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { BackendName } from '../../../src/analysis/produced/backend.ts';
import { endOf } from '../../../src/run/reportable.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { pickedNetworks } from '../../../src/run/summary.ts';
import type { RunStart, Session, SessionEvent } from '../../../src/run/protocol.ts';
import { text } from '../../../src/text/text.ts';

/** Multiply-adds, as of `costOfRun`, that a middling device does in a second on one thread. */
const COST_PER_SECOND = 1e10;

/** One repetition of a run, to be trained again. */
export interface QuietPlan {
  readonly experiment: Experiment;
  readonly backend: BackendName;
  readonly replica: number;
  readonly seconds: number;
}

/** The plan for the networks that are shown of a run, one a card; a sentence where they cannot be trained again. */
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
  /** The backend that trains it; null: it is not set up yet, and can be asked for nothing. */
  readonly backend: BackendName | null;
  readonly share: number;
  /** The sentence that says why it has ended; null: it has not. */
  readonly failure: string | null;
}

export type QuietRun = ReturnType<typeof createQuietRun>;

/** The id of the only run of such a session. */
export const QUIET_RUN_ID = 1;

/**
 * Does nothing before the first `go`. The session can then be asked about every evaluation that there was, as far as it has room. `onChange` is called whenever it is further: the first time that it can be asked for something,
 * before it has trained a step. Its creator disposes it, and with it `session`.
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
