/** Verdicts as tables, for people and for spreadsheets. */
import type { PairComparison, TaskComparison, VerdictRules } from '../../analysis/verdict.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { formatAmount, formatGain, formatLevel } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { RunSummary } from '../summary.ts';
import {
  decidingIntervalOf,
  leftOutTaskNames,
  nameOfCardId,
  qualificationsOf,
  verdictScopeText,
  verdictsOf,
} from './verdictWords.ts';

const words = text.verdict;

export const verdictTable = (
  experiment: Experiment,
  { rules, ...summary }: Pick<RunSummary, 'rules' | 'cards' | 'referenceId'>,
  nameOf: (cardId: string) => string = (id) => nameOfCardId(experiment, id),
): readonly (readonly string[])[] => [
  [words.against(nameOf(summary.referenceId)), ...words.tableHeader],
  ...verdictsOf(summary).flatMap(({ cardId, tasks, overall }) => [
    ...tasks.map((task, index) =>
      verdictTableRow([nameOf(cardId), experiment.tasks[index]?.name ?? ''], task, task, rules),
    ),
    ...overallRows(experiment, overall).map(([task, one]) =>
      verdictTableRow([nameOf(cardId), task], one, null, rules),
    ),
  ]),
];

const overallRows = (
  experiment: Experiment,
  overall: PairComparison,
): readonly (readonly [string, PairComparison])[] => [
  [text.answer.overall, overall],
  ...(overall.learned === undefined
    ? []
    : [
        [
          text.answer.overallWithout(leftOutTaskNames(experiment, overall)),
          overall.learned.comparison,
        ] as const,
      ]),
];

const verdictTableRow = (
  names: readonly [card: string, task: string],
  comparison: PairComparison,
  ofTask: TaskComparison | null,
  rules: VerdictRules,
): readonly string[] => {
  const { gain, numBetter, medianGain, conclusion, isIdentical } = comparison;
  const { interval, level } = decidingIntervalOf(comparison);
  return [
    ...names,
    Number.isFinite(gain.mean) ? formatGain(gain.mean) : '',
    text.answer.interval(interval.low, interval.high),
    formatLevel(level),
    text.answer.betterIn(numBetter, gain.n),
    Number.isFinite(medianGain) ? formatGain(medianGain) : '',
    ofTask === null || !Number.isFinite(ofTask.difference.mean) ? '' : formatAmount(ofTask.difference.mean),
    text.punctuation.clauses([
      isIdentical ? text.answer.identical : text.answer.conclusion(conclusion),
      ...qualificationsOf(comparison, rules),
      ...(gain.numLeftOut > 0 ? [text.answer.diverged(gain.numLeftOut, gain.n + gain.numLeftOut)] : []),
      ...(ofTask?.isNearFloor ? [text.answer.nearFloor] : []),
    ]),
  ];
};

/** Header first, unrounded; missing numbers are NaN, yes is 1, no is 0. */
export const verdictNumbers = (
  experiment: Experiment,
  summary: RunSummary,
): readonly (readonly (string | number)[])[] => {
  const { budget, rules, isTuned, isProvisional } = summary;
  const { reportingRule, margin, numRivals } = rules;
  const how = [Number(isProvisional), budget, reportingRule, Number(isTuned), margin, numRivals];
  const settings = [...how, verdictScopeText(experiment)];
  const rowOf = (
    names: readonly string[],
    task: string,
    one: PairComparison,
    ofTask: TaskComparison | null,
  ) => [...names, task, ...verdictNumbersOf(one, ofTask), ...settings];
  return [
    words.numbersHeader,
    ...verdictsOf(summary).flatMap(({ cardId, against, tasks, overall }) => {
      const names = [cardId, against].map((id) => nameOfCardId(experiment, id));
      return [
        ...tasks.map((task, index) => rowOf(names, experiment.tasks[index]?.name ?? '', task, task)),
        ...overallRows(experiment, overall).map(([task, one]) => rowOf(names, task, one, null)),
      ];
    }),
  ];
};

const verdictNumbersOf = (
  { conclusion, gain, level, numBetter, ...rest }: PairComparison,
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
