/** Finished points of a sweep in a file, so that it can be stopped and gone on with. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { SweepPoint } from '../analysis/sweep.ts';
import { UserError } from '../core/errors.ts';
import type { SweepPlan } from '../experiment/sweep.ts';
import { cliText } from '../text/cliText.ts';

/** JSON has no NaN; null stands for it. */
const number = z.pipe(
  z.nullable(z.number()),
  z.transform((value) => value ?? Number.NaN),
);
const interval = z.object({ mean: number, low: number, high: number, n: z.number(), numLeftOut: z.number() });
const gain = z.object({ cardId: z.string(), overall: interval, perTask: z.array(interval) });
const content = z.object({
  config: z.string(),
  axisId: z.string(),
  points: z.array(z.object({ value: z.number(), gains: z.array(gain) })),
});

/**
 * The points of the plan that are in the file; none when there is no file yet. Throws a `UserError` when it is no sweep, or
 * that of another experiment.
 */
export async function readSweep(
  path: string,
  config: string,
  plan: SweepPlan,
): Promise<readonly SweepPoint[]> {
  const written = await readFile(path, 'utf8').catch(() => null);
  if (written === null) return [];
  const read = content.safeParse(parsed(written));
  if (!read.success) throw new UserError(cliText.noSweep(path));
  const { config: ofFile, axisId, points } = read.data;
  if (ofFile !== config || axisId !== plan.axisId) throw new UserError(cliText.otherSweep(path));
  return points.filter(({ value }) => plan.values.includes(value));
}

/** Replaces the file at once, so that one cut short is never left behind. */
export async function writeSweep(
  path: string,
  config: string,
  { axisId, values }: SweepPlan,
  points: readonly SweepPoint[],
): Promise<void> {
  await writeFile(`${path}.draft`, `${JSON.stringify({ config, axisId, values, points })}\n`);
  await rename(`${path}.draft`, path);
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}
