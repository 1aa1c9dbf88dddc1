/** The answer of a search in words and in a table, as page and command say it. */
import type { Comparison } from '../analysis/verdict.ts';
import { mean } from '../core/lists.ts';
import type { CsvRow } from '../core/spreadsheet.ts';
import { resplits } from '../data/copies.ts';
import {
  effectWords,
  intervalWords,
  qualificationsOf,
  scopeOf,
  spokenNameOf,
} from '../report/verdictWords.ts';
import { capitalised, formatCount, formatLevel, formatShort, formatValue } from '../text/format.ts';
import { text } from '../text/text.ts';
import { costOfSuggested, type NetworkCost, type SearchVerdict, suggestedCard } from './answer.ts';
import { ratesOf, type SearchCandidate } from './candidates.ts';
import { entrantsOf, finalistsOf, isRungOver, type SearchPoint, scoresOf } from './halving.ts';
import type { SearchPlan } from './plan.ts';
import { experimentOfRun } from './runs.ts';

const words = text.search;

type Points = readonly SearchPoint[];

/** The sentence that says what to use. */
export function answerSentence(verdict: SearchVerdict): string {
  const { finals, winnerId, tiedIds, suggestedId, comparisons } = verdict;
  const name = spokenNameOf(finals, suggestedId);
  const rate = String(suggestedCard(verdict).learningRate);
  if (comparisons.length === 0) return words.answer.onlyOne(name, rate);
  const hasLearned = comparisons.some(({ overall }) => overall.conclusion !== 'learnedNothing');
  if (!hasLearned) return words.answer.nothingLearned;
  if (winnerId !== null) return words.answer.winner(name, rate);
  const isSome = tiedIds.length < finals.cards.length;
  return words.answer.noWinner(name, rate, isSome ? tiedIds.map((id) => spokenNameOf(finals, id)) : []);
}

/** "PLE against AdaTT-sp: better by 3.1 % (+1.2 % to +5.0 %)", a line for each other finalist. */
export const comparisonLines = ({ finals, comparisons }: SearchVerdict): readonly string[] =>
  comparisons.map(({ cardId, against, overall }) =>
    words.answer.against(
      spokenNameOf(finals, cardId),
      spokenNameOf(finals, against),
      effectOf(overall),
      intervalWords(overall),
    ),
  );

const effectOf = (overall: Comparison): string =>
  overall.conclusion === 'better' || overall.conclusion === 'worse'
    ? effectWords(overall)
    : text.answer.conclusion(overall.conclusion);

/** The sentences about what intervals rest on, and what they could tell where one is undecided. */
export function sureSentence({ finals, summary, comparisons }: SearchVerdict): string {
  const [first] = comparisons;
  if (first === undefined) return '';
  const { length } = summary.cards;
  const level = formatLevel(first.overall.level);
  const sure = words.answer.sure(summary.numReplicas, (length * (length - 1)) / 2, level, scopeOf(finals));
  const least = comparisons
    .map(({ overall }) => overall)
    .filter(({ conclusion }) => conclusion === 'undecided')
    .reduce<Comparison | null>((a, b) => (a === null || b.detectableGain > a.detectableGain ? b : a), null);
  const limits = least === null ? [] : qualificationsOf(least, summary.rules);
  return limits.length === 0
    ? sure
    : text.punctuation.sentences([
        sure,
        text.punctuation.sentence(capitalised(text.punctuation.clauses(limits))),
      ]);
}

/** The cost of what is suggested, by the last run; null before it is done. */
export function costIn(plan: SearchPlan, verdict: SearchVerdict, points: Points): NetworkCost | null {
  const measured = points.find(({ value }) => plan.runs[value]?.kind === 'cost');
  return measured === undefined ? null : costOfSuggested(plan, suggestedCard(verdict), measured.seconds);
}

export const costSentence = (cost: NetworkCost): string =>
  words.answer.cost(
    formatCount(cost.numParams),
    cost.numEmbeddingParams === 0 ? '' : formatCount(cost.numEmbeddingParams),
    formatShort(cost.msPerStep),
    formatCount(cost.numSteps),
    text.sweep.cost.duration(cost.seconds),
  );

/** The sentences that belong to every answer: how many were tried, what that does to scores, and what was left out. */
export function honestSentences(
  plan: SearchPlan,
  points: Points,
  verdict: SearchVerdict | null,
): readonly string[] {
  const { experiment, candidates, leftOut } = plan;
  const { answer } = words;
  const numFamilies = new Set(candidates.map(({ family }) => family)).size;
  const seconds = points.reduce((sum, point) => sum + point.seconds, 0);
  const duration = text.sweep.cost.duration(seconds);
  const named = leftOut.map(({ name, reason }) => words.leftOut.one(name, bare(reason)));
  return [
    answer.tried(candidates.length, numFamilies, ratesOf(experiment).length, duration),
    answer.optimistic,
    ...(verdict === null ? [] : [...edgeSentences(plan, verdict), ...tunedSentences(verdict)]),
    ...(resplits(experiment.data) ? [answer.resplit] : []),
    ...(named.length === 0 ? [] : [words.leftOut.heading(named)]),
    words.leftOut.settings,
    ...(experiment.training.learningRateChanges.length > 0 ? [words.leftOut.rateChanges] : []),
  ];
}

/** A learning rate at the end of those that were tried may not be the best. */
function edgeSentences({ experiment }: SearchPlan, verdict: SearchVerdict): readonly string[] {
  const rates = ratesOf(experiment);
  const { learningRate } = suggestedCard(verdict);
  if (rates.length < 2) return [];
  if (learningRate === Math.max(...rates)) return [words.answer.edge.highest(String(learningRate))];
  return learningRate === Math.min(...rates) ? [words.answer.edge.lowest(String(learningRate))] : [];
}

const tunedSentences = ({ finals: { comparison } }: SearchVerdict): readonly string[] =>
  comparison.isTuned ? [words.answer.tuned(comparison.learningRates.join(', '))] : [];

/** A reason within brackets has no full stop. */
const bare = (reason: string): string => reason.replace(/\.$/, '');

/** One line about the run at that place of the plan. */
export function runWords(plan: SearchPlan, value: number, points: Points): string {
  const run = plan.runs[value];
  const { cards, training } = experimentOfRun(plan, value, points);
  const names = cards.map(({ name }) => name);
  if (run?.kind === 'rung') {
    const numSteps = formatCount(training.numSteps);
    return words.run.rung(run.rung + 1, plan.rungs.length, cards.length, numSteps);
  }
  return run?.kind === 'finals' ? words.run.finals(names) : words.run.cost(names[0] ?? '');
}

/** One candidate: its score in every round that it was in, and where it ended. */
export interface TriedRow {
  readonly candidate: SearchCandidate;
  /** Mean over repetitions; NaN where one diverged; null: it was not in that round, or the round is not over. */
  readonly scores: readonly (number | null)[];
  readonly ended: string;
}

/** A row per candidate: those that came furthest first, then by their last score. */
export function triedRows(
  plan: SearchPlan,
  points: Points,
  verdict: SearchVerdict | null,
): readonly TriedRow[] {
  const isOver = plan.rungs.map((_, rung) => isRungOver(plan, rung, points));
  const entrants = plan.rungs.map((_, rung) =>
    rung === 0 || isOver[rung - 1] === true ? entrantsOf(plan, rung, points) : [],
  );
  const finalists = isOver.at(-1) === true ? finalistsOf(plan, points) : [];
  const place = verdict?.finals.cards.findIndex(({ id }) => id === verdict.suggestedId);
  const suggested = finalists[place ?? -1];
  const rows = plan.candidates.map((candidate) => {
    const isFinalist = finalists.includes(candidate);
    const last = entrants.findLastIndex((some) => some.includes(candidate));
    const isOut = isOver[last] === true && !isFinalist;
    const isSuggested = candidate === suggested;
    const final = isSuggested
      ? text.punctuation.list([words.table.final, words.table.suggested])
      : words.table.final;
    const scores = plan.rungs.map((_, rung) =>
      rung <= last && isOver[rung] === true ? mean(scoresOf(plan, rung, points, candidate.id)) : null,
    );
    const ended = isFinalist ? final : isOut ? words.table.outAfter(last + 1) : words.table.open;
    return { row: { candidate, scores, ended }, last: isFinalist ? plan.rungs.length : last };
  });
  const lastScore = ({ scores }: TriedRow) => scores.findLast((score) => score !== null) ?? Number.NaN;
  const byScore = (a: TriedRow, b: TriedRow) => {
    const [ofA, ofB] = [lastScore(a), lastScore(b)];
    if (Number.isNaN(ofA) || Number.isNaN(ofB)) return Number(Number.isNaN(ofA)) - Number(Number.isNaN(ofB));
    return ofA - ofB;
  };
  return rows.toSorted((a, b) => b.last - a.last || byScore(a.row, b.row)).map(({ row }) => row);
}

const tableOf = <C>(
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

/** The table of what was tried, header first. */
export const triedTable = (plan: SearchPlan, rows: readonly TriedRow[]): readonly (readonly string[])[] =>
  tableOf(plan, rows, String, scoreWords);

/** The same for programs, unrounded; NaN where a network diverged or was not trained. */
export const triedNumbers = (plan: SearchPlan, rows: readonly TriedRow[]): readonly CsvRow[] =>
  tableOf(plan, rows, Number, (score) => score ?? Number.NaN);
