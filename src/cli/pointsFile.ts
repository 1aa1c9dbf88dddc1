/** Finished points in a file, so that a sweep or a search can be stopped and gone on with, by several commands at once. */
import { readFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import type { SearchPoint } from '../studies/search/halving.ts';
import { readSearch, type SavedSearch, writtenSearch } from '../studies/search/savedSearch.ts';
import { type PointOfValue, type SweepPoint, withPoint } from '../studies/sweep/points.ts';
import { readSweepRecord, type SweepRecord, writtenSweep } from '../studies/sweep/savedSweeps.ts';
import { text } from '../text/text.ts';
import { replaceFile } from './outputFile.ts';

interface PointsForm<Saved> {
  readonly read: (written: string) => Saved | null;
  readonly written: (saved: Saved) => string;
  /** True if the points in a file are of what is trained. */
  readonly isSame: (inFile: Saved, own: Omit<Saved, 'points'>) => boolean;
  /** Says of a file that it has no such form, or is of another experiment. */
  readonly words: Readonly<Record<'none' | 'other', (path: string) => string>>;
}

function pointsFile<P extends PointOfValue, Saved extends { readonly points: readonly P[] }>({
  read,
  written,
  isSame,
  words,
}: PointsForm<Saved>) {
  /** The points in the file; none while there is no file. Throws a `UserError` when it cannot be read, or is another one. */
  const readPoints = async (path: string, own: Omit<Saved, 'points'>): Promise<readonly P[]> => {
    const inFile = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw new UserError(text.cli.unreadableFile(path));
    });
    if (inFile === null) return [];
    const saved = read(inFile);
    if (saved === null) throw new UserError(words.none(path));
    if (!isSame(saved, own)) throw new UserError(words.other(path));
    return saved.points;
  };
  /**
   * Adds points to those that are in the file by now, which another command may have found, and returns all of them. Throws as
   * `readPoints` does, and a `UserError` when the file cannot be written.
   */
  const addPoints = async (path: string, saved: Saved): Promise<readonly P[]> => {
    let { points } = saved;
    await replaceFile(path, async () => {
      points = saved.points.reduce(withPoint<P>, await readPoints(path, saved));
      return `${written({ ...saved, points })}\n`;
    });
    return points;
  };
  return { readPoints, addPoints };
}

/** The file of a sweep: the points of all values, also of those that are not planned. */
export const sweepFile = pointsFile<SweepPoint, SweepRecord>({
  read: readSweepRecord,
  written: writtenSweep,
  isSame: (inFile, own) => inFile.config === own.config && inFile.axisId === own.axisId,
  words: { none: text.cli.noSweep, other: text.cli.otherSweep },
});

/** The file of a search. */
export const searchFile = pointsFile<SearchPoint, SavedSearch>({
  read: readSearch,
  written: writtenSearch,
  isSame: (inFile, own) => inFile.config === own.config,
  words: { none: text.search.cli.notASearch, other: text.search.cli.otherSearch },
});
