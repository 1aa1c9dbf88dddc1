/** Draws as text: the experiment they are of, how many are planned, and what those found so far gave. */
import * as z from 'zod/mini';
import { readLink } from '../experiment/link/link.ts';
import { trainedIdsOf } from '../run/pickedNetworks.ts';
import { limits } from '../schema/limits.ts';
import { listOf, number, parsed } from './record.ts';
import { drawsPlan, type TaskDrawsPoint } from './taskDraws.ts';

/** Draws that may be gone on with. */
export interface SavedTaskDraws {
  /** Link of the experiment, whatever it draws itself. */
  readonly config: string;
  readonly numDraws: number;
  readonly points: readonly TaskDrawsPoint[];
}

const numbers = listOf(number, limits.draws * limits.tasks);
const reported = z.object({
  losses: numbers,
  auc: numbers,
  scores: numbers,
  steps: numbers,
  isStillImproving: listOf(z.boolean(), limits.draws * limits.tasks),
});
const point = z.object({
  value: z.number(),
  reported: z.record(z.string(), reported),
  knownLosses: z.object({ test: numbers, floor: numbers }),
});
const content = z.object({
  config: z.string(),
  numDraws: z.int().check(z.minimum(1), z.maximum(limits.draws)),
  points: listOf(point, limits.draws),
});

/** One line of JSON. */
export const writtenTaskDraws = ({ config, numDraws, points }: SavedTaskDraws): string =>
  JSON.stringify({ config, numDraws, points });

/** Null for anything that is no record of draws, or does not fit the experiment it names. */
export const readTaskDraws = (written: string): SavedTaskDraws | null => {
  const { success, data } = content.safeParse(parsed(written));
  return success && fits(data) ? data : null;
};

/** Every point is one of the plan, and has what every network reports of every replica and task. */
const fits = ({ config, numDraws, points }: SavedTaskDraws): boolean => {
  const { experiment } = readLink(config);
  const { axis, values } = drawsPlan(numDraws);
  const ids = trainedIdsOf(experiment);
  return points.every(({ value, reported: byId, knownLosses }) => {
    if (!values.includes(value)) return false;
    const { numReplicas } = axis.experimentAt(experiment, value).training;
    const size = numReplicas * experiment.tasks.length;
    const hasSize = [knownLosses.test, knownLosses.floor].every(({ length }) => length === size);
    return hasSize && ids.every((id) => isOfSize(byId[id], size, numReplicas));
  });
};

const isOfSize = (
  found: TaskDrawsPoint['reported'][string] | undefined,
  size: number,
  numReplicas: number,
): boolean =>
  found !== undefined &&
  [found.losses, found.auc, found.steps, found.isStillImproving].every(({ length }) => length === size) &&
  found.scores.length === numReplicas;
