/**
 * The answer of a search: which architecture to use, how sure, at what cost. It rests on the finals alone, whose repetitions chose
 * nothing before; every finalist is compared with every other, and all of these comparisons share the error rate. A network is
 * suggested only where it is clearly better than a constant, and clearly best or the cheapest of practically equal ones.
 */
import { type Comparison, type Conclusion, verdictOf } from '../../analysis/verdict.ts';
import { estimatedSeconds, workOf } from '../../experiment/costs/work.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { spokenOf } from '../../run/report/verdictWords.ts';
import { type CardSummary, type RunSummary, summaryOfReported } from '../../run/summary.ts';
import { joinedReports } from '../sweep/taskDraws.ts';
import { candidateOf, type SearchCandidate } from './candidates.ts';
import { asTrained, type Finalist, finalistsIn } from './finalists.ts';
import { finalsIn, type SearchPoint } from './halving.ts';
import { aloneOf, costRunOf, type SearchPlan } from './plan.ts';

/** One finalist against another, over all tasks. */
export interface FinalComparison {
  readonly cardId: string;
  readonly against: string;
  readonly overall: Comparison;
}

export type SearchAnswer =
  /** No finalist is clearly better than the best constant. */
  | 'constant'
  /** One would be suggested, but only others are clearly better than the best constant. */
  | 'notShown'
  /** All others diverged. */
  | 'onlyOne'
  /** One is clearly better than every other. */
  | 'winner'
  /** All that may be best are practically equal. */
  | 'equal'
  /** They need not be equal, but the finals would most likely have shown a difference as large as the margin. */
  | 'tooSmall'
  /** There may be a difference beyond the margin. */
  | 'cannotTell'
  /** There is no verdict on some of them. */
  | 'noVerdict';

/** The finals of a search and what they say. */
export interface SearchVerdict {
  readonly finals: Experiment;
  readonly summary: RunSummary;
  readonly answer: SearchAnswer;
  readonly finalists: readonly Finalist[];
  /** The finalist that is clearly better than every other, and than a constant; null: there is none. */
  readonly winnerId: string | null;
  /** The finalists that the answer is about: those that may be the best. */
  readonly openIds: readonly string[];
  /** The network to use; null: the finals do not say. */
  readonly suggestedId: string | null;
  /** The suggested one, or else the first finalist, the cost of which is measured. */
  readonly measuredId: string;
  /** The suggested one against every other finalist; of all pairs where none is suggested. */
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
  const [first] = cards;
  if (first === undefined) return null;
  const compared = (one: CardSummary, other: CardSummary): FinalComparison => ({
    cardId: one.cardId,
    against: other.cardId,
    overall: spokenOf(
      verdictOf({ reference: one.reported, other: other.reported, nullLosses }, rules).overall,
    ),
  });
  const pairs = cards.flatMap((one) =>
    cards.filter((other) => other !== one).map((other) => compared(one, other)),
  );
  const finalists = finalistsIn(finals, summary, nullLosses);
  const able = finalists
    .filter(({ isBetterThanConstant }) => isBetterThanConstant)
    .map(({ cardId }) => cardId);
  const ids = cards.map(({ cardId }) => cardId);
  const found = answerOf(ids, pairs, able);
  const isSuggestion = found.answer === 'winner' || found.answer === 'equal' || found.answer === 'onlyOne';
  const suggestedId = isSuggestion ? cheapestOf(finalists, found.openIds) : null;
  const isShown = ({ cardId, against }: FinalComparison) =>
    suggestedId === null ? ids.indexOf(cardId) < ids.indexOf(against) : cardId === suggestedId;
  return {
    finals,
    summary,
    ...found,
    finalists,
    winnerId: found.answer === 'winner' ? suggestedId : null,
    suggestedId,
    measuredId: suggestedId ?? first.cardId,
    comparisons: pairs.filter(isShown),
  };
}

/** The answer from all pairs of finalists, each asked both ways; `able`: those that are clearly better than a constant. */
export function answerOf(
  ids: readonly string[],
  pairs: readonly FinalComparison[],
  able: readonly string[],
): { readonly answer: SearchAnswer; readonly openIds: readonly string[] } {
  if (able.length === 0) return { answer: 'constant', openIds: ids };
  const found = comparedOf(ids, pairs);
  const isBest = found.answer === 'winner' || found.answer === 'equal';
  const isShown = found.openIds.some((id) => able.includes(id));
  return isBest && !isShown ? { ...found, answer: 'notShown' } : found;
}

function comparedOf(ids: readonly string[], pairs: readonly FinalComparison[]): ReturnType<typeof answerOf> {
  if (ids.length === 1) return { answer: 'onlyOne', openIds: ids };
  const isEvery = (id: string, is: (one: Conclusion) => boolean) =>
    pairs.every(({ cardId, overall }) => cardId !== id || is(overall.conclusion));
  const winner = ids.find((id) => isEvery(id, (conclusion) => conclusion === 'better'));
  if (winner !== undefined) return { answer: 'winner', openIds: [winner] };
  const openIds = openOf(ids, pairs, isEvery);
  const open = pairs
    .filter(({ cardId, against }) => openIds.includes(cardId) && openIds.includes(against))
    .map(({ overall }) => overall.conclusion);
  const conclusions = new Set(open);
  const areOnly = (...some: readonly Conclusion[]) => [...conclusions].every((one) => some.includes(one));
  // Clear differences among those that may be the best, in circles or with repetitions that diverged.
  const isOpen = (['undecided', 'better', 'worse'] as const).some((one) => conclusions.has(one));
  if (isOpen) return { answer: 'cannotTell', openIds };
  if (areOnly('practicallyEqual')) return { answer: 'equal', openIds };
  return { answer: areOnly('practicallyEqual', 'tooSmallToSee') ? 'tooSmall' : 'noVerdict', openIds };
}

/** Those that are clearly worse than none; of only one, and of none, with those that it is not clearly better than. */
function openOf(
  ids: readonly string[],
  pairs: readonly FinalComparison[],
  isEvery: (id: string, is: (one: Conclusion) => boolean) => boolean,
): readonly string[] {
  const tied = ids.filter((id) => isEvery(id, (conclusion) => conclusion !== 'worse'));
  if (tied.length === 0) return ids;
  if (tied.length > 1) return tied;
  const isOpen = (id: string) =>
    pairs.some(
      ({ cardId, against, overall }) =>
        cardId === tied[0] && against === id && overall.conclusion !== 'better',
    );
  return ids.filter((id) => tied.includes(id) || isOpen(id));
}

/** The one that is better than a constant whose rows take least work, the first of equals. */
function cheapestOf(finalists: readonly Finalist[], openIds: readonly string[]): string | null {
  const able = finalists.filter((one) => one.isBetterThanConstant && openIds.includes(one.cardId));
  const [cheapest] = able.toSorted((a, b) => a.cost.work - b.cost.work);
  return cheapest?.cardId ?? null;
}

/** A finalist as it is to be used, with the learning rate that was picked for it. */
function finalistCard({ finals, finalists }: SearchVerdict, id: string): SearchCandidate {
  const card = asTrained(finals).cards.find((one) => one.id === id);
  const finalist = finalists.find(({ cardId }) => cardId === id);
  if (card === undefined || finalist === undefined) throw new Error(`The finals have no card '${id}'.`);
  return candidateOf(card, finalist.learningRate);
}

/** The suggested finalist as it is to be used; null: none is suggested. */
export const suggestedCard = (verdict: SearchVerdict): SearchCandidate['card'] | null =>
  verdict.suggestedId === null ? null : finalistCard(verdict, verdict.suggestedId).card;

/** The run that measures what a finalist costs. */
export const costRunOfVerdict = (plan: SearchPlan, verdict: SearchVerdict): Experiment =>
  costRunOf(plan, finalistCard(verdict, verdict.measuredId));

export type NetworkCost = NonNullable<ReturnType<typeof measuredCost>>;

/** The cost of one training of the finalist that was measured; null: not done yet, or that run was of another network. */
export function measuredCost(plan: SearchPlan, verdict: SearchVerdict, points: readonly SearchPoint[]) {
  const candidate = finalistCard(verdict, verdict.measuredId);
  const run = points.find(
    ({ value, scores }) => plan.runs[value]?.kind === 'cost' && Object.hasOwn(scores, candidate.id),
  );
  const finalist = verdict.finalists.find(({ cardId }) => cardId === verdict.measuredId);
  if (run === undefined || finalist === undefined) return null;
  const probe = workOf(costRunOf(plan, candidate));
  const whole = aloneOf(plan, candidate);
  const measured = { work: probe.total, seconds: run.seconds };
  return {
    ...finalist.cost,
    architecture: candidate.card.architecture,
    msPerStep: 1000 * estimatedSeconds(probe.perStep, measured),
    numSteps: whole.training.numSteps,
    /** All steps with their evaluations. */
    seconds: estimatedSeconds(workOf(whole).total, measured),
  };
}
