/**
 * The state of a search, folded from its finished runs: who is in each rung, who is a finalist. The same runs
 * give the same answer, whoever trained them and with however many breaks.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import { type ScoredNetwork, scoredBefore } from '../../run/reportable.ts';
import type { PointOfValue } from '../sweep/points.ts';
import type { TaskDrawsPoint } from '../sweep/taskDraws.ts';
import type { SearchCandidate } from './candidates.ts';
import { finalsOf } from './finals.ts';
import type { SearchPlan, SearchRun } from './plan.ts';

/** One finished run of a search; its value is the run's place in the plan. */
export interface SearchPoint extends PointOfValue {
  /** Time from the first step to the last evaluation. */
  readonly seconds: number;
  /**
   * Validation scores of a run of a rung, by id of the candidate, one per repetition, NaN where it diverged; of the run that measures the
   * cost, none of the one candidate; of the finals nothing.
   */
  readonly scores: Readonly<Record<string, readonly number[]>>;
  /** The reports of all networks of a run of the finals; null of other runs. */
  readonly finals: TaskDrawsPoint | null;
}

type Points = readonly SearchPoint[];

/** The candidates of a rung, the best first; null before all of its runs are there. */
function rankedIn(plan: SearchPlan, rung: number, points: Points): readonly SearchCandidate[] | null {
  if (!isRungOver(plan, rung, points)) return null;
  return entrantsOf(plan, rung, points)
    .map((candidate) => ({ candidate, reported: { scores: scoresOf(plan, rung, points, candidate.id) } }))
    .toSorted(byScore)
    .map(({ candidate }) => candidate);
}

/** True if all runs of a rung are there. */
export const isRungOver = ({ runs }: SearchPlan, rung: number, points: Points): boolean =>
  runs.every((run, at) => !isOfRung(run, rung) || points.some(({ value }) => value === at));

const isOfRung = (run: SearchRun | undefined, rung: number): boolean =>
  run?.kind === 'rung' && run.rung === rung;

/** The scores of a candidate in a rung, one per repetition; none where it was not in it. */
export const scoresOf = ({ runs }: SearchPlan, rung: number, points: Points, id: string): readonly number[] =>
  points.flatMap(({ value, scores }) => (isOfRung(runs[value], rung) ? (scores[id] ?? []) : []));

const byScore = (a: ScoredNetwork, b: ScoredNetwork): number =>
  scoredBefore(a, b) ? -1 : Number(scoredBefore(b, a));

/** Candidates that train in a rung; before the rung before it is over, some that stand in for them in estimates. */
export function entrantsOf(plan: SearchPlan, rung: number, points: Points): readonly SearchCandidate[] {
  const numCandidates = plan.rungs[rung]?.numCandidates ?? 0;
  if (rung === 0) return plan.candidates;
  const ranked = rankedIn(plan, rung - 1, points);
  return ranked === null
    ? entrantsOf(plan, rung - 1, points).slice(0, numCandidates)
    : survivorsOf(ranked, numCandidates, plan.numFinalists);
}

/** The first of each of the first families, so that the finals have architectures to compare; then the best of the others. */
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

/** The best candidate of each of the best architectures of the last rung, the best first; candidates that stand in before it is over. */
export function finalistsOf(plan: SearchPlan, points: Points): readonly SearchCandidate[] {
  const last = plan.rungs.length - 1;
  const ranked = rankedIn(plan, last, points) ?? entrantsOf(plan, last, points);
  return bestOfFamilies(ranked).slice(0, plan.numFinalists);
}

/**
 * The finals as an experiment. Before the last rung is over: of candidates that stand in, tuned over all learning rates, so that no estimate
 * is too low.
 */
export function finalsIn(plan: SearchPlan, points: Points): Experiment {
  const finalists = finalistsOf(plan, points);
  const isKnown = isRungOver(plan, plan.rungs.length - 1, points);
  const rates = (isKnown ? finalists : plan.candidates).map(({ card }) => card.learningRate);
  return finalsOf(plan.experiment, finalists, plan.numFinalReplicas, rates);
}
