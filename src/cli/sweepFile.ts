/** Finished points of a sweep in a file, so that it can be stopped and gone on with. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { SweepPoint } from '../analysis/sweep.ts';
import { UserError } from '../core/errors.ts';
import type { SweepPlan } from '../experiment/sweep.ts';
import { readSweepRecord, type SweepRecord, writtenSweep } from '../experiment/sweepRecord.ts';
import { cliText } from '../text/cliText.ts';

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
  if (record === null) throw new UserError(cliText.noSweep(path));
  if (record.config !== config || record.axisId !== plan.axisId)
    throw new UserError(cliText.otherSweep(path));
  return record.points.filter(({ value }) => plan.values.includes(value));
}

/** Replaces the file at once, so that one cut short is never left behind. */
export async function writeSweep(path: string, record: SweepRecord): Promise<void> {
  await writeFile(`${path}.draft`, `${writtenSweep(record)}\n`);
  await rename(`${path}.draft`, path);
}
