/** Derives rungs and finalists of a search from its points alone. */
import type { Experiment } from '../../experiment/experiment.ts';
import { ranksBefore, type ScoredNetwork } from '../../run/reportable.ts';
import type { ReportedPoint } from '../reportedPoint.ts';
import type { SearchCandidate } from './candidates.ts';
import { finalsExperimentOf, type SearchPlan, type SearchRun } from './plan.ts';

type Points = readonly ReportedPoint[];

/** Candidates of a rung, best first; null until the rung is finished. */
function rankedCandidatesIn(
  plan: SearchPlan,
  rung: number,
  points: Points,
): readonly SearchCandidate[] | null {
  if (!isRungOver(plan, rung, points)) return null;
  return entrantsOf(plan, rung, points)
    .map((candidate) => ({ candidate, reported: { scores: scoresOf(plan, rung, points, candidate.id) } }))
    .toSorted(compareScores)
    .map(({ candidate }) => candidate);
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

/** Candidates that enter a rung; placeholders, for estimates of cost, until the previous rung is over. */
export function entrantsOf(plan: SearchPlan, rung: number, points: Points): readonly SearchCandidate[] {
  const numCandidates = plan.rungs[rung]?.numCandidates ?? 0;
  if (rung === 0) return plan.candidates;
  const ranked = rankedCandidatesIn(plan, rung - 1, points);
  return ranked === null
    ? entrantsOf(plan, rung - 1, points).slice(0, numCandidates)
    : survivorsOf(ranked, numCandidates, plan.numFinalists);
}

// Takes the best of each of the first families, so that finals compare architectures; then the best of the
// others.
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

/**
 * Best candidates of the best architectures, best first; placeholders until the last rung is over.
 */
export function finalistsOf(plan: SearchPlan, points: Points): readonly SearchCandidate[] {
  const last = plan.rungs.length - 1;
  const ranked = rankedCandidatesIn(plan, last, points) ?? entrantsOf(plan, last, points);
  return bestOfFamilies(ranked).slice(0, plan.numFinalists);
}

/**
 * The finals; until the last rung is over, placeholders tuned over all learning rates, so that no estimate is
 * too low.
 */
export function finalsIn(plan: SearchPlan, points: Points): Experiment {
  const finalists = finalistsOf(plan, points);
  const isKnown = isRungOver(plan, plan.rungs.length - 1, points);
  const rates = (isKnown ? finalists : plan.candidates).map(({ card }) => card.learningRate);
  return finalsExperimentOf(plan.experiment, finalists, plan.numFinalReplicas, rates);
}
