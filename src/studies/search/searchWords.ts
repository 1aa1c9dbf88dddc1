/** Words and tables for the answer of a search, for page and command. */
import { bonferroniLevel } from '../../analysis/statistics.ts';
import type { PairComparison } from '../../analysis/verdict.ts';
import { mean } from '../../core/lists.ts';
import type { CsvRow } from '../../core/spreadsheet.ts';
import { resplitsRows } from '../../data/rows.ts';
import { sizeFactors } from '../../experiment/derived/sizes.ts';
import { architectureOf } from '../../models/architectures.ts';
import {
  effectWords,
  intervalWords,
  qualificationsOf,
  spokenNameOf,
  verdictScopeText,
} from '../../run/report/verdictWords.ts';
import {
  capitalised,
  formatCount,
  formatLevel,
  formatPercent,
  formatShort,
  formatValue,
} from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { ReportedPoint } from '../reportedPoint.ts';
import type { Finalist, FinalistCost, NetworkCost, SearchVerdict } from './answer.ts';
import { candidateRatesOf, type SearchCandidate } from './candidates.ts';
import { entrantsOf, finalistsOf, isRungOver, scoresOf } from './halving.ts';
import type { SearchPlan } from './plan.ts';

const words = text.search;

type Points = readonly ReportedPoint[];

/** Says what to use, or why unknown; first, if it beats a constant. */
export function answerSentence(verdict: SearchVerdict): string {
  const { answer, finalists, suggestedId } = verdict;
  if (answer === 'constant') {
    const [nearest] = finalists
      .filter(({ share }) => Number.isFinite(share.mean))
      .toSorted((a, b) => a.share.mean - b.share.mean);
    return text.punctuation.sentences([
      words.answer.nothingLearned,
      ...(nearest === undefined
        ? []
        : [words.answer.nearest(finalistNameOf(verdict, nearest), shareWords(nearest))]),
    ]);
  }
  const suggested = finalists.find(({ cardId }) => cardId === suggestedId);
  return text.punctuation.sentences([
    ...(suggested === undefined ? [] : openTaskWarnings(verdict, suggested)),
    ...conclusionSentences(verdict, suggested),
  ]);
}

const finalistNameOf = ({ finals }: SearchVerdict, { cardId }: Pick<Finalist, 'cardId'>): string =>
  spokenNameOf(finals, cardId);

const shareWords = ({ share: { mean: share, low, high } }: Finalist): string =>
  Number.isFinite(low) ? words.answer.share(share, low, high) : formatPercent(share);

/** Names tasks on which the suggestion does not clearly beat a constant. */
function openTaskWarnings(verdict: SearchVerdict, suggested: Finalist): readonly string[] {
  const tasks = suggested.openTasks.map((task) => verdict.finals.tasks[task]?.name ?? '');
  return tasks.length === 0 ? [] : [words.answer.notShownOn(finalistNameOf(verdict, suggested), tasks)];
}

function conclusionSentences(verdict: SearchVerdict, suggested: Finalist | undefined): readonly string[] {
  const { answer, openIds, finalists, finals, summary } = verdict;
  const named = finalists.filter(({ cardId }) => openIds.includes(cardId));
  const names = named.map((one) => finalistNameOf(verdict, one));
  const open = verdict.comparisons
    .filter(({ cardId, against }) => openIds.includes(cardId) && openIds.includes(against))
    .map(({ overall }) => overall);
  if (suggested !== undefined) {
    const name = finalistNameOf(verdict, suggested);
    const rate = words.answer.rateAndSize(
      String(suggested.learningRate),
      formatCount(suggested.cost.numParams),
    );
    if (answer === 'onlyOne') return [words.answer.onlyOne(name, rate)];
    if (answer === 'winner') return [words.answer.winner(name, rate)];
    const able = named.filter(({ isBetterThanConstant }) => isBetterThanConstant);
    const others = able.filter((one) => one !== suggested);
    const costs = others.map((one) => words.answer.costOf(finalistNameOf(verdict, one), workWords(one)));
    const isOfAll = able.length === named.length;
    return [
      words.answer.said(names, text.answer.conclusion('practicallyEqual')),
      words.answer.cheapest(name, rate, workWords(suggested), costs, isOfAll),
    ];
  }
  if (answer === 'notShown') {
    const shares = named.map((one) => words.answer.ofConstant(finalistNameOf(verdict, one), shareWords(one)));
    return [words.answer.notShown(names), ...shares];
  }
  if (answer === 'tooSmall') return [words.answer.tooSmall(names, formatPercent(finals.comparison.margin))];
  const widest = leastPowerfulOf(open);
  if (widest !== null) {
    const limits = text.punctuation.clauses(qualificationsOf(widest, summary.rules));
    return [
      words.answer.said(names, text.answer.conclusion(widest.conclusion)),
      text.punctuation.sentence(capitalised(limits)),
    ];
  }
  const reasons = open.map(({ conclusion }) => text.answer.conclusion(conclusion));
  return [words.answer.said(names, text.punctuation.list([...new Set(reasons)]))];
}

const workWords = ({ cost }: Finalist): string => formatCount(cost.work);

const leastPowerfulOf = (some: readonly PairComparison[]): PairComparison | null =>
  some
    .filter(({ conclusion }) => conclusion === 'undecided')
    .reduce<PairComparison | null>(
      (a, b) => (a === null || b.detectableGain > a.detectableGain ? b : a),
      null,
    );

/** "PLE against AdaTT-sp: 3.1 % better (+1.2 % to +5.0 %)" per comparison. */
export const comparisonLines = ({ finals, comparisons }: SearchVerdict): readonly string[] =>
  comparisons.map(({ cardId, against, overall }) =>
    words.answer.against(
      spokenNameOf(finals, cardId),
      spokenNameOf(finals, against),
      effectText(overall),
      intervalWords(overall),
    ),
  );

const effectText = (overall: PairComparison): string =>
  overall.conclusion === 'better' || overall.conclusion === 'worse'
    ? effectWords(overall)
    : text.answer.conclusion(overall.conclusion);

export function certaintySentence({ finals, summary, comparisons }: SearchVerdict): string {
  const [first] = comparisons;
  if (first === undefined) return '';
  const { length } = summary.cards;
  const level = formatLevel(first.overall.level);
  return words.answer.sure(summary.numReplicas, (length * (length - 1)) / 2, level, verdictScopeText(finals));
}

export const costSentence = (cost: NetworkCost): string =>
  words.answer.cost(
    architectureOf(cost.architecture)?.label ?? cost.architecture,
    paramsText(cost),
    formatShort(cost.msPerStep),
    formatCount(cost.numSteps),
    text.sweep.cost.duration(cost.seconds),
  );

const paramsText = ({ numParams, numEmbeddingParams }: FinalistCost): string =>
  numEmbeddingParams === 0
    ? formatCount(numParams)
    : words.finalists.andIds(formatCount(numParams), formatCount(numEmbeddingParams));

/** Header first. */
export function finalistsTable(verdict: SearchVerdict): readonly (readonly string[])[] {
  const { header, diverged } = words.finalists;
  const rows = verdict.finalists.map((one) => [
    finalistNameOf(verdict, one),
    String(one.learningRate),
    Number.isFinite(one.share.mean) ? shareWords(one) : diverged,
    paramsText(one.cost),
    formatCount(one.cost.multiplyAdds),
    workWords(one),
  ]);
  return [header, ...rows];
}

export const finalistsNote = ({ finalists }: SearchVerdict): string =>
  words.finalists.note(formatLevel(bonferroniLevel(finalists.length)));

/** Sentences of every answer: number tried, its effect on scores, exclusions. */
export function disclosureSentences(
  plan: SearchPlan,
  points: Points,
  verdict: SearchVerdict | null,
): readonly string[] {
  const { experiment, candidates, leftOut } = plan;
  const { answer } = words;
  const numFamilies = new Set(candidates.map(({ family }) => family)).size;
  const seconds = points.reduce((sum, point) => sum + point.seconds, 0);
  const duration = text.sweep.cost.duration(seconds);
  const named = leftOut.map(({ name, reason }) => words.leftOut.one(name, withoutFullStop(reason)));
  return [
    answer.tried(candidates.length, numFamilies, candidateRatesOf(experiment).length, duration),
    answer.optimistic,
    ...(verdict === null ? [] : tunedSentences(verdict)),
    ...(resplitsRows(experiment.data) ? [answer.resplit] : []),
    ...(named.length === 0 ? [] : [words.leftOut.heading(named)]),
    words.leftOut.settings,
    ...(experiment.training.learningRateChanges.length > 0 ? [words.leftOut.rateChanges] : []),
  ];
}

/** Names finalists whose learning rate is the smallest or largest tried: another may be better. */
export function rateEdgeSentences({ experiment }: SearchPlan, verdict: SearchVerdict): readonly string[] {
  const rates = candidateRatesOf(experiment);
  const namesAt = (rate: number) =>
    verdict.finalists
      .filter(({ learningRate, share }) => learningRate === rate && Number.isFinite(share.mean))
      .map((one) => finalistNameOf(verdict, one));
  const { highest, lowest, only } = words.answer.edge;
  const [first, last] = [Math.min(...rates), Math.max(...rates)];
  if (first === last) return [only(String(first))];
  const said = (names: readonly string[], rate: number, one: typeof highest) =>
    names.length === 0 ? [] : [one(names, String(rate))];
  return [...said(namesAt(last), last, highest), ...said(namesAt(first), first, lowest)];
}

const tunedSentences = ({ finals: { comparison } }: SearchVerdict): readonly string[] => [
  words.answer.sized(sizeFactors.join(', ')),
  ...(comparison.isTuned ? [words.answer.tuned(comparison.learningRates.join(', '))] : []),
];

/** Drops the full stop, for use within brackets. */
const withoutFullStop = (reason: string): string => reason.replace(/\.$/, '');

interface TriedRow {
  readonly candidate: SearchCandidate;
  /**
   * Score per round, mean over repetitions; NaN if one diverged; null if not in that round, or the round is
   * not over.
   */
  readonly scores: readonly (number | null)[];
  readonly ended: string;
  /** True for the suggested network at its learning rate. */
  readonly isSuggested: boolean;
}

/** Furthest candidates first, then by last score. */
export function triedRows(
  plan: SearchPlan,
  points: Points,
  verdict: SearchVerdict | null,
): readonly TriedRow[] {
  const isOver = plan.rungs.map((_, rung) => isRungOver(plan, rung, points));
  const entrants = plan.rungs.map((_, rung) =>
    rung === 0 || isOver[rung - 1] === true ? entrantsOf(plan, rung, points) : [],
  );
  const isInFinals = finalsMembershipTest(plan, points);
  const isSuggested = suggestedTest(plan, points, verdict);
  const rows = plan.candidates.map((candidate) => {
    const isFinalist = isOver.at(-1) === true && isInFinals(candidate);
    const last = entrants.findLastIndex((some) => some.includes(candidate));
    const isOut = isOver[last] === true && !isFinalist;
    const scores = plan.rungs.map((_, rung) =>
      rung <= last && isOver[rung] === true ? mean(scoresOf(plan, rung, points, candidate.id)) : null,
    );
    const ended = isSuggested(candidate)
      ? text.punctuation.list([words.table.final, words.table.suggested])
      : isFinalist
        ? words.table.final
        : isOut
          ? words.table.outAfter(last + 1)
          : words.table.open;
    const row = { candidate, scores, ended, isSuggested: isSuggested(candidate) };
    return { row, last: isFinalist ? plan.rungs.length + last : last };
  });
  return rows.toSorted((a, b) => b.last - a.last || byLastScore(a.row, b.row)).map(({ row }) => row);
}

/** True for what the finals train: every finalist at all learning rates. */
function finalsMembershipTest(plan: SearchPlan, points: Points): (candidate: SearchCandidate) => boolean {
  const finalists = finalistsOf(plan, points);
  const rates = finalists.map(({ card }) => card.learningRate);
  return ({ family, card }) =>
    finalists.some((one) => one.family === family) && rates.includes(card.learningRate);
}

function suggestedTest(
  plan: SearchPlan,
  points: Points,
  verdict: SearchVerdict | null,
): (candidate: SearchCandidate) => boolean {
  const place = verdict?.finalists.findIndex(({ cardId }) => cardId === verdict.suggestedId) ?? -1;
  const [finalist, suggested] = [verdict?.finalists[place], finalistsOf(plan, points)[place]];
  return ({ family, card }) => family === suggested?.family && card.learningRate === finalist?.learningRate;
}

function byLastScore(a: TriedRow, b: TriedRow): number {
  const lastScore = ({ scores }: TriedRow) => scores.findLast((score) => score !== null) ?? Number.NaN;
  const [ofA, ofB] = [lastScore(a), lastScore(b)];
  if (Number.isNaN(ofA) || Number.isNaN(ofB)) return Number(Number.isNaN(ofA)) - Number(Number.isNaN(ofB));
  return ofA - ofB;
}

const triedTableOf = <C>(
  { rungs }: SearchPlan,
  rows: readonly TriedRow[],
  rateOf: (rate: number) => C,
  scoreOf: (score: number | null) => C,
): readonly (readonly (string | C)[])[] => [
  [
    words.table.network,
    words.table.rate,
    ...rungs.map(({ numSteps }) => words.table.round(formatCount(numSteps))),
    words.table.ended,
  ],
  ...rows.map(({ candidate: { card }, scores, ended }) => [
    card.name,
    rateOf(card.learningRate),
    ...scores.map(scoreOf),
    ended,
  ]),
];

const scoreWords = (score: number | null): string =>
  score === null ? '' : Number.isFinite(score) ? formatValue(score) : words.table.diverged;

/** Header first. */
export const triedTable = (plan: SearchPlan, rows: readonly TriedRow[]): readonly (readonly string[])[] =>
  triedTableOf(plan, rows, String, scoreWords);

/** Unrounded scores; NaN if diverged or not trained. */
export const triedNumbers = (plan: SearchPlan, rows: readonly TriedRow[]): readonly CsvRow[] =>
  triedTableOf(plan, rows, Number, (score) => score ?? Number.NaN);
