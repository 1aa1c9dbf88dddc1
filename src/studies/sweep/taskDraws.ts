/**
 * Trains an experiment on many resamples of its tasks, one replica each, and summarises them as one
 * experiment.
 */

import type { KnownLosses } from '../../analysis/produced/evaluation.ts';
import type { ReportedLosses } from '../../analysis/reported.ts';
import { setData } from '../../experiment/edit.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { dataFields } from '../../experiment/fields.ts';
import { reportedIn, trainedIdsOf } from '../../run/reportable.ts';
import type { Run } from '../../run/run.ts';
import { summaryOfReported } from '../../run/summary.ts';
import type { SweepAxis } from './axes.ts';
import type { SweepPlan } from './sweep.ts';

// With a spread of 8 to 14 % between resamples, 40 of them resolve 3 to 5 %.
export const DRAWS_PLANNED = 40;

// More would delay the first point; fewer would repeat the set-up of data and networks. The results are the
// same for any number.
const DRAWS_AT_ONCE = 4;

/** Losses on a few resamples. */
export interface TaskDrawsPoint {
  /** The first resample, counted from that of the experiment. */
  readonly value: number;
  /** Keyed by trained id, see `trainedIdsOf`. */
  readonly reported: Readonly<Record<string, ReportedLosses>>;
  readonly knownLosses: Pick<KnownLosses, 'test' | 'floor'>;
}

/** The experiment with `numDraws` resamples as its replicas. */
export const overDraws = (experiment: Experiment, numDraws: number): Experiment => {
  const { data, training } = setData(experiment, { redraw: 'everything' });
  return { ...experiment, data, training: { ...training, firstReplica: 0, numReplicas: numDraws } };
};

// A value is the first of the resamples trained together.
const drawsAxis = (numDraws: number): SweepAxis => ({
  id: 'draws',
  part: 'data',
  field: dataFields.draw,
  usualRange: { from: 0, to: numDraws - 1 },
  experimentAt: (experiment, firstReplica) => {
    const numReplicas = Math.min(DRAWS_AT_ONCE, numDraws - firstReplica);
    const whole = overDraws(experiment, numDraws);
    return { ...whole, training: { ...whole.training, firstReplica, numReplicas } };
  },
});

export const drawsPlan = (numDraws: number): SweepPlan & { readonly axis: SweepAxis } => {
  const axis = drawsAxis(numDraws);
  const values = Array.from(
    { length: Math.ceil(numDraws / DRAWS_AT_ONCE) },
    (_, index) => index * DRAWS_AT_ONCE,
  );
  return { axis, axisId: axis.id, values };
};

export const numDrawsOf = ({ axis }: Pick<ReturnType<typeof drawsPlan>, 'axis'>): number =>
  axis.usualRange.to + 1;

export const numDrawsIn = (
  { axis, experiment }: Pick<ReturnType<typeof drawsPlan>, 'axis'> & { readonly experiment: Experiment },
  values: readonly number[],
): number =>
  values.reduce((total, value) => total + axis.experimentAt(experiment, value).training.numReplicas, 0);

/** Null if the run ended before everything was evaluated. */
export const drawsPointOf = (
  value: number,
  experiment: Experiment,
  { networks, knownLosses }: Pick<Run, 'networks' | 'knownLosses'>,
): TaskDrawsPoint | null => {
  const ids = trainedIdsOf(experiment);
  if (knownLosses === null || !ids.every((id) => networks.get(id)?.reportable.last != null)) return null;
  const reported = reportedIn(experiment, networks);
  // Without calibration bins: many points are stored.
  const kept = (id: string) => {
    const { calibration: _, gauc: __, ...rest } = reported(id);
    return rest;
  };
  return {
    value,
    reported: Object.fromEntries(ids.map((id) => [id, kept(id)])),
    knownLosses: { test: knownLosses.test, floor: knownLosses.floor },
  };
};

const sizeOf = ({ knownLosses }: TaskDrawsPoint, { tasks }: Experiment): number =>
  knownLosses.test.length / tasks.length;

export type TaskDraws = NonNullable<ReturnType<typeof taskDrawsOf>>;

/** Null without points; provisional until all `numDraws` are there. */
export const taskDrawsOf = (experiment: Experiment, points: readonly TaskDrawsPoint[], numDraws: number) => {
  const draws = points.flatMap((point) =>
    Array.from(
      { length: sizeOf(point, experiment) },
      (_, index) => experiment.data.draw + point.value + index,
    ),
  );
  const found = overDraws(experiment, draws.length);
  const floor = points.flatMap(({ knownLosses }) => knownLosses.floor);
  const summary = summaryOfReported(found, {
    reported: (id) => joinedReports(points.map(({ reported }) => reported[id])),
    knownLosses: {
      test: points.flatMap(({ knownLosses }) => knownLosses.test),
      floor,
    },
    isFinal: draws.length >= numDraws,
  });
  if (summary === null || draws.length === 0) return null;
  return {
    /** Numbers of the resamples, in the order of the replicas. */
    draws,
    /** Its replicas are the resamples. */
    experiment: found,
    summary,
    /** Irreducible loss of the test rows, `[R * T]`; see `KnownLosses`. */
    floor,
  };
};

/** (loss - irreducible loss) / irreducible loss, `[R * T]`. */
export interface AboveFloor {
  /** Keyed by card id. */
  readonly cards: Readonly<Record<string, readonly number[]>>;
  /** The lowest share of all cards, per resample and task. */
  readonly best: readonly number[];
}

/** Null if the irreducible loss is unknown or 0. */
export const aboveFloorOf = ({ summary, floor }: TaskDraws): AboveFloor | null => {
  if (!floor.every((loss) => loss > 0)) return null;
  const sharesOf = (losses: readonly number[]) =>
    losses.map((loss, index) => loss / (floor[index] ?? Number.NaN) - 1);
  const cards = summary.cards.map(({ cardId, reported }) => [cardId, sharesOf(reported.losses)] as const);
  const best = floor.map((_, index) =>
    Math.min(...cards.map(([, shares]) => shares[index] ?? Number.NaN).filter(Number.isFinite)),
  );
  return { cards: Object.fromEntries(cards), best };
};

/** Joins runs of some replicas each into the report that one run of all would give. */
export const joinedReports = (parts: readonly (ReportedLosses | undefined)[]): ReportedLosses => {
  const of = <V>(values: (part: ReportedLosses) => readonly V[]): readonly V[] =>
    parts.flatMap((part) => (part === undefined ? [] : values(part)));
  const isOwnKnown = parts.every((part) => part?.own !== undefined);
  return {
    losses: of(({ losses }) => losses),
    auc: of(({ auc }) => auc),
    scores: of(({ scores }) => scores),
    steps: of(({ steps }) => steps),
    isStillImproving: of(({ isStillImproving }) => isStillImproving),
    ...(isOwnKnown && { own: of(({ own = [] }) => own) }),
  };
};

/** One resample of the tasks, with its own replicas. */
export const experimentOnDraw = (experiment: Experiment, draw: number): Experiment =>
  setData(experiment, { redraw: 'rows', draw });
