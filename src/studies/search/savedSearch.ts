/** A search as one line of JSON that command and page share: its experiment and finished runs. */
import * as z from 'zod/mini';
import { limits } from '../../core/schema/limits.ts';
import { readLink } from '../../experiment/link/link.ts';
import { drawsPoint, listOf, number, parsedJson, pointFits } from '../sweep/savedSweeps.ts';
import type { SearchPoint } from './halving.ts';
import { SEARCH_REPLICAS, type SearchPlan, searchPlanOf } from './plan.ts';
import { experimentOfRun } from './runs.ts';

export interface SavedSearch {
  /** Link of the experiment. */
  readonly config: string;
  readonly points: readonly SearchPoint[];
}

const content = z.object({
  config: z.string(),
  points: listOf(
    z.object({
      value: z.number(),
      seconds: z.number(),
      scores: z.record(z.string(), listOf(number, SEARCH_REPLICAS)),
      finals: z.nullable(drawsPoint),
    }),
    limits.searchRuns,
  ),
});

export const writtenSearch = ({ config, points }: SavedSearch): string => JSON.stringify({ config, points });

/** Null if invalid, or if its runs are not the first ones of the plan in order. */
export function readSearch(written: string): SavedSearch | null {
  const { success, data } = content.safeParse(parsedJson(written));
  if (!success) return null;
  const plan = searchPlanOf(readLink(data.config).experiment);
  return data.points.every((point, place) => isOfPlan(plan, point, data.points.slice(0, place)))
    ? data
    : null;
}

/** True if the point fits its run, given the points before it. */
function isOfPlan(plan: SearchPlan, point: SearchPoint, before: readonly SearchPoint[]): boolean {
  const run = plan.runs[before.length];
  if (run === undefined || point.value !== before.length) return false;
  const ids = Object.keys(point.scores);
  // Release 0.1 did not store which network it measured.
  if (run.kind === 'cost') return ids.length <= 1 && point.finals === null;
  const { cards, ...experiment } = experimentOfRun(plan, point.value, before);
  if (run.kind === 'finals')
    return ids.length === 0 && point.finals !== null && pointFits(point.finals, { ...experiment, cards });
  const hasScores = cards.every(({ id }) => point.scores[id]?.length === SEARCH_REPLICAS);
  return point.finals === null && ids.length === cards.length && hasScores;
}
