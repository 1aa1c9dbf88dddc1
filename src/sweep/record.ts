/** A sweep as text: what it is of, and the points found so far. The file of the command and what the page keeps are the same. */
import * as z from 'zod/mini';
import type { SweepPoint } from './points.ts';
import type { SweepPlan } from './sweep.ts';

/** A sweep that may be gone on with. */
export interface SweepRecord extends SweepPlan {
  /** Link of the experiment that is swept. */
  readonly config: string;
  readonly points: readonly SweepPoint[];
  /** Cards of the experiment it was set up for that took no part; the command knows of none. */
  readonly leftOutIds?: readonly string[] | undefined;
}

/** JSON has no NaN; null stands for it. */
const number = z.pipe(
  z.nullable(z.number()),
  z.transform((value) => value ?? Number.NaN),
);
const interval = z.object({ mean: number, low: number, high: number, n: z.number(), numLeftOut: z.number() });
const gain = z.object({ cardId: z.string(), overall: interval, perTask: z.array(interval) });
const point = z.object({ value: z.number(), gains: z.array(gain), baselineLosses: z.array(number) });
const content = z.object({
  config: z.string(),
  axisId: z.string(),
  values: z.array(z.number()),
  points: z.array(point),
  leftOutIds: z.optional(z.array(z.string())),
});

/** One line of JSON. */
export const writtenSweep = ({ config, axisId, values, points, leftOutIds }: SweepRecord): string =>
  JSON.stringify({ config, axisId, values, points, leftOutIds });

/** Null for anything that is no sweep. */
export const readSweepRecord = (written: string): SweepRecord | null => {
  const { success, data } = content.safeParse(parsed(written));
  return success ? data : null;
};

const parsed = (written: string): unknown => {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
};
