/** A search as text: its experiment and its finished runs. Command and page keep the same form. */
import * as z from 'zod/mini';
import { readLink } from '../../experiment/link/link.ts';
import { limits } from '../../core/schema/limits.ts';
import { drawsPoint, listOf, number, parsedJson, pointFits } from '../sweep/savedSweeps.ts';
import type { SearchPoint } from './halving.ts';
import { SEARCH_REPLICAS, type SearchPlan, searchPlanOf } from './plan.ts';
import { experimentOfRun } from './runs.ts';

/** A search that may be gone on with. */
export interface SavedSearch {
  /** Link of the experiment that it is for. */
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

/** One line of JSON. */
export const writtenSearch = ({ config, points }: SavedSearch): string => JSON.stringify({ config, points });

/** Null for anything that is no search, or whose runs are not those of its plan, in order and without a gap. */
export function readSearch(written: string): SavedSearch | null {
  const { success, data } = content.safeParse(parsedJson(written));
  if (!success) return null;
  const plan = searchPlanOf(readLink(data.config).experiment);
  return data.points.every((point, place) => isOfPlan(plan, point, data.points.slice(0, place)))
    ? data
    : null;
}

/** True if a point is that of the run after those before it, with numbers of all that is trained there. */
function isOfPlan(plan: SearchPlan, point: SearchPoint, before: readonly SearchPoint[]): boolean {
  const run = plan.runs[before.length];
  if (run === undefined || point.value !== before.length) return false;
  const ids = Object.keys(point.scores);
  // Searches kept by release 0.1 do not say which network they measured.
  if (run.kind === 'cost') return ids.length <= 1 && point.finals === null;
  const { cards, ...experiment } = experimentOfRun(plan, point.value, before);
  if (run.kind === 'finals')
    return ids.length === 0 && point.finals !== null && pointFits(point.finals, { ...experiment, cards });
  const hasScores = cards.every(({ id }) => point.scores[id]?.length === SEARCH_REPLICAS);
  return point.finals === null && ids.length === cards.length && hasScores;
}
