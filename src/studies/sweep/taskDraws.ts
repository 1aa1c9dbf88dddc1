/**
 * An experiment on many draws of its tasks, one repetition each: does its verdict hold for other tasks like these? A sweep whose
 * values are draws; a few neighbouring ones are trained at once, and come out as they would alone. What it finds is the summary
 * of one experiment whose repetitions are those draws.
 */
import type { ReportedLosses } from '../../analysis/reported.ts';
import { setData } from '../../experiment/edit.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { dataFields } from '../../experiment/fields.ts';
import type { KnownLosses } from '../../analysis/produced/evaluation.ts';
import { reportedIn, trainedIdsOf } from '../../run/reportable.ts';
import type { Run } from '../../run/run.ts';
import { summaryOfReported } from '../../run/summary.ts';
import type { SweepAxis } from './axes.ts';
import type { SweepPlan } from './sweep.ts';

/** How many draws say what a verdict over draws is worth: with a spread of 8 to 14 % between draws they decide 3 to 5 %. */
export const DRAWS_PLANNED = 40;

/** Draws that are trained at once. More would keep the reader waiting, fewer would make data and networks more often. */
const DRAWS_AT_ONCE = 4;

/** Losses on a few draws. */
export interface TaskDrawsPoint {
  /** The first of them, counted from that of the experiment. */
  readonly value: number;
  /** Losses of every network, by id of its events: see `trainedIdsOf`. */
  readonly reported: Readonly<Record<string, ReportedLosses>>;
  /** Known losses of the test rows. */
  readonly knownLosses: Pick<KnownLosses, 'test' | 'floor'>;
}

/** The experiment whose repetitions are that many draws. */
export const overDraws = (experiment: Experiment, numDraws: number): Experiment => {
  const { data, training } = setData(experiment, { redraw: 'everything' });
  return { ...experiment, data, training: { ...training, firstReplica: 0, numReplicas: numDraws } };
};

/** The axis of draws; its values are the first ones of those trained at once. */
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

/** The plan of that many draws. */
export const drawsPlan = (numDraws: number): SweepPlan & { readonly axis: SweepAxis } => {
  const axis = drawsAxis(numDraws);
  const values = Array.from(
    { length: Math.ceil(numDraws / DRAWS_AT_ONCE) },
    (_, index) => index * DRAWS_AT_ONCE,
  );
  return { axis, axisId: axis.id, values };
};

/** How many draws a plan is of. */
export const numDrawsOf = ({ axis }: Pick<ReturnType<typeof drawsPlan>, 'axis'>): number =>
  axis.usualRange.to + 1;

/** How many draws the points at these values are of. */
export const numDrawsIn = (
  { axis, experiment }: Pick<ReturnType<typeof drawsPlan>, 'axis'> & { readonly experiment: Experiment },
  values: readonly number[],
): number =>
  values.reduce((total, value) => total + axis.experimentAt(experiment, value).training.numReplicas, 0);

/** The point that a run of the plan's `experiment` gives at `value`; null when it ended before everything was evaluated. */
export const drawsPointOf = (
  value: number,
  experiment: Experiment,
  { networks, knownLosses }: Pick<Run, 'networks' | 'knownLosses'>,
): TaskDrawsPoint | null => {
  const ids = trainedIdsOf(experiment);
  if (knownLosses === null || !ids.every((id) => networks.get(id)?.reportable.last != null)) return null;
  const reported = reportedIn(experiment, networks);
  // Points are kept, many of them: without the bins of their networks.
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

/** How many draws a point is of. */
const sizeOf = ({ knownLosses }: TaskDrawsPoint, { tasks }: Experiment): number =>
  knownLosses.test.length / tasks.length;

/** Draws and what was found in all of them together. */
export type TaskDraws = NonNullable<ReturnType<typeof taskDrawsOf>>;

/** The summary from the points that are there; null when there are none. Provisional until all draws of the plan are there. */
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
    /** Numbers of the draws of the tasks, in the order of the repetitions of the summary. */
    draws,
    /** Whose repetitions are the draws. */
    experiment: found,
    summary,
    /** Floor of the test rows, `[R * T]`; see `KnownLosses`. */
    floor,
  };
};

/** Losses over the floor as shares of it, `[R * T]`. */
export interface AboveFloor {
  /** Shares by id of the card. */
  readonly cards: Readonly<Record<string, readonly number[]>>;
  /** The share of whichever card is lowest on a draw and task. */
  readonly best: readonly number[];
}

/** How far above the floor what is reported lies; null where the floor is not known, or is 0. */
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

/** The reports on one network of several runs of some repetitions each, as one run of all would have them. */
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

/** The experiment on one draw of its tasks, with repetitions of its own. */
export const experimentOnDraw = (experiment: Experiment, draw: number): Experiment =>
  setData(experiment, { redraw: 'rows', draw });
