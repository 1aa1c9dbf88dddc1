/**
 * A run as the events of its session tell it: one fold for the page, for commands, and for whatever trains many experiments. Plain data
 * that is replaced, never changed, so that charts can tell what is new. Knows nobody who trains.
 */
import { lastStepOf, nothingReportable, type ReportableLosses } from '../analysis/reported.ts';
import type { Matrix } from '../data/types.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { EventOf, SessionEvent } from './protocol.ts';
import { boundedHistories } from './history.ts';
import type { RanOn } from '../analysis/produced/backend.ts';
import type { Evaluation, KnownLosses } from '../analysis/produced/evaluation.ts';
import { endOf, reportableAfter, stoppedAt } from './reportable.ts';

/** A replica whose losses are no numbers any more. */
export interface Divergence {
  readonly replica: number;
  readonly step: number;
}

/** One network of a run. */
export interface NetworkRun {
  /** Evaluations in order of steps, the first and the last among them; of a long run not all. */
  readonly history: readonly Evaluation[];
  /** The losses of all evaluations that may be reported. */
  readonly reportable: ReportableLosses;
  readonly diverged: readonly Divergence[];
}

/** Networks by the id of their events: that of the card unless it is trained with several learning rates, see `trainingsOf`. */
export type Networks = ReadonlyMap<string, NetworkRun>;

/** All that is known of a run so far. */
export interface Run {
  /** The configuration that is trained, the user's or that of `trainedExperimentOf`; null: nothing is. */
  readonly experiment: Experiment | null;
  readonly step: number;
  /** Null before it is known. */
  readonly ranOn: RanOn | null;
  /** Null until the data is made. */
  readonly knownLosses: KnownLosses | null;
  /** `[T, T]`, correlation of the training targets; null until the data is made. */
  readonly measuredCorrelation: Matrix | null;
  readonly networks: Networks;
  /** The networks as they were at the latest checkpoint, to which a run goes back that loses its backend. */
  readonly networksAtCheckpoint: Networks;
}

/** A run whose data are made. */
export interface StartedRun extends Run {
  readonly experiment: Experiment;
  readonly ranOn: RanOn;
  readonly knownLosses: KnownLosses;
  readonly measuredCorrelation: Matrix;
}

/** True when its data are made. */
export const isStarted = (run: Run): run is StartedRun =>
  run.experiment !== null &&
  run.ranOn !== null &&
  run.knownLosses !== null &&
  run.measuredCorrelation !== null;

const noNetworks: Networks = new Map();

/** The state before any run. */
export const noRun: Run = {
  experiment: null,
  step: 0,
  ranOn: null,
  knownLosses: null,
  measuredCorrelation: null,
  networks: noNetworks,
  networksAtCheckpoint: noNetworks,
};

const notEvaluated: NetworkRun = { history: [], reportable: nothingReportable, diverged: [] };

/** The network of an id; one without evaluations where there is none. */
export const networkOf = ({ networks }: Pick<Run, 'networks'>, id: string): NetworkRun =>
  networks.get(id) ?? notEvaluated;

/** Every network of the trained experiment was evaluated after the last step: nothing that is reported changes any more. */
export const isComplete = ({ experiment, networks }: Run): boolean => {
  if (experiment === null) return false;
  const end = endOf(experiment, networks);
  return experiment.cards.every(({ id }) => lastStepOf(networkOf({ networks }, id).reportable) === end);
};

/** The run after an event of its session; most events change nothing. */
export const runAfter = <R extends Run>(run: R, event: SessionEvent): R => {
  const changes = changesAfter(run, event);
  return changes === null ? run : { ...run, ...changes };
};

function changesAfter(run: Run, event: SessionEvent): Partial<Run> | null {
  switch (event.type) {
    case 'ready': {
      const { step, knownLosses, measuredCorrelation } = event;
      // Also after a loss, when the run goes back there.
      const networks = run.networksAtCheckpoint;
      return { step, knownLosses, measuredCorrelation, networks, ranOn: ranOnAfter(run, event) };
    }
    case 'checkpoint':
      return { networksAtCheckpoint: run.networks };
    case 'progress':
    case 'recovered':
      return { step: event.step };
    case 'evaluated':
      return { networks: bounded(withEvaluation(run, event)) };
    case 'linear':
      return { knownLosses: run.knownLosses && { ...run.knownLosses, linear: event.linear } };
    case 'diverged':
      return { networks: withDivergence(run, event.cardId, event) };
    case 'preparing':
    case 'learningRateChanged':
    case 'failed':
    case 'exported':
    case 'learned':
    case 'followed':
    case 'surfaces':
    case 'unanswered':
    case 'disposed':
      return null;
    default:
      return event satisfies never;
  }
}

/**
 * The backend also after a recovery, when the run stands at `step` and another one does the rest, if there is any. What two backends
 * have computed, none of them gives again to the last bit.
 */
function ranOnAfter(
  { ranOn, experiment, networksAtCheckpoint }: Run,
  { step, backend: { backend, build } }: EventOf<'ready'>,
): RanOn {
  if (ranOn === null || step === 0) return { backend, build };
  const isFinished = experiment !== null && step >= endOf(experiment, networksAtCheckpoint);
  return isFinished || ranOn.backend === backend ? ranOn : { backend, build: `after-${ranOn.backend}` };
}

function withEvaluation(run: Run, { cardId: id, loss, gates }: EventOf<'evaluated'>): Networks {
  const { experiment, knownLosses, networks } = run;
  if (experiment === null || knownLosses === null) return networks;
  const before = networkOf(run, id);
  const isOver = stoppedAt(experiment, networks) !== null;
  const reportable = isOver
    ? before.reportable
    : reportableAfter(before.reportable, loss, { experiment, knownLosses });
  // Nobody looks at either for steps that are not reported.
  const { calibration: _, gauc: __, ...kept } = loss;
  return new Map(networks).set(id, {
    ...before,
    history: [...before.history, { loss: kept, gates }],
    reportable,
  });
}

/** A replica diverges once; a second report of it replaces the first. */
function withDivergence(run: Run, id: string, { replica, step }: Divergence): Networks {
  const before = networkOf(run, id);
  const others = before.diverged.filter((known) => known.replica !== replica);
  return new Map(run.networks).set(id, { ...before, diverged: [...others, { replica, step }] });
}

function bounded(networks: Networks): Networks {
  const histories = new Map([...networks].map(([id, { history }]) => [id, history]));
  const kept = boundedHistories(histories);
  if (kept === histories) return networks;
  return new Map([...networks].map(([id, network]) => [id, { ...network, history: kept.get(id) ?? [] }]));
}
