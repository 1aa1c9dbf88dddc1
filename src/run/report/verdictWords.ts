/** Verdicts in words, wherever they are shown, copied or read aloud. */
import { type GainsOverBaseline, gainOfOther } from '../../analysis/pairs.ts';
import type { Interval } from '../../analysis/statistics.ts';
import {
  type Conclusion,
  equalityLevel,
  type PairComparison,
  type Verdict,
  type VerdictRules,
} from '../../analysis/verdict.ts';
import { groupedBy } from '../../core/lists.ts';
import { resplitsRows } from '../../data/rows.ts';
import { tableInfo } from '../../data/sources/tableInfo.ts';
import { columnsWithRole } from '../../data/table/tableSetup.ts';
import { sizeFactors } from '../../experiment/derived/sizes.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { formatLevel, formatPercent } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { RunSummary } from '../summary.ts';

const words = text.verdict;

export type CardVerdict = { readonly cardId: string; readonly against: string } & Verdict;

export const verdictsOf = ({
  cards,
  referenceId,
}: Pick<RunSummary, 'cards' | 'referenceId'>): readonly CardVerdict[] =>
  cards.flatMap(({ cardId, verdict }) =>
    verdict === null ? [] : [{ cardId, against: referenceId, ...verdict }],
  );

/** False for conclusions that only say why there is no verdict. */
export const isVerdict = (conclusion: Conclusion): boolean =>
  ['better', 'worse', 'practicallyEqual', 'tooSmallToSee', 'undecided'].includes(conclusion);

/** Comparison without tasks that neither network learned, if the difference rests on them. */
export const comparisonToState = (overall: PairComparison): PairComparison =>
  overall.learned?.comparison ?? overall;

export const leftOutTaskNames = (
  { tasks }: Pick<Experiment, 'tasks'>,
  { learned }: PairComparison,
): readonly string[] => (learned?.leftOut ?? []).map((task) => tasks[task]?.name ?? '');

export function verdictScopeText({ data }: Pick<Experiment, 'data'>): string {
  if (resplitsRows(data)) return text.table.scopeOfResplits;
  const redraw = data.redraw === 'directions' ? 'rows' : data.redraw;
  return (data.source === tableInfo.id ? text.table.scope : text.verdict.scopeOfDraws)[redraw];
}

/** "A · AdaTT-sp"; only the id if the card was removed. */
export const nameOfCardId = ({ cards }: Experiment, id: string): string => {
  const card = cards.find((one) => one.id === id);
  return card === undefined ? id : text.app.architectures.name(id, card.name);
};

export const qualificationsOf = (
  comparison: PairComparison,
  rules: Pick<VerdictRules, 'margin' | 'overlap'>,
): readonly string[] => {
  const { within, wouldShow, toDecide, toDecideByRows, improving, onOthers } = text.answer;
  const { conclusion, gain, isWithinMargin, detectableGain, replicasToDecide, ...rest } = comparison;
  const { isIdentical, numStillImproving, learned } = rest;
  const { margin, overlap } = rules;
  if (learned !== undefined)
    return [onOthers(concludedWords(learned.comparison)), ...qualificationsOf(learned.comparison, rules)];
  if (!isVerdict(conclusion) || isIdentical) return [];
  const decidedBy =
    overlap > 0 && replicasToDecide === null ? toDecideByRows(margin) : toDecide(margin, replicasToDecide);
  return [
    ...(isWithinMargin ? [within(margin)] : []),
    ...(conclusion === 'undecided' || conclusion === 'tooSmallToSee' ? [wouldShow(detectableGain)] : []),
    ...(conclusion === 'undecided' ? [decidedBy] : []),
    ...(numStillImproving > 0 ? [improving(numStillImproving, gain.n)] : []),
  ];
};

/** "3.4 % better (+1.2 % to +5.6 %)", "too close to call (−2.1 % to +4.7 %)". */
const concludedWords = (comparison: PairComparison): string => {
  const { conclusion } = comparison;
  const isClear = conclusion === 'better' || conclusion === 'worse';
  const said = isClear ? effectWords(comparison) : text.answer.conclusion(conclusion);
  const interval = intervalWords(comparison);
  return interval === '' ? said : words.withEffect(said, interval);
};

export const intervalFamilyTexts = (all: readonly GainsOverBaseline[]): readonly string[] =>
  all
    .slice(0, 1)
    .flatMap(({ overall, tasks }) => [
      words.family(words.familyOf.overall, all.length, formatLevel(overall.level)),
      words.family(words.familyOf.perTask, all.length * tasks.length, formatLevel(tasks[0]?.level ?? 0)),
    ]);

export const verdictFacts = ({ comparison, data }: Experiment, summary: RunSummary): readonly string[] => {
  const { facts } = words;
  const { budget, numReplicas, rules, isTuned } = summary;
  const verdicts = verdictsOf(summary);
  return [
    ...(numReplicas > 1 ? [facts.paired, ...intervalFamilyTexts(verdicts)] : []),
    ...verdicts.slice(0, 1).map((verdict) => equalityFact(verdict, rules)),
    facts.rule[rules.reportingRule],
    ...weightFacts(data),
    ...(rules.overlap > 0 ? [facts.overlap(rules.overlap)] : []),
    ...(budget === 'bestSize' ? [facts.sized(sizeFactors.join(', '))] : []),
    ...(isTuned ? [facts.tuned(comparison.learningRates.join(', '))] : []),
  ];
};

const equalityFact = ({ overall, tasks }: Verdict, { margin }: VerdictRules): string => {
  const [whole, onTask] = [overall, ...tasks].map(({ level }) => formatLevel(equalityLevel(level)));
  return words.facts.margin(formatPercent(margin), whole ?? '', onTask ?? '');
};

const weightFacts = ({ table }: Experiment['data']): readonly string[] =>
  table === null ? [] : columnsWithRole(table, 'weight').map(words.facts.weighted);

type StatedConclusion = Conclusion | 'identical';

const statedConclusionOf = ({ conclusion, isIdentical }: PairComparison): StatedConclusion =>
  isIdentical ? 'identical' : conclusion;

export const verdictSentence = (experiment: Experiment, summary: RunSummary): string => {
  const { withoutTasks, sentences } = text.verdictSentence;
  const verdicts = verdictsOf(summary);
  const reference = spokenNameOf(experiment, summary.referenceId);
  if (verdicts.length === 0) return words.noOthers(reference);
  const groups = groupedBy(verdicts, ({ overall }) => leftOutTaskNames(experiment, overall).join('\n'));
  const clauses = [...groups.values()].flatMap((group) => {
    const leftOut = group.slice(0, 1).flatMap(({ overall }) => leftOutTaskNames(experiment, overall));
    const all = verdictClausesOf(experiment, reference, group);
    return leftOut.length === 0 ? all : all.map((clause) => withoutTasks(leftOut, clause));
  });
  return sentences(clauses);
};

/** One clause per conclusion; the first names the reference. */
function verdictClausesOf(
  experiment: Experiment,
  reference: string,
  verdicts: readonly CardVerdict[],
): readonly string[] {
  const { clear, close, noVerdict, closeTo, refused } = text.verdictSentence;
  // The type requires words for every conclusion.
  const refusals: Readonly<
    Record<Exclude<StatedConclusion, keyof typeof clear | keyof typeof close>, string>
  > = noVerdict;
  const rivalsWith = (said: string) =>
    verdicts
      .map(({ cardId, overall }) => ({ cardId, spoken: comparisonToState(overall) }))
      .filter(({ spoken }) => statedConclusionOf(spoken) === said)
      .map(({ cardId, spoken }) => {
        const { mean, low, high } = gainOfWinner(spoken);
        const by = words.withEffect(formatPercent(mean), text.answer.span(low, high));
        return { name: spokenNameOf(experiment, cardId), by };
      });
  const first = Object.entries(clear).flatMap(([said, clause]) => {
    const rivals = rivalsWith(said);
    return rivals.length === 0 ? [] : [clause(reference, rivals)];
  });
  const ofOthers = [
    ...Object.entries(close).map(([said, how]) => ({ said, how, clause: closeTo })),
    ...Object.entries(refusals).map(([said, how]) => ({ said, how, clause: refused })),
  ];
  const rest = ofOthers.flatMap(({ said, how, clause }) => {
    const names = rivalsWith(said).map(({ name }) => name);
    return names.length === 0 ? [] : [{ names, how, clause }];
  });
  const isNamed = (index: number) => first.length > 0 || index > 0;
  return [
    ...first,
    ...rest.map(({ names, how, clause }, index) => clause(isNamed(index) ? '' : reference, names, how)),
  ];
}

export const verdictScopeSentence = (experiment: Experiment, { budget, numReplicas }: RunSummary): string =>
  text.verdictSentence.holds(
    text.verdictSentence.fairness[budget],
    numReplicas,
    verdictScopeText(experiment),
  );

export const effectWords = ({ gain: { mean } }: Pick<PairComparison, 'gain'>, than = ''): string =>
  Number.isFinite(mean) ? text.answer.effect(formatPercent(Math.abs(mean)), mean >= 0, than) : '';

export const gainOfWinner = ({ gain }: Pick<PairComparison, 'gain'>): Interval =>
  gain.mean < 0 ? gainOfOther(gain) : gain;

type ConcludedComparison = Pick<PairComparison, 'conclusion' | 'gain' | 'equality' | 'level'>;

export const decidingIntervalOf = ({
  conclusion,
  gain,
  equality,
  level,
}: ConcludedComparison): { readonly interval: Interval; readonly level: number } =>
  conclusion === 'practicallyEqual'
    ? { interval: equality, level: equalityLevel(level) }
    : { interval: gain, level };

/** "−2.1 % to +4.7 %", with the level if it is the conclusion's own; empty without an interval. */
export const intervalWords = (comparison: ConcludedComparison): string => {
  const { interval, level } = decidingIntervalOf(comparison);
  const said = text.answer.interval(interval.low, interval.high);
  return comparison.conclusion === 'practicallyEqual' && said !== ''
    ? text.answer.intervalAt(formatLevel(level), said)
    : said;
};

/** "AdaTT-sp"; "A · AdaTT-sp" if the name is not unique. */
export const spokenNameOf = (experiment: Experiment, id: string): string => {
  const named = experiment.cards.filter(
    ({ name }) => name === experiment.cards.find((card) => card.id === id)?.name,
  );
  return named.length === 1 ? (named[0]?.name ?? id) : nameOfCardId(experiment, id);
};
