/** Finished points of a sweep in a file, so that it can be stopped and gone on with. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import type { SweepPoint } from '../sweep/points.ts';
import { readSweepRecord, type SweepRecord, writtenSweep } from '../sweep/record.ts';
import { text } from '../text/text.ts';

const draftOf = (path: string): string => `${path}.draft`;

/**
 * The points in the file, at whatever values; none when there is no file yet. Throws a `UserError` when it cannot be read, is
 * no sweep, or is that of another experiment.
 */
export async function readSweep(
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

/** Throws a `UserError` when `writeSweep` could not write there. */
export async function assertWritable(path: string): Promise<void> {
  await orRefuse(path, () => writeFile(draftOf(path), ''));
  await rm(draftOf(path));
}

/** Replaces the file at once, so that one cut short is never left behind. Throws a `UserError` when it cannot be written. */
export function writeSweep(path: string, record: SweepRecord): Promise<void> {
  return orRefuse(path, async () => {
    await writeFile(draftOf(path), `${writtenSweep(record)}\n`);
    await rename(draftOf(path), path);
  });
}

async function orRefuse(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    await rm(draftOf(path), { force: true }).catch(() => undefined);
    throw new UserError(
      text.cli.unwritableFile(path, error instanceof Error ? error.message : String(error)),
    );
  }
}
