/** A sweep as text: its experiment, setting and values, and the points found so far. Command and page keep the same form. */
import * as z from 'zod/mini';
import { readLink } from '../experiment/link/link.ts';
import { limits } from '../schema/limits.ts';
import type { SweepPoint } from './points.ts';
import { type SweepPlan, sweepAxisOf } from './sweep.ts';

/** A sweep that may be gone on with. */
export interface SweepRecord extends SweepPlan {
  /** Link of the experiment that is swept. */
  readonly config: string;
  readonly points: readonly SweepPoint[];
  /** Cards that were left out of the experiment before it was swept; the command leaves none out. */
  readonly leftOutIds?: readonly string[] | undefined;
}

/** JSON has no NaN; null stands for it. */
export const number = z.pipe(
  z.nullable(z.number()),
  z.transform((value) => value ?? Number.NaN),
);
/** A list of at most so many. */
export const listOf = <T extends z.core.SomeType>(item: T, maxLength: number) =>
  z.array(item).check(z.maxLength(maxLength));

const interval = z.object({ mean: number, low: number, high: number, n: z.number(), numLeftOut: z.number() });
const gain = z.object({ cardId: z.string(), overall: interval, perTask: listOf(interval, limits.tasks) });
const point = z.object({
  value: z.number(),
  gains: listOf(gain, limits.cards),
  baselineLosses: listOf(number, limits.tasks),
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

/** One line of JSON. */
export const writtenSweep = ({ config, axisId, values, points, leftOutIds }: SweepRecord): string =>
  JSON.stringify({ config, axisId, values, points, leftOutIds });

/** Null for anything that is no sweep, or has values that its setting cannot have. */
export const readSweepRecord = (written: string): SweepRecord | null => {
  const { success, data } = content.safeParse(parsed(written));
  return success && hasPossibleValues(data) ? data : null;
};

const hasPossibleValues = ({ config, axisId, values, points }: SweepRecord): boolean => {
  const axis = sweepAxisOf(readLink(config).experiment, axisId);
  return (
    axis !== undefined &&
    [...values, ...points.map(({ value }) => value)].every((value) => axis.field.read(value) === value)
  );
};

/** Null for what is no JSON. */
export const parsed = (written: string): unknown => {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
};
