/**
 * Verdicts in words and in numbers: as the command prints them and the page shows, copies and speaks them. Knows no page and
 * no terminal.
 */
import type { Comparison, Conclusion, TaskComparison, Verdict } from '../analysis/verdict.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { text } from '../text/text.ts';
import type { Answer } from './answer.ts';

const words = text.verdict;

/** The reference against the card of that id. */
export type VerdictAgainst = { readonly against: string } & Verdict;

/** Those of an answer, in the order of the cards. */
export const verdictsOf = ({ cards }: Pick<Answer, 'cards'>): readonly VerdictAgainst[] =>
  cards.flatMap(({ cardId, verdict }) => (verdict === null ? [] : [{ against: cardId, ...verdict }]));

/** What is said of one comparison: that two cards are identical says more than that there is no clear difference. */
type Said = Conclusion | 'identical';

const saidOrder: readonly Said[] = [
  'better',
  'worse',
  'identical',
  'noClearDifference',
  'oneReplica',
  'tooFewReplicas',
  'allDiverged',
];

const saidOf = ({ conclusion, isIdentical }: Comparison): Said => (isIdentical ? 'identical' : conclusion);

/**
 * "A · AdaTT-sp: better than C · MMoE (+3.4 %); no clear difference from B · PLE (−0.5 %)." Overall, by conclusion; begins with
 * "So far" before the planned steps.
 */
export const verdictSentence = (experiment: Experiment, answer: Answer): string => {
  const nameOf = (id: string) => cardName(experiment, id);
  const verdicts = verdictsOf(answer);
  if (verdicts.length === 0) return words.noOthers(nameOf(answer.referenceId));
  const parts = saidOrder.flatMap((said) => {
    const others = verdicts
      .filter(({ overall }) => saidOf(overall) === said)
      .map(({ against, overall }) => withEffect(nameOf(against), said, overall));
    return others.length === 0 ? [] : [words.conclusions[said](words.listed(others))];
  });
  const sentence = words.sentence(nameOf(answer.referenceId), parts);
  return answer.isProvisional ? words.soFar(sentence) : sentence;
};

/** Sayings that a number goes with; without a verdict it would only mislead. */
const withNumber: readonly Said[] = ['better', 'worse', 'noClearDifference'];

const withEffect = (name: string, said: Said, { gain }: Comparison): string =>
  withNumber.includes(said) ? words.withEffect(name, text.answer.signed(gain.mean)) : name;

/** "A · AdaTT-sp"; the id alone for a card that is gone. */
const cardName = ({ cards }: Experiment, id: string): string => {
  const card = cards.find((one) => one.id === id);
  return card === undefined ? id : text.app.architectures.name(id, card.name);
};

/** A table for people, header first: each task against each other card, then overall. */
export const verdictTable = (
  experiment: Experiment,
  verdicts: readonly VerdictAgainst[],
  nameOf: (cardId: string) => string = (id) => cardName(experiment, id),
): readonly (readonly string[])[] => [
  words.tableHeader,
  ...verdicts.flatMap(({ against, tasks, overall }) => [
    ...tasks.map((task, index) =>
      tableRow([nameOf(against), experiment.tasks[index]?.name ?? ''], task, task),
    ),
    tableRow([nameOf(against), text.answer.overall], overall, null),
  ]),
];

const tableRow = (
  names: readonly [against: string, task: string],
  { gain, level, numBetter, conclusion, isIdentical }: Comparison,
  ofTask: TaskComparison | null,
): readonly string[] => [
  ...names,
  Number.isFinite(gain.mean) ? text.answer.signed(gain.mean) : '',
  text.answer.interval(gain.low, gain.high),
  text.answer.level(level),
  text.answer.betterIn(numBetter, gain.n),
  ofTask === null || !Number.isFinite(ofTask.difference.mean)
    ? ''
    : text.answer.amount(ofTask.difference.mean),
  [
    isIdentical ? text.answer.identical : text.answer.conclusion(conclusion),
    ...(gain.numLeftOut > 0 ? [text.answer.diverged(gain.numLeftOut, gain.n + gain.numLeftOut)] : []),
    ...(ofTask?.isNearFloor ? [text.answer.nearFloor] : []),
  ].join('; '),
];

/** A table for programs, header first, unrounded; NaN where there is no number, 1 and 0 for yes and no. */
export const verdictNumbers = (
  experiment: Experiment,
  answer: Answer,
): readonly (readonly (string | number)[])[] => {
  const { budget, reportingRule, isTuned, isProvisional, referenceId } = answer;
  const settings = [Number(isProvisional), budget, reportingRule, Number(isTuned)];
  const rowOf = (against: string, task: string, one: Comparison, ofTask: TaskComparison | null) => [
    cardName(experiment, referenceId),
    cardName(experiment, against),
    task,
    ...numbersOf(one, ofTask),
    ...settings,
  ];
  return [
    words.numbersHeader,
    ...verdictsOf(answer).flatMap(({ against, tasks, overall }) => [
      ...tasks.map((task, index) => rowOf(against, experiment.tasks[index]?.name ?? '', task, task)),
      rowOf(against, text.answer.overall, overall, null),
    ]),
  ];
};

const numbersOf = (
  { conclusion, gain, level, numBetter }: Comparison,
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
  ofTask?.difference.mean ?? Number.NaN,
  ofTask?.difference.low ?? Number.NaN,
  ofTask?.difference.high ?? Number.NaN,
  ofTask === null ? Number.NaN : Number(ofTask.isNearFloor),
];
