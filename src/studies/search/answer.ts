/**
 * Answer of a search: which architecture to use, how sure, at what cost. Uses the finals alone,
 * whose repetitions chose nothing before; all pairs of finalists share the error rate. Suggests one that is clearly better than a constant and clearly best, or the
 * cheapest of practically equal ones.
 */
import { MIN_REPLICAS, valuesOfTask } from '../../analysis/pairs.ts';
import { bonferroniLevel, type Interval, tInterval } from '../../analysis/statistics.ts';
import { type Conclusion, type PairComparison, verdictOf } from '../../analysis/verdict.ts';
import { mean, valuesByReplica } from '../../core/lists.ts';
import { costOfRow } from '../../experiment/costs/stepCost.ts';
import { estimatedSeconds, workOf } from '../../experiment/costs/work.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import { trainedCardOf } from '../../experiment/derived/trainedCard.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type TunedSettings, tunedSettingsOf } from '../../experiment/learningRate.ts';
import { multiplyAddCountsOf, numEmbeddingParamsOf, paramCountsOf } from '../../models/counts.ts';
import { comparisonToState } from '../../run/report/verdictWords.ts';
import type { CardSummary, RunSummary } from '../../run/summary.ts';
import { knownLossesIn, type ReportedPoint, summaryOfPoints } from '../reportedPoint.ts';
import { candidateOf, type SearchCandidate } from './candidates.ts';
import { costRunOf, fullTrainingOf, type SearchPlan } from './plan.ts';
import { finalsIn } from './tuning.ts';

type Points = readonly ReportedPoint[];

export interface FinalComparison {
  readonly cardId: string;
  readonly against: string;
  readonly overall: PairComparison;
}

type SearchAnswer =
  /** No finalist clearly beats the best constant. */
  | 'constant'
  /** Finalists clearly beat the best constant, but not the suggested one. */
  | 'notShown'
  | 'onlyOne'
  /** One finalist clearly beats every other. */
  | 'winner'
  /** All candidates for best are practically equal. */
  | 'equal'
  /** Perhaps unequal, but a difference as large as the margin would most likely have shown. */
  | 'tooSmall'
  /** A difference beyond the margin is possible. */
  | 'cannotTell'
  /** Some comparisons have no verdict. */
  | 'noVerdict';

export interface SearchVerdict {
  readonly finals: Experiment;
  readonly summary: RunSummary;
  readonly answer: SearchAnswer;
  readonly finalists: readonly Finalist[];
  /** Clearly better than every other and a constant; null if none. */
  readonly winnerId: string | null;
  /** Finalists that may be best. */
  readonly openIds: readonly string[];
  readonly suggestedId: string | null;
  /** The suggested network, else the first; its cost is measured. */
  readonly measuredId: string;
  readonly level: number;
  /** The suggested finalist against each other one; all pairs if none is suggested. */
  readonly comparisons: readonly FinalComparison[];
}

export function searchVerdictOf(plan: SearchPlan, points: Points): SearchVerdict | null {
  const isOfFinals = (key: number) => plan.runs[key]?.kind === 'finals';
  const found = points.filter(({ key }) => isOfFinals(key));
  if (found.length === 0 || found.length < plan.runs.filter((_, key) => isOfFinals(key)).length) return null;
  const finals = finalsIn(plan, points);
  const summary = summaryOfPoints(finals, found, true);
  return summary === null ? null : verdictOfFinals(finals, summary, knownLossesIn(found).test);
}

function verdictOfFinals(
  finals: Experiment,
  summary: RunSummary,
  nullLosses: readonly number[],
): SearchVerdict | null {
  const { length } = summary.cards;
  // All pairs, since results choose which are reported; at least as many as shares, so that one level serves both.
  const rules = { ...summary.rules, numRivals: Math.max(length, (length * (length - 1)) / 2) };
  const cards = summary.cards.filter(({ reported }) => reported.losses.some(Number.isFinite));
  const [first] = cards;
  if (first === undefined) return null;
  const compared = (one: CardSummary, other: CardSummary): FinalComparison => ({
    cardId: one.cardId,
    against: other.cardId,
    overall: comparisonToState(
      verdictOf({ own: one.reported, other: other.reported, nullLosses }, rules).overall,
    ),
  });
  const pairs = cards.flatMap((one) =>
    cards.filter((other) => other !== one).map((other) => compared(one, other)),
  );
  const finalists = finalistsIn(finals, summary.cards, rules, nullLosses);
  const able = finalists
    .filter(({ isBetterThanConstant }) => isBetterThanConstant)
    .map(({ cardId }) => cardId);
  const ids = cards.map(({ cardId }) => cardId);
  const found = searchAnswerOf(ids, pairs, able);
  const isSuggestion = found.answer === 'winner' || found.answer === 'equal' || found.answer === 'onlyOne';
  const suggestedId = isSuggestion ? cheapestFinalistOf(finalists, found.openIds) : null;
  const isShown = ({ cardId, against }: FinalComparison) =>
    suggestedId === null ? ids.indexOf(cardId) < ids.indexOf(against) : cardId === suggestedId;
  return {
    finals,
    summary,
    ...found,
    finalists,
    winnerId: found.answer === 'winner' ? suggestedId : null,
    suggestedId,
    level: bonferroniLevel(rules.numRivals),
    measuredId: suggestedId ?? first.cardId,
    comparisons: pairs.filter(isShown),
  };
}

/** Answer from all pairs, each in both orders. `able`: finalists clearly better than a constant. */
export function searchAnswerOf(
  ids: readonly string[],
  pairs: readonly FinalComparison[],
  able: readonly string[],
): { readonly answer: SearchAnswer; readonly openIds: readonly string[] } {
  if (able.length === 0) return { answer: 'constant', openIds: ids };
  const found = answerFromPairs(ids, pairs);
  const isBest = found.answer === 'winner' || found.answer === 'equal';
  const isShown = found.openIds.some((id) => able.includes(id));
  return isBest && !isShown ? { ...found, answer: 'notShown' } : found;
}

function answerFromPairs(
  ids: readonly string[],
  pairs: readonly FinalComparison[],
): ReturnType<typeof searchAnswerOf> {
  if (ids.length === 1) return { answer: 'onlyOne', openIds: ids };
  const isEvery = (id: string, is: (one: Conclusion) => boolean) =>
    pairs.every(({ cardId, overall }) => cardId !== id || is(overall.conclusion));
  const winner = ids.find((id) => isEvery(id, (conclusion) => conclusion === 'better'));
  if (winner !== undefined) return { answer: 'winner', openIds: [winner] };
  const openIds = possibleBestOf(ids, pairs, isEvery);
  const open = pairs
    .filter(({ cardId, against }) => openIds.includes(cardId) && openIds.includes(against))
    .map(({ overall }) => overall.conclusion);
  const conclusions = new Set(open);
  const areOnly = (...some: readonly Conclusion[]) => [...conclusions].every((one) => some.includes(one));
  // No single best: clear differences form a cycle, or repetitions diverged.
  const isOpen = (['undecided', 'better', 'worse'] as const).some((one) => conclusions.has(one));
  if (isOpen) return { answer: 'cannotTell', openIds };
  if (areOnly('practicallyEqual')) return { answer: 'equal', openIds };
  return { answer: areOnly('practicallyEqual', 'tooSmallToSee') ? 'tooSmall' : 'noVerdict', openIds };
}

/** Finalists clearly worse than none; if only one, also those it does not clearly beat; if none, all. */
function possibleBestOf(
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

/** Least work among those better than a constant; the first of equals. */
function cheapestFinalistOf(finalists: readonly Finalist[], openIds: readonly string[]): string | null {
  const able = finalists.filter((one) => one.isBetterThanConstant && openIds.includes(one.cardId));
  const [cheapest] = able.toSorted((a, b) => a.cost.work - b.cost.work);
  return cheapest?.cardId ?? null;
}

/** With the size picked for it, and its own settings. */
function finalistCard({ finals, finalists }: SearchVerdict, id: string): SearchCandidate {
  const finalist = finalists.find(({ cardId }) => cardId === id);
  const card = trainedCardOf(finals, id, finalist?.sizeFactor ?? null)?.card;
  if (card === undefined || finalist === undefined) throw new Error(`The finals have no card '${id}'.`);
  return candidateOf(card, tunedSettingsOf(card, finals.training));
}

/** Null if none is suggested. */
export const suggestedCard = (verdict: SearchVerdict): SearchCandidate | null =>
  verdict.suggestedId === verdict.measuredId ? finalistCard(verdict, verdict.measuredId) : null;

export const costRunOfVerdict = (plan: SearchPlan, verdict: SearchVerdict): Experiment =>
  costRunOf(plan, finalistCard(verdict, verdict.measuredId));

export type NetworkCost = NonNullable<ReturnType<typeof measuredCost>>;

/** Cost of one training of the measured finalist; null if not done yet, or of another network. */
export function measuredCost(plan: SearchPlan, verdict: SearchVerdict, points: Points) {
  const candidate = finalistCard(verdict, verdict.measuredId);
  const run = points.find(
    ({ key, reported }) => plan.runs[key]?.kind === 'cost' && Object.hasOwn(reported, candidate.id),
  );
  const finalist = verdict.finalists.find(({ cardId }) => cardId === verdict.measuredId);
  if (run === undefined || finalist === undefined) return null;
  const probe = workOf(costRunOf(plan, candidate));
  const whole = fullTrainingOf(plan, candidate);
  const measured = { work: probe.total, seconds: run.seconds };
  return {
    ...finalist.cost,
    architecture: candidate.card.architecture,
    msPerStep: 1000 * estimatedSeconds(probe.perStep, measured),
    numSteps: whole.training.numSteps,
    seconds: estimatedSeconds(workOf(whole).total, measured),
  };
}

export interface Finalist {
  readonly cardId: string;
  readonly settings: TunedSettings;
  readonly sizeFactor: number | null;
  /** Test loss / best constant's, mean over tasks, with a family interval. */
  readonly share: Interval;
  /** The interval is below 1. */
  readonly isBetterThanConstant: boolean;
  /** Tasks whose interval is not below 1. */
  readonly openTasks: readonly number[];
  readonly cost: FinalistCost;
}

/** Cost of a network, without id vectors. */
export interface FinalistCost {
  readonly numParams: number;
  readonly numEmbeddingParams: number;
  readonly multiplyAdds: number;
  /** Work of a pass in equivalent multiply-adds, including gates, mixes and narrow layers. */
  readonly work: number;
}

function finalistsIn(
  finals: Experiment,
  cards: readonly CardSummary[],
  rules: RunSummary['rules'],
  nullLosses: readonly number[],
): readonly Finalist[] {
  const { tasks, training } = finals;
  return cards.flatMap((card): readonly Finalist[] => {
    const own = finals.cards.find(({ id }) => id === card.cardId);
    if (own === undefined) return [];
    const shares = sharesOfConstantLoss(card, nullLosses);
    const ofReplica = valuesByReplica(shares, tasks.length).map((some) => mean(some.filter(isFiniteShare)));
    const share = tInterval(ofReplica, bonferroniLevel(rules.numRivals), rules.overlap);
    const level = bonferroniLevel(rules.numRivals * tasks.length);
    const onTask = (task: number) =>
      tInterval(valuesOfTask(shares, task, tasks.length), level, rules.overlap);
    const finalist = {
      cardId: card.cardId,
      settings: tunedSettingsOf(own, training),
      sizeFactor: card.sizeFactor,
      share,
      isBetterThanConstant: isBelowOne(share),
      openTasks: tasks.flatMap((_, task) => (isBelowOne(onTask(task)) ? [] : [task])),
      cost: finalistCostIn(finals, card),
    };
    return [finalist];
  });
}

/** `[R * T]`; infinite where a constant has no loss. */
const sharesOfConstantLoss = ({ reported }: CardSummary, nullLosses: readonly number[]): readonly number[] =>
  reported.losses.map((loss, index) => loss / (nullLosses[index] ?? Number.NaN));

/** Keeps NaN of diverged replicas. */
const isFiniteShare = (share: number): boolean => share !== Number.POSITIVE_INFINITY;

const isBelowOne = ({ high, n }: Interval): boolean => n >= MIN_REPLICAS && high < 1;

function finalistCostIn(finals: Experiment, { cardId, sizeFactor }: CardSummary): FinalistCost {
  const card = trainedCardOf(finals, cardId, sizeFactor)?.card;
  const topology = card === undefined ? null : topologyOfCard(card, finals);
  if (topology === null) throw new Error(`The finals cannot build card '${cardId}'.`);
  return {
    numParams: paramCountsOf(topology).total,
    numEmbeddingParams: numEmbeddingParamsOf(topology),
    multiplyAdds: multiplyAddCountsOf(topology).total,
    work: costOfRow(topology),
  };
}
