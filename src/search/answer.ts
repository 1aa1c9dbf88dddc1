/**
 * The answer of a search: which architecture to use, how sure, at what cost. It rests on the finals alone, whose repetitions chose
 * nothing before; every finalist is compared with every other, and all of these comparisons share the error rate.
 */
import { type Comparison, type Conclusion, verdictOf } from '../analysis/verdict.ts';
import { costOfStep, estimatedSeconds, workOf } from '../experiment/costs/work.ts';
import { topologyOfCard } from '../experiment/derived/cardTopology.ts';
import { trainedExperimentOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { numEmbeddingParamsOf, paramCountsOf } from '../models/counts.ts';
import { type CardSummary, type RunSummary, summaryOfReported } from '../run/summary.ts';
import { joinedReports } from '../sweep/taskDraws.ts';
import { candidateOf } from './candidates.ts';
import { finalsIn, type SearchPoint } from './halving.ts';
import { aloneOf, costRunOf, type SearchPlan } from './plan.ts';

/** One finalist against another, over all tasks. */
export interface FinalComparison {
  readonly cardId: string;
  readonly against: string;
  readonly overall: Comparison;
}

/** The finals of a search and what they say. */
export interface SearchVerdict {
  readonly finals: Experiment;
  readonly summary: RunSummary;
  /** The finalist that is clearly better than every other; null: there is none. */
  readonly winnerId: string | null;
  /** Finalists that are not clearly worse than another. */
  readonly tiedIds: readonly string[];
  /** The winner, else the cheapest of the tied ones. */
  readonly suggestedId: string;
  /** The suggested one against every other finalist. */
  readonly comparisons: readonly FinalComparison[];
}

/** The verdict of the finals; null before they are over, and where every finalist diverged. */
export function searchVerdictOf(plan: SearchPlan, points: readonly SearchPoint[]): SearchVerdict | null {
  const numRuns = plan.runs.filter(({ kind }) => kind === 'finals').length;
  const found = points.flatMap(({ finals }) => (finals === null ? [] : [finals]));
  if (numRuns === 0 || found.length < numRuns) return null;
  const finals = finalsIn(plan, points);
  const nullLosses = found.flatMap(({ knownLosses }) => knownLosses.test);
  const summary = summaryOfReported(finals, {
    reported: (id) => joinedReports(found.map(({ reported }) => reported[id])),
    knownLosses: { test: nullLosses, floor: found.flatMap(({ knownLosses }) => knownLosses.floor) },
    isFinal: true,
  });
  return summary === null ? null : verdictIn(finals, summary, nullLosses);
}

function verdictIn(
  finals: Experiment,
  summary: RunSummary,
  nullLosses: readonly number[],
): SearchVerdict | null {
  const { length } = summary.cards;
  // All pairs are one family: which of them is spoken of is chosen by what they say.
  const rules = { ...summary.rules, numRivals: (length * (length - 1)) / 2 };
  // A finalist that diverged in every repetition has nothing to compare.
  const cards = summary.cards.filter(({ numDiverged }) => numDiverged < summary.numReplicas);
  const compared = (one: CardSummary, other: CardSummary): FinalComparison => ({
    cardId: one.cardId,
    against: other.cardId,
    overall: verdictOf({ reference: one.reported, other: other.reported, nullLosses }, rules).overall,
  });
  const comparisonsOf = (one: CardSummary) =>
    cards.filter((other) => other !== one).map((other) => compared(one, other));
  const all = cards.map((card) => ({ id: card.cardId, comparisons: comparisonsOf(card) }));
  const winner = all.find(({ comparisons }) => isEvery(comparisons, (conclusion) => conclusion === 'better'));
  const tied = all.filter(({ comparisons }) => isEvery(comparisons, (conclusion) => conclusion !== 'worse'));
  const suggested = winner ?? cheapestOf(finals, tied.length > 0 ? tied : all);
  if (suggested === undefined) return null;
  return {
    finals,
    summary,
    winnerId: winner?.comparisons.length === 0 ? null : (winner?.id ?? null),
    tiedIds: tied.map(({ id }) => id),
    suggestedId: suggested.id,
    comparisons: suggested.comparisons,
  };
}

const isEvery = (comparisons: readonly FinalComparison[], is: (one: Conclusion) => boolean): boolean =>
  comparisons.every(({ overall }) => is(overall.conclusion));

/** The one whose steps take least arithmetic, the first of equals. */
function cheapestOf<T extends { readonly id: string }>(
  finals: Experiment,
  some: readonly T[],
): T | undefined {
  const trained = asTrained(finals);
  const costs = new Map(trained.cards.map((card) => [card.id, costOfStep(card, trained)]));
  return some.toSorted((a, b) => (costs.get(a.id) ?? 0) - (costs.get(b.id) ?? 0))[0];
}

/** Every card once, at the widths that are trained. */
const asTrained = (finals: Experiment): Experiment =>
  trainedExperimentOf({ ...finals, comparison: { ...finals.comparison, isTuned: false } });

type SuggestedCard = ReturnType<typeof suggestedCard>;

/** The suggested finalist as it is to be used, with the learning rate that was picked for it. */
export function suggestedCard({ finals, summary, suggestedId }: SearchVerdict) {
  const card = asTrained(finals).cards.find(({ id }) => id === suggestedId);
  if (card === undefined) throw new Error(`The finals have no card '${suggestedId}'.`);
  const picked = summary.cards.find(({ cardId }) => cardId === suggestedId)?.learningRate;
  return { card, learningRate: picked ?? finals.training.learningRate };
}

/** The run that measures what a suggestion costs. */
export const costRunOfSuggested = (plan: SearchPlan, { card, learningRate }: SuggestedCard): Experiment =>
  costRunOf(plan, candidateOf(card, learningRate));

export type NetworkCost = ReturnType<typeof costOfSuggested>;

/** The cost of one training of the suggestion, by a short run of it that took so long. */
export function costOfSuggested(plan: SearchPlan, suggested: SuggestedCard, probeSeconds: number) {
  const probe = workOf(costRunOfSuggested(plan, suggested));
  const whole = aloneOf(plan, candidateOf(suggested.card, suggested.learningRate));
  const measured = { work: probe.total, seconds: probeSeconds };
  const topology = topologyOfCard(suggested.card, plan.experiment);
  return {
    /** Parameters, without the vectors of ids. */
    numParams: topology === null ? 0 : paramCountsOf(topology).total,
    numEmbeddingParams: topology === null ? 0 : numEmbeddingParamsOf(topology),
    msPerStep: 1000 * estimatedSeconds(probe.perStep, measured),
    numSteps: whole.training.numSteps,
    /** All steps with their evaluations. */
    seconds: estimatedSeconds(workOf(whole).total, measured),
  };
}
