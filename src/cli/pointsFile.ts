/** Keeps finished points in a file, so that sweeps and searches can resume, and several commands can share one. */
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
  readonly isSame: (inFile: Saved, own: Omit<Saved, 'points'>) => boolean;
  /** Messages: `none` of such form, or of an `other` experiment. */
  readonly words: Readonly<Record<'none' | 'other', (path: string) => string>>;
}

function pointsFile<P extends PointOfValue, Saved extends { readonly points: readonly P[] }>({
  read,
  written,
  isSame,
  words,
}: PointsForm<Saved>) {
  /** Empty without a file. Throws a `UserError` if the file is unreadable or of another experiment. */
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
  /** Merges with points in the file, also those of other commands, and returns all. Throws a `UserError`. */
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

export const sweepFile = pointsFile<SweepPoint, SweepRecord>({
  read: readSweepRecord,
  written: writtenSweep,
  isSame: (inFile, own) => inFile.config === own.config && inFile.axisId === own.axisId,
  words: { none: text.cli.noSweep, other: text.cli.otherSweep },
});

export const searchFile = pointsFile<SearchPoint, SavedSearch>({
  read: readSearch,
  written: writtenSearch,
  isSame: (inFile, own) => inFile.config === own.config,
  words: { none: text.search.cli.notASearch, other: text.search.cli.otherSearch },
});
