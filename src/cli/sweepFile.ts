/** Finished points of a sweep in a file, so that it can be stopped and gone on with, by several commands at once. */
import { readFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import { type SweepPoint, withPoint } from '../sweep/points.ts';
import { readSweepRecord, type SweepRecord, writtenSweep } from '../sweep/savedSweeps.ts';
import { text } from '../text/text.ts';
import { replaceFile } from './outputFile.ts';

/**
 * The points in the file, at whatever values; none when there is no file yet. Throws a `UserError` when it cannot be read, is
 * no sweep, or is that of another experiment.
 */
export async function readSweepFile(
  path: string,
  config: string,
  axisId: string,
): Promise<readonly SweepPoint[]> {
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UserError(text.cli.unreadableFile(path));
  });
  if (written === null) return [];
  const record = readSweepRecord(written);
  if (record === null) throw new UserError(text.cli.noSweep(path));
  if (record.config !== config || record.axisId !== axisId) throw new UserError(text.cli.otherSweep(path));
  return record.points;
}

/**
 * Adds points to those that are in the file by now, which another sweep may have found, and returns all of them. Throws a `UserError` when
 * the file cannot be written, and as `readSweepFile` does.
 */
export async function addToSweep(path: string, record: SweepRecord): Promise<readonly SweepPoint[]> {
  let points = record.points;
  await replaceFile(path, async () => {
    const inFile = await readSweepFile(path, record.config, record.axisId);
    points = record.points.reduce(withPoint<SweepPoint>, inFile);
    return `${writtenSweep({ ...record, points })}\n`;
  });
  return points;
}
