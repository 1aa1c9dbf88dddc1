/** Runs of a search as a command trains them and keeps them in a file, so that it can be stopped and gone on with, by several at once. */
import { readFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { SearchPoint } from '../search/halving.ts';
import type { SearchPlan } from '../search/plan.ts';
import { experimentOfRun, searchPointOf } from '../search/runs.ts';
import { readSearch, type SavedSearch, writtenSearch } from '../search/savedSearch.ts';
import { withPoint } from '../sweep/points.ts';
import { text } from '../text/text.ts';
import { replaceFile } from './outputFile.ts';
import type { TrainedRun } from './trainRun.ts';

/** The finished runs with that of `value`, which is trained for it. Throws a `UserError` when it was not evaluated. */
export async function withSearchRun(
  plan: SearchPlan,
  value: number,
  points: readonly SearchPoint[],
  train: (experiment: Experiment) => Promise<TrainedRun>,
): Promise<readonly SearchPoint[]> {
  const experiment = experimentOfRun(plan, value, points);
  const run = await train(experiment);
  const point = searchPointOf(plan, value, experiment, { run, seconds: run.step / run.stepsPerSecond });
  if (point === null) throw new UserError(text.cli.notEvaluated);
  return withPoint(points, point);
}

/**
 * The runs in the file; none when there is no file yet. Throws a `UserError` when it cannot be read, is no search, or is that of another
 * experiment.
 */
export async function readSearchFile(path: string, config: string): Promise<readonly SearchPoint[]> {
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UserError(text.cli.unreadableFile(path));
  });
  if (written === null) return [];
  const search = readSearch(written);
  if (search === null) throw new UserError(text.search.cli.notASearch(path));
  if (search.config !== config) throw new UserError(text.search.cli.otherSearch(path));
  return search.points;
}

/** Adds runs to those that are in the file by now, and returns all. Throws as `readSearchFile` does, and when it cannot be written. */
export async function addToSearch(path: string, search: SavedSearch): Promise<readonly SearchPoint[]> {
  let points = search.points;
  await replaceFile(path, async () => {
    const inFile = await readSearchFile(path, search.config);
    points = inFile.reduce(withPoint<SearchPoint>, points);
    return `${writtenSearch({ ...search, points })}\n`;
  });
  return points;
}
