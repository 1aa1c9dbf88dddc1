/** State of a run, built up from events; objects are replaced, so that charts can tell what is new. */

import type { BackendUsed } from '../analysis/produced/backend.ts';
import type { Evaluation, KnownLosses } from '../analysis/produced/evaluation.ts';
import { emptyReportableLosses, lastStepOf, type ReportableLosses } from '../analysis/reported.ts';
import type { Matrix } from '../data/types.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { boundedHistories } from './history.ts';
import type { EventOf, SessionEvent } from './protocol.ts';
import { earlyStopOf, finalStepOf, reportableAfter } from './reportable.ts';

export interface Divergence {
  readonly replica: number;
  readonly step: number;
}

export interface NetworkRun {
  /** Evaluations in order of steps; for a long run, some are dropped. */
  readonly history: readonly Evaluation[];
  readonly reportable: ReportableLosses;
  readonly diverged: readonly Divergence[];
}

/** Networks by event id: the card's, unless trained with several learning rates, see `trainingsOf`. */
export type Networks = ReadonlyMap<string, NetworkRun>;

export interface Run {
  /** The user's experiment, or the one that `trainedExperimentOf` derives from it. */
  readonly experiment: Experiment | null;
  readonly step: number;
  readonly ranOn: BackendUsed | null;
  readonly knownLosses: KnownLosses | null;
  /** `[T, T]`, of the training targets; null until the data are made. */
  readonly measuredCorrelation: Matrix | null;
  readonly networks: Networks;
  /** Networks at the last checkpoint, restored after the loss of a backend. */
  readonly networksAtCheckpoint: Networks;
}

export interface StartedRun extends Run {
  readonly experiment: Experiment;
  readonly ranOn: BackendUsed;
  readonly knownLosses: KnownLosses;
  readonly measuredCorrelation: Matrix;
}

export const isStarted = (run: Run): run is StartedRun =>
  run.experiment !== null &&
  run.ranOn !== null &&
  run.knownLosses !== null &&
  run.measuredCorrelation !== null;

const noNetworks: Networks = new Map();

export const emptyRun: Run = {
  experiment: null,
  step: 0,
  ranOn: null,
  knownLosses: null,
  measuredCorrelation: null,
  networks: noNetworks,
  networksAtCheckpoint: noNetworks,
};

const unevaluatedNetwork: NetworkRun = { history: [], reportable: emptyReportableLosses, diverged: [] };

export const networkOf = ({ networks }: Pick<Run, 'networks'>, id: string): NetworkRun =>
  networks.get(id) ?? unevaluatedNetwork;

export const isComplete = ({ experiment, networks }: Run): boolean => {
  if (experiment === null) return false;
  const end = finalStepOf(experiment, networks);
  return experiment.cards.every(({ id }) => lastStepOf(networkOf({ networks }, id).reportable) === end);
};

export const runAfter = <R extends Run>(run: R, event: SessionEvent): R => {
  const changes = runChangesAfter(run, event);
  return changes === null ? run : { ...run, ...changes };
};

function runChangesAfter(run: Run, event: SessionEvent): Partial<Run> | null {
  switch (event.type) {
    case 'ready': {
      const { step, knownLosses, measuredCorrelation } = event;
      // `ready` is also sent after a loss, when the run returns to its checkpoint.
      const networks = run.networksAtCheckpoint;
      return { step, knownLosses, measuredCorrelation, networks, ranOn: ranOnAfter(run, event) };
    }
    case 'checkpoint':
      return { networksAtCheckpoint: run.networks };
    case 'progress':
    case 'recovered':
      return { step: event.step };
    case 'evaluated':
      return { networks: withBoundedHistories(withEvaluation(run, event)) };
    case 'diverged':
      return { networks: withDivergence(run, event.cardId, event) };
    case 'preparing':
    case 'learningRateChanged':
    case 'failed':
    case 'exported':
    case 'probed':
    case 'unanswered':
    case 'disposed':
      return null;
    default:
      return event satisfies never;
  }
}

// After a recovery `step` may be past 0 on another backend: no single backend can repeat the result bit for bit.
function ranOnAfter(
  { ranOn, experiment, networksAtCheckpoint }: Run,
  { step, backend: { backend, build } }: EventOf<'ready'>,
): BackendUsed {
  if (ranOn === null || step === 0) return { backend, build };
  const isFinished = experiment !== null && step >= finalStepOf(experiment, networksAtCheckpoint);
  return isFinished || ranOn.backend === backend ? ranOn : { backend, build: `after-${ranOn.backend}` };
}

function withEvaluation(run: Run, { cardId: id, loss, gates }: EventOf<'evaluated'>): Networks {
  const { experiment, knownLosses, networks } = run;
  if (experiment === null || knownLosses === null) return networks;
  const before = networkOf(run, id);
  const isOver = earlyStopOf(experiment, networks) !== null;
  const reportable = isOver
    ? before.reportable
    : reportableAfter(before.reportable, loss, { experiment, knownLosses });
  // Drops what is needed only at reported steps.
  const { calibration: _, gauc: __, ...kept } = loss;
  return new Map(networks).set(id, {
    ...before,
    history: [...before.history, { loss: kept, gates }],
    reportable,
  });
}

// If a replica is reported twice, the second report replaces the first.
function withDivergence(run: Run, id: string, { replica, step }: Divergence): Networks {
  const before = networkOf(run, id);
  const others = before.diverged.filter((known) => known.replica !== replica);
  return new Map(run.networks).set(id, { ...before, diverged: [...others, { replica, step }] });
}

function withBoundedHistories(networks: Networks): Networks {
  const histories = new Map([...networks].map(([id, { history }]) => [id, history]));
  const kept = boundedHistories(histories);
  if (kept === histories) return networks;
  return new Map([...networks].map(([id, network]) => [id, { ...network, history: kept.get(id) ?? [] }]));
}
