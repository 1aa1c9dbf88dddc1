/** Words and tables for the answer of a search, for page and command. */
import type { PairComparison } from '../../analysis/verdict.ts';
import { mean } from '../../core/lists.ts';
import type { CsvRow } from '../../core/spreadsheet.ts';
import { resplitsRows } from '../../data/rows.ts';
import { sizeFactors } from '../../experiment/derived/sizes.ts';
import { architectureOf } from '../../models/architectures.ts';
import {
  effectWords,
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
import {
  type Finalist,
  type FinalistCost,
  type NetworkCost,
  type SearchVerdict,
  suggestedCard,
} from './answer.ts';
import { candidateRatesOf, type SearchCandidate } from './candidates.ts';
import { entrantsOf, isRungOver, scoresOf } from './halving.ts';
import { type SearchPlan, tunedKeys } from './plan.ts';
import {
  areFinalistsKnown,
  finalistsOf,
  tunedCandidatesIn,
  tunedFinalistsOf,
  wholeScoresOf,
} from './tuning.ts';

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

function settingsWords({ settings, cost }: Finalist): string {
  const numParams = formatCount(cost.numParams);
  const { learningRate, weightDecay, dropout } = settings;
  return words.answer.settings(String(learningRate), weightDecay, dropout, numParams);
}

const shareWords = ({ share: { mean: share, low, high } }: Finalist): string =>
  Number.isFinite(low) ? words.answer.share(share, low, high) : formatPercent(share);

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
    const rate = settingsWords(suggested);
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
export const comparisonLines = (verdict: SearchVerdict): readonly string[] =>
  verdict.comparisons.map(({ cardId, against, overall }) =>
    words.answer.against(
      finalistNameOf(verdict, { cardId }),
      finalistNameOf(verdict, { cardId: against }),
      effectText(overall),
      text.answer.interval(overall.gain.low, overall.gain.high),
    ),
  );

const effectText = (overall: PairComparison): string =>
  overall.conclusion === 'better' || overall.conclusion === 'worse'
    ? effectWords(overall)
    : text.answer.conclusion(overall.conclusion);

export function certaintySentence({ finals, summary, finalists, comparisons, level }: SearchVerdict): string {
  if (comparisons.length === 0) return '';
  const numPairs = (finalists.length * (finalists.length - 1)) / 2;
  return words.answer.sure(summary.numReplicas, numPairs, formatLevel(level), verdictScopeText(finals));
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
    ...settingCells(one.settings, String, ''),
    Number.isFinite(one.share.mean) ? shareWords(one) : diverged,
    paramsText(one.cost),
    formatCount(one.cost.multiplyAdds),
    workWords(one),
  ]);
  return [header, ...rows];
}

export const finalistsNote = ({ level }: SearchVerdict): string => words.finalists.note(formatLevel(level));

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
    answer.tried(
      candidates.length,
      numFamilies,
      candidateRatesOf(experiment).length,
      tunedCandidatesIn(plan, points).length,
      duration,
    ),
    answer.optimistic,
    ...(verdict === null
      ? []
      : [answer.sized(sizeFactors.join(', ')), words.answer.tuned(tunedLists(plan, points))]),
    ...(resplitsRows(experiment.data) ? [answer.resplit] : []),
    ...(named.length === 0 ? [] : [words.leftOut.heading(named)]),
    words.leftOut.settings,
    ...(experiment.training.learningRateChanges.length > 0 ? [words.leftOut.rateChanges] : []),
  ];
}

/** Names finalists whose learning rate is the smallest or largest tried for them: another may be better. */
export const rateEdgeSentences = (plan: SearchPlan, points: Points): readonly string[] =>
  tunedFinalistsOf(plan, points).flatMap((tried) => {
    const rates = tried.map(({ settings }) => settings.learningRate);
    const isAtEdge = [Math.min(...rates), Math.max(...rates)].includes(rates[0] ?? 0);
    return isAtEdge ? [words.answer.edge(tried[0]?.card.name ?? '', String(rates[0]))] : [];
  });

const tunedLists = (plan: SearchPlan, points: Points): readonly string[] =>
  tunedFinalistsOf(plan, points).map((tried) => {
    const lists = tunedKeys.map((key) =>
      [...new Set(tried.map(({ settings }) => settings[key]))].toSorted((a, b) => a - b).join(', '),
    );
    return words.answer.tunedOver(tried[0]?.card.name ?? '', lists);
  });

const settingCells = <C>(
  settings: SearchCandidate['settings'] | null,
  cellOf: (value: number) => C,
  none: C,
): readonly C[] => tunedKeys.map((key) => (settings === null ? none : cellOf(settings[key])));

const withoutFullStop = (reason: string): string => reason.replace(/\.$/, '');

interface TriedRow {
  readonly candidate: SearchCandidate;
  /** Mean over repetitions; NaN if one diverged; null if not in that round, or the round is not over. */
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
  const tuned = tunedCandidatesIn(plan, points);
  const areKnown = areFinalistsKnown(plan, points);
  const finalists = areKnown ? finalistsOf(plan, points).map(({ id }) => id) : [];
  const suggestedId = verdict && suggestedCard(verdict)?.id;
  const endedOf = ({ id }: SearchCandidate, last: number): string => {
    if (id === suggestedId) return text.punctuation.list([words.table.final, words.table.suggested]);
    if (finalists.includes(id)) return words.table.final;
    if (last === plan.rungs.length) return words.table.tuned;
    const isOut = isOver[last] === true && (areKnown || last < plan.rungs.length - 1);
    return isOut ? words.table.outAfter(last + 1) : words.table.open;
  };
  const rows = [...plan.candidates, ...tuned].map((candidate) => {
    const { id } = candidate;
    const isTuned = tuned.includes(candidate);
    const last = isTuned ? plan.rungs.length : entrants.findLastIndex((some) => some.includes(candidate));
    const scores = plan.rungs.map((_, rung) => {
      if (isTuned) return rung < last - 1 ? null : mean(wholeScoresOf(plan, points, candidate));
      return rung <= last && isOver[rung] === true ? mean(scoresOf(plan, rung, points, id)) : null;
    });
    const row = { candidate, scores, ended: endedOf(candidate, last), isSuggested: id === suggestedId };
    return { row, last: finalists.includes(id) ? plan.rungs.length + 1 : last };
  });
  return rows.toSorted((a, b) => b.last - a.last || byLastScore(a.row, b.row)).map(({ row }) => row);
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
  cellOf: (setting: number) => C,
  scoreOf: (score: number | null) => C,
): readonly (readonly (string | C)[])[] => [
  [
    words.table.network,
    ...words.table.settings,
    ...rungs.map(({ numSteps }) => words.table.round(formatCount(numSteps))),
    words.table.ended,
  ],
  ...rows.map(({ candidate: { card, settings }, scores, ended }) => [
    card.name,
    ...settingCells(settings, cellOf, cellOf(Number.NaN)),
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
