/** Finished points of a sweep in a file, so that it can be stopped and gone on with. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import type { SweepPoint } from '../sweep/points.ts';
import { readSweepRecord, type SweepRecord, writtenSweep } from '../sweep/record.ts';
import type { SweepPlan } from '../sweep/sweep.ts';
import { text } from '../text/text.ts';

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
  const record = readSweepRecord(written);
  if (record === null) throw new UserError(text.cli.noSweep(path));
  if (record.config !== config || record.axisId !== plan.axisId)
    throw new UserError(text.cli.otherSweep(path));
  return record.points.filter(({ value }) => plan.values.includes(value));
}

/** Replaces the file at once, so that one cut short is never left behind. */
export async function writeSweep(path: string, record: SweepRecord): Promise<void> {
  await writeFile(`${path}.draft`, `${writtenSweep(record)}\n`);
  await rename(`${path}.draft`, path);
}
