/** A point that keeps what every network of a run reported, so that runs of some replicas add up to one of all. */
import * as z from 'zod/mini';
import type { KnownLosses } from '../analysis/produced/evaluation.ts';
import { hasOneStepPerReplica, type ReportedLosses } from '../analysis/reported.ts';
import { limits } from '../core/schema/limits.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { reportedLossesIn } from '../run/reportable.ts';
import { type RunSummary, summaryOfReported } from '../run/summary.ts';
import { listSchema, numberSchema } from './savedStudy.ts';
import { networkIdsOf, type StudyPoint, type TrainedStudyRun } from './study.ts';

export interface ReportedPoint extends StudyPoint {
  readonly seconds: number;
  /** Keyed by the id in events. */
  readonly reported: Readonly<Record<string, ReportedLosses>>;
  readonly knownLosses: Pick<KnownLosses, 'test' | 'floor'>;
}

export function reportedPointOf(
  key: number,
  experiment: Experiment,
  {
    run: { networks, knownLosses },
    seconds,
  }: Pick<TrainedStudyRun, 'seconds'> & {
    readonly run: Pick<TrainedStudyRun['run'], 'networks' | 'knownLosses'>;
  },
): ReportedPoint | null {
  const ids = networkIdsOf(experiment);
  if (knownLosses === null || !ids.every((id) => networks.get(id)?.reportable.last != null)) return null;
  const reportedOf = reportedLossesIn(experiment, networks);
  // Leaves out calibration bins, because many points are stored.
  const reported = ids.map((id) => {
    const { calibration: _, gauc: __, ...rest } = reportedOf(id);
    return [id, rest] as const;
  });
  const { test, floor } = knownLosses;
  return { key, seconds, reported: Object.fromEntries(reported), knownLosses: { test, floor } };
}

const lossNumbersSchema = listSchema(numberSchema, limits.draws * limits.tasks);

export const reportedPointSchema = z.object({
  key: z.number(),
  seconds: z.number(),
  reported: z.record(
    z.string(),
    z.object({
      losses: lossNumbersSchema,
      auc: lossNumbersSchema,
      scores: lossNumbersSchema,
      steps: lossNumbersSchema,
      isStillImproving: listSchema(z.boolean(), limits.draws * limits.tasks),
      own: z.optional(lossNumbersSchema),
    }),
  ),
  knownLosses: z.object({ test: lossNumbersSchema, floor: lossNumbersSchema }),
});

/** True if the point reports every network, replica and task of the experiment. */
export function pointFitsExperiment(
  { reported, knownLosses }: ReportedPoint,
  experiment: Experiment,
): boolean {
  const { tasks, training } = experiment;
  const size = training.numReplicas * tasks.length;
  const isReported = (id: string): boolean => {
    const one = reported[id];
    if (one === undefined || one.scores.length !== training.numReplicas) return false;
    const lists = [one.losses, one.auc, one.steps, one.isStillImproving, one.own ?? one.losses];
    return lists.every(({ length }) => length === size) && hasOneStepPerReplica(one.steps, tasks.length);
  };
  const hasSize = [knownLosses.test, knownLosses.floor].every(({ length }) => length === size);
  return hasSize && networkIdsOf(experiment).every(isReported);
}

/** Losses of all points, `[R * T]`. */
export const knownLossesIn = (points: readonly ReportedPoint[]): ReportedPoint['knownLosses'] => ({
  test: points.flatMap(({ knownLosses }) => knownLosses.test),
  floor: points.flatMap(({ knownLosses }) => knownLosses.floor),
});

/** Summary of the experiment whose replicas are those of all points; null without cards. */
export const summaryOfPoints = (
  experiment: Experiment,
  points: readonly ReportedPoint[],
  isFinal: boolean,
): RunSummary | null =>
  summaryOfReported(experiment, {
    reported: (id) => joinedReports(points.map(({ reported }) => reported[id])),
    knownLosses: knownLossesIn(points),
    isFinal,
  });

function joinedReports(parts: readonly (ReportedLosses | undefined)[]): ReportedLosses {
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
}
