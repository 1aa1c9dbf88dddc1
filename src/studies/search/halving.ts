/** Derives rungs of a search, and the architectures of its finals, from its points alone. */
import { ranksBefore, type ScoredNetwork } from '../../run/reportable.ts';
import type { ReportedPoint } from '../reportedPoint.ts';
import type { SearchCandidate } from './candidates.ts';
import type { SearchPlan, SearchRun } from './plan.ts';

type Points = readonly ReportedPoint[];

/** Candidates of a rung, best first; null until the rung is finished. */
export function rankedCandidatesIn(
  plan: SearchPlan,
  rung: number,
  points: Points,
): readonly SearchCandidate[] | null {
  if (!isRungOver(plan, rung, points)) return null;
  return rankedByScore(entrantsOf(plan, rung, points), ({ id }) => scoresOf(plan, rung, points, id));
}

export const isRungOver = ({ runs }: SearchPlan, rung: number, points: Points): boolean =>
  runs.every((run, at) => !isOfRung(run, rung) || points.some(({ key }) => key === at));

const isOfRung = (run: SearchRun | undefined, rung: number): boolean =>
  run?.kind === 'rung' && run.rung === rung;

/** One per replica; empty if it was not in that rung. */
export const scoresOf = ({ runs }: SearchPlan, rung: number, points: Points, id: string): readonly number[] =>
  points.flatMap(({ key, reported }) => (isOfRung(runs[key], rung) ? (reported[id]?.scores ?? []) : []));

const compareScores = (a: ScoredNetwork, b: ScoredNetwork): number =>
  ranksBefore(a, b) ? -1 : Number(ranksBefore(b, a));

/** Best first. */
export const rankedByScore = (
  candidates: readonly SearchCandidate[],
  scoresOfOne: (candidate: SearchCandidate) => readonly number[],
): readonly SearchCandidate[] =>
  candidates
    .map((candidate) => ({ candidate, reported: { scores: scoresOfOne(candidate) } }))
    .toSorted(compareScores)
    .map(({ candidate }) => candidate);

/** Candidates that enter a rung; placeholders, for estimates of cost, until the previous rung is over. */
export function entrantsOf(plan: SearchPlan, rung: number, points: Points): readonly SearchCandidate[] {
  const numCandidates = plan.rungs[rung]?.numCandidates ?? 0;
  if (rung === 0) return plan.candidates;
  const ranked = rankedCandidatesIn(plan, rung - 1, points);
  return ranked === null
    ? entrantsOf(plan, rung - 1, points).slice(0, numCandidates)
    : survivorsOf(ranked, numCandidates, plan.numFinalists);
}

// Takes the best of each of the first families, so that finals compare architectures.
function survivorsOf(
  ranked: readonly SearchCandidate[],
  count: number,
  numFamilies: number,
): readonly SearchCandidate[] {
  const kept = new Set(bestOfFamilies(ranked).slice(0, numFamilies));
  for (const candidate of ranked) if (kept.size < count) kept.add(candidate);
  return ranked.filter((candidate) => kept.has(candidate));
}

const bestOfFamilies = (ranked: readonly SearchCandidate[]): readonly SearchCandidate[] =>
  ranked.filter(({ family }, index) => ranked.findIndex((one) => one.family === family) === index);

/** Candidates of each architecture of the finals in the last rung, best first; placeholders until it is over. */
export function finalistFamiliesOf(
  plan: SearchPlan,
  points: Points,
): readonly (readonly SearchCandidate[])[] {
  const last = plan.rungs.length - 1;
  const ranked = rankedCandidatesIn(plan, last, points) ?? entrantsOf(plan, last, points);
  return bestOfFamilies(ranked)
    .slice(0, plan.numFinalists)
    .map(({ family }) => ranked.filter((one) => one.family === family));
}
