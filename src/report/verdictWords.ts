/**
 * Verdicts in words and in numbers: as the command prints them and the page shows, copies and speaks them. Knows no page and
 * no terminal.
 */

import type { Gains } from '../analysis/pairs.ts';
import type { Comparison, TaskComparison, Verdict, VerdictRules } from '../analysis/verdict.ts';
import { resplits } from '../data/copies.ts';
import { tableInfo } from '../data/tableInfo.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RunSummary } from '../run/summary.ts';
import { columnsWith } from '../table/tableSetup.ts';
import { formatAmount, formatGain, formatLevel, formatPercent } from '../text/format.ts';
import { text } from '../text/text.ts';

const words = text.verdict;

/** The reference against the card of that id. */
export type VerdictAgainst = { readonly against: string } & Verdict;

/** Verdicts of a summary, in the order of the cards. */
export const verdictsOf = ({ cards }: Pick<RunSummary, 'cards'>): readonly VerdictAgainst[] =>
  cards.flatMap(({ cardId, verdict }) => (verdict === null ? [] : [{ against: cardId, ...verdict }]));

/** Scope of a verdict: its repetitions differ in no more than that. */
export const scopeOf = ({ data }: Pick<Experiment, 'data'>): string =>
  resplits(data)
    ? text.table.scopeOfResplits
    : data.source === tableInfo.id
      ? text.table.scope[data.redraw]
      : text.draws.scope[data.redraw];

/** "A · AdaTT-sp"; the id alone for a card that is gone. */
export const nameOfCardId = ({ cards }: Experiment, id: string): string => {
  const card = cards.find((one) => one.id === id);
  return card === undefined ? id : text.app.architectures.name(id, card.name);
};

/**
 * Qualifications of a conclusion, part by part: how small a clear difference is, or what no clear difference means. Nothing before
 * the planned steps, nor where there is no verdict.
 */
export const qualificationsOf = (
  {
    conclusion,
    gain,
    isWithinMargin,
    detectableGain,
    replicasToDecide,
    isIdentical,
    numStillImproving,
  }: Comparison,
  { margin, overlap }: Pick<VerdictRules, 'margin' | 'overlap'>,
): readonly string[] => {
  const { within, wouldShow, toDecide, toDecideByRows, improving } = text.answer;
  const isVerdict = ['better', 'worse', 'practicallyEqual', 'undecided'].includes(conclusion);
  if (!isVerdict || isIdentical) return [];
  // Where as many replicas as there are would find such a difference, more of them are not what is missing.
  const isShort = replicasToDecide === null || replicasToDecide > gain.n;
  const decidedBy =
    overlap > 0 && replicasToDecide === null ? toDecideByRows(margin) : toDecide(margin, replicasToDecide);
  return [
    ...(isWithinMargin ? [within(margin)] : []),
    ...(conclusion === 'undecided' ? [wouldShow(detectableGain)] : []),
    ...(conclusion === 'undecided' && isShort ? [decidedBy] : []),
    ...(numStillImproving > 0 ? [improving(numStillImproving, gain.n)] : []),
  ];
};

/** How many verdicts, or gains, are read together and what level that gives the interval of each: overall, then on tasks. */
export const familiesOf = (all: readonly Gains[]): readonly string[] =>
  all
    .slice(0, 1)
    .flatMap(({ overall, tasks }) => [
      words.family(words.familyOf.overall, all.length, formatLevel(overall.level)),
      words.family(words.familyOf.perTask, all.length * tasks.length, formatLevel(tasks[0]?.level ?? 0)),
    ]);

/** How the comparison was made: a verdict is worth little without it. */
export const verdictFacts = ({ comparison, data }: Experiment, summary: RunSummary): readonly string[] => {
  const { facts } = words;
  const { numReplicas, budget, rules, isTuned } = summary;
  const verdicts = verdictsOf(summary);
  return [
    facts.replicas(numReplicas),
    ...(numReplicas > 1 ? familiesOf(verdicts) : []),
    ...(verdicts.length > 0 ? [facts.margin(formatPercent(rules.margin))] : []),
    facts.budget(text.comparison.choices.budget[budget]),
    facts.rule[rules.reportingRule],
    ...weightFacts(data),
    ...(rules.overlap > 0 ? [facts.overlap(rules.overlap)] : []),
    ...(isTuned ? [facts.tuned(comparison.learningRates.join(', '))] : []),
  ];
};

const weightFacts = ({ table }: Experiment['data']): readonly string[] =>
  table === null ? [] : columnsWith(table, 'weight').map(words.facts.weighted);

/** A table for people, header first: each task against each other card, then overall. */
export const verdictTable = (
  experiment: Experiment,
  { rules, ...summary }: Pick<RunSummary, 'rules' | 'cards'>,
  nameOf: (cardId: string) => string = (id) => nameOfCardId(experiment, id),
): readonly (readonly string[])[] => [
  words.tableHeader,
  ...verdictsOf(summary).flatMap(({ against, tasks, overall }) => [
    ...tasks.map((task, index) =>
      tableRow([nameOf(against), experiment.tasks[index]?.name ?? ''], task, task, rules),
    ),
    tableRow([nameOf(against), text.answer.overall], overall, null, rules),
  ]),
];

const tableRow = (
  names: readonly [against: string, task: string],
  comparison: Comparison,
  ofTask: TaskComparison | null,
  rules: VerdictRules,
): readonly string[] => {
  const { gain, level, numBetter, medianGain, conclusion, isIdentical } = comparison;
  return [
    ...names,
    Number.isFinite(gain.mean) ? formatGain(gain.mean) : '',
    text.answer.interval(gain.low, gain.high),
    formatLevel(level),
    text.answer.betterIn(numBetter, gain.n),
    Number.isFinite(medianGain) ? formatGain(medianGain) : '',
    ofTask === null || !Number.isFinite(ofTask.difference.mean) ? '' : formatAmount(ofTask.difference.mean),
    [
      isIdentical ? text.answer.identical : text.answer.conclusion(conclusion),
      ...qualificationsOf(comparison, rules),
      ...(gain.numLeftOut > 0 ? [text.answer.diverged(gain.numLeftOut, gain.n + gain.numLeftOut)] : []),
      ...(ofTask?.isNearFloor ? [text.answer.nearFloor] : []),
    ].join('; '),
  ];
};

/** A table for programs, header first, unrounded; NaN where there is no number, 1 and 0 for yes and no. */
export const verdictNumbers = (
  experiment: Experiment,
  summary: RunSummary,
): readonly (readonly (string | number)[])[] => {
  const { budget, rules, isTuned, isProvisional, referenceId } = summary;
  const { reportingRule, margin, numRivals } = rules;
  const how = [Number(isProvisional), budget, reportingRule, Number(isTuned), margin, numRivals];
  const settings = [...how, scopeOf(experiment)];
  const rowOf = (against: string, task: string, one: Comparison, ofTask: TaskComparison | null) => [
    nameOfCardId(experiment, referenceId),
    nameOfCardId(experiment, against),
    task,
    ...numbersOf(one, ofTask),
    ...settings,
  ];
  return [
    words.numbersHeader,
    ...verdictsOf(summary).flatMap(({ against, tasks, overall }) => [
      ...tasks.map((task, index) => rowOf(against, experiment.tasks[index]?.name ?? '', task, task)),
      rowOf(against, text.answer.overall, overall, null),
    ]),
  ];
};

const numbersOf = (
  { conclusion, gain, level, numBetter, ...rest }: Comparison,
  ofTask: TaskComparison | null,
): readonly (string | number)[] => [
  text.answer.conclusion(conclusion),
  gain.mean,
  gain.low,
  gain.high,
  level,
  numBetter,
  gain.n,
  gain.numLeftOut,
  rest.numStillImproving,
  rest.medianGain,
  rest.chanceBetter.share,
  rest.chanceBetter.low,
  rest.chanceBetter.high,
  rest.equality.low,
  rest.equality.high,
  rest.detectableGain,
  rest.replicasToDecide ?? Number.NaN,
  ofTask?.difference.mean ?? Number.NaN,
  ofTask?.difference.low ?? Number.NaN,
  ofTask?.difference.high ?? Number.NaN,
  ofTask === null ? Number.NaN : Number(ofTask.isNearFloor),
];
