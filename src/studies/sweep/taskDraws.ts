/** A study of one experiment on many randomly drawn sets of tasks, one replica each. */
import * as z from 'zod/mini';
import { limits } from '../../core/schema/limits.ts';
import { setData } from '../../experiment/edit.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { text } from '../../text/text.ts';
import {
  knownLossesIn,
  pointFitsExperiment,
  type ReportedPoint,
  reportedPointOf,
  reportedPointSchema,
  summaryOfPoints,
} from '../reportedPoint.ts';
import { studyReader } from '../savedStudy.ts';
import { nextKeys, type Study } from '../study.ts';

// If gains vary by 8 to 14 % between draws, 40 draws resolve 3 to 5 %.
export const DRAWS_PLANNED = 40;

// Draws trained together, which change no result: more delay the first point, fewer set up data more often.
const DRAWS_AT_ONCE = 4;

export const withDrawsAsReplicas = (experiment: Experiment, numDraws: number): Experiment => {
  const { data, training } = setData(experiment, { redraw: 'everything' });
  return { ...experiment, data, training: { ...training, firstReplica: 0, numReplicas: numDraws } };
};

/** The key of a point is the first of the draws trained together, counted from the experiment's own. */
interface TaskDrawsStudy extends Study<ReportedPoint> {
  readonly kind: 'draws';
  readonly numDraws: number;
}

export function taskDrawsStudy(experiment: Experiment, numDraws: number): TaskDrawsStudy {
  const whole = withDrawsAsReplicas(experiment, numDraws);
  const sizeAt = (first: number) => Math.min(DRAWS_AT_ONCE, numDraws - first);
  return {
    kind: 'draws',
    experiment,
    settings: { numDraws },
    numDraws,
    identity: ['draws', whole],
    rounds: [
      Array.from({ length: Math.ceil(numDraws / DRAWS_AT_ONCE) }, (_, index) => index * DRAWS_AT_ONCE),
    ],
    experimentAt: (firstReplica) => ({
      ...whole,
      training: { ...whole.training, firstReplica, numReplicas: sizeAt(firstReplica) },
    }),
    words: text.draws.status,
    labelOf: (key) => {
      const first = experiment.data.draw + key;
      return text.draws.status.between(first, first + sizeAt(key) - 1);
    },
    pointOf: reportedPointOf,
  };
}

export const numDrawsIn = (experiments: readonly Experiment[]): number =>
  experiments.reduce((total, { training }) => total + training.numReplicas, 0);

export const readTaskDraws = studyReader<TaskDrawsStudy, ReportedPoint, { readonly numDraws: number }>({
  kind: 'draws',
  settings: z.object({ numDraws: z.int().check(z.minimum(1), z.maximum(limits.draws)) }),
  point: reportedPointSchema,
  studyOf: (experiment, { numDraws }) => taskDrawsStudy(experiment, numDraws),
  fits: (study, point, before) =>
    nextKeys(study, before).includes(point.key) &&
    pointFitsExperiment(point, study.experimentAt(point.key, before)),
});

export type TaskDraws = NonNullable<ReturnType<typeof taskDrawsOf>>;

/** Null without points; provisional until all are there. */
export function taskDrawsOf({ experiment, numDraws }: TaskDrawsStudy, points: readonly ReportedPoint[]) {
  const numTasks = experiment.tasks.length;
  const draws = points.flatMap(({ key, knownLosses }) =>
    Array.from(
      { length: knownLosses.test.length / numTasks },
      (_, index) => experiment.data.draw + key + index,
    ),
  );
  const found = withDrawsAsReplicas(experiment, draws.length);
  const summary = summaryOfPoints(found, points, draws.length >= numDraws);
  if (summary === null || draws.length === 0) return null;
  return {
    /** Numbers of the draws, in the order of the replicas. */
    draws,
    experiment: found,
    summary,
    /** Irreducible loss of the test rows, `[R * T]`; see `KnownLosses`. */
    floor: knownLossesIn(points).floor,
  };
}

/** (loss - irreducible loss) / irreducible loss, `[R * T]`. */
interface ExcessOverFloor {
  /** Keyed by card id. */
  readonly cards: Readonly<Record<string, readonly number[]>>;
  /** The lowest of all cards, per draw and task. */
  readonly best: readonly number[];
}

export const excessOverFloorOf = ({ summary, floor }: TaskDraws): ExcessOverFloor | null => {
  if (!floor.every((loss) => loss > 0)) return null;
  const sharesOf = (losses: readonly number[]) =>
    losses.map((loss, index) => loss / (floor[index] ?? Number.NaN) - 1);
  const cards = summary.cards.map(({ cardId, reported }) => [cardId, sharesOf(reported.losses)] as const);
  const best = floor.map((_, index) =>
    Math.min(...cards.map(([, shares]) => shares[index] ?? Number.NaN).filter(Number.isFinite)),
  );
  return { cards: Object.fromEntries(cards), best };
};

export const experimentOnDraw = (experiment: Experiment, draw: number): Experiment =>
  setData(experiment, { redraw: 'rows', draw });
