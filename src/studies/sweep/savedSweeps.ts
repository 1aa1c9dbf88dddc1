/** Sweeps and resamples of the tasks as JSON lines that command and page share, and that can be continued. */
import * as z from 'zod/mini';
import { isOneStepEach } from '../../analysis/reported.ts';
import { limits } from '../../core/schema/limits.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { readLink } from '../../experiment/link/link.ts';
import { trainedIdsOf } from '../../run/reportable.ts';
import { sweepAxisOf } from './axes.ts';
import type { SweepPoint } from './points.ts';
import type { SweepPlan } from './sweep.ts';
import { drawsPlan, type TaskDrawsPoint } from './taskDraws.ts';

export interface SweepRecord extends SweepPlan {
  /** Link of the swept experiment. */
  readonly config: string;
  readonly points: readonly SweepPoint[];
  /** Cards excluded before sweeping; the command excludes none. */
  readonly leftOutIds?: readonly string[] | undefined;
}

/** NaN is written as null. */
export const number = z.pipe(
  z.nullable(z.number()),
  z.transform((value) => value ?? Number.NaN),
);
export const listOf = <T extends z.core.SomeType>(item: T, maxLength: number) =>
  z.array(item).check(z.maxLength(maxLength));

export const interval = z.object({
  mean: number,
  low: number,
  high: number,
  n: z.number(),
  numLeftOut: z.number(),
});
const gain = z.object({
  cardId: z.string(),
  overall: interval,
  perTask: listOf(interval, limits.tasks),
  baselineLosses: listOf(number, limits.tasks),
});
const point = z.object({
  value: z.number(),
  gains: listOf(gain, limits.cards),
  // Sweeps of release 0.1 did not measure it.
  measuredCorrelation: z.pipe(
    z.optional(number),
    z.transform((value) => value ?? Number.NaN),
  ),
});
const content = z.object({
  config: z.string(),
  axisId: z.string(),
  values: listOf(z.number(), limits.sweepPoints),
  points: listOf(point, limits.keptSweepPoints),
  leftOutIds: z.optional(listOf(z.string(), limits.cards)),
});

export const writtenSweep = ({ config, axisId, values, points, leftOutIds }: SweepRecord): string =>
  JSON.stringify({ config, axisId, values, points, leftOutIds });

/** Null if invalid, or if the axis cannot have such values. */
export const readSweepRecord = (written: string): SweepRecord | null => {
  const { success, data } = content.safeParse(parsedJson(written));
  return success && hasPossibleValues(data) ? data : null;
};

const hasPossibleValues = ({ config, axisId, values, points }: SweepRecord): boolean => {
  const axis = sweepAxisOf(readLink(config).experiment, axisId);
  return (
    axis !== undefined &&
    [...values, ...points.map(({ value }) => value)].every((value) => axis.field.read(value) === value)
  );
};

/** Null if it is no JSON. */
export const parsedJson = (written: string): unknown => {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
};

export interface SavedTaskDraws {
  /** Link of the experiment; its own `redraw` setting is ignored. */
  readonly config: string;
  readonly numDraws: number;
  readonly points: readonly TaskDrawsPoint[];
}

const numbers = listOf(number, limits.draws * limits.tasks);
const reported = z.object({
  losses: numbers,
  auc: numbers,
  scores: numbers,
  steps: numbers,
  isStillImproving: listOf(z.boolean(), limits.draws * limits.tasks),
  own: z.optional(numbers),
});
export const drawsPoint = z.object({
  value: z.number(),
  reported: z.record(z.string(), reported),
  knownLosses: z.object({ test: numbers, floor: numbers }),
});
const drawsContent = z.object({
  config: z.string(),
  numDraws: z.int().check(z.minimum(1), z.maximum(limits.draws)),
  points: listOf(drawsPoint, limits.draws),
});

export const writtenTaskDraws = ({ config, numDraws, points }: SavedTaskDraws): string =>
  JSON.stringify({ config, numDraws, points });

/** Null if invalid, or if it does not fit its experiment. */
export const readTaskDraws = (written: string): SavedTaskDraws | null => {
  const { success, data } = drawsContent.safeParse(parsedJson(written));
  return success && fits(data) ? data : null;
};

// Every point belongs to the plan, occurs once and fits the experiment.
const fits = ({ config, numDraws, points }: SavedTaskDraws): boolean => {
  const { experiment } = readLink(config);
  const { axis, values } = drawsPlan(numDraws);
  if (new Set(points.map(({ value }) => value)).size < points.length) return false;
  return points.every(
    (found) => values.includes(found.value) && pointFits(found, axis.experimentAt(experiment, found.value)),
  );
};

/** True if the point reports every network, replica and task of the experiment. */
export const pointFits = (
  { reported: byId, knownLosses }: TaskDrawsPoint,
  experiment: Experiment,
): boolean => {
  const { numReplicas } = experiment.training;
  const size = numReplicas * experiment.tasks.length;
  const hasSize = [knownLosses.test, knownLosses.floor].every(({ length }) => length === size);
  return (
    hasSize &&
    trainedIdsOf(experiment).every(
      (id) =>
        isOfSize(byId[id], size, numReplicas) &&
        isOneStepEach(byId[id]?.steps ?? [], experiment.tasks.length),
    )
  );
};

const isOfSize = (
  found: TaskDrawsPoint['reported'][string] | undefined,
  size: number,
  numReplicas: number,
): boolean =>
  found !== undefined &&
  [found.losses, found.auc, found.steps, found.isStillImproving, found.own ?? found.losses].every(
    ({ length }) => length === size,
  ) &&
  found.scores.length === numReplicas;
