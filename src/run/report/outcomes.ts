/** Names and tabulates every card's summary: test metrics and gain over its baseline. */
import { isNegativeTransfer, MIN_REPLICAS } from '../../analysis/pairs.ts';
import { type Interval, LEVEL } from '../../analysis/statistics.ts';
import { trainedCardOf } from '../../experiment/derived/trainedCard.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { formatCount } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { CardSummary, RunSummary } from '../summary.ts';
import type { TaskSummary } from '../taskSummary.ts';
import { intervalFamilyTexts } from './verdictWords.ts';

const words = text.verdict.outcomes;

export interface CardOutcome {
  readonly summary: CardSummary;
  readonly name: string;
  readonly card: CardConfig | null;
}

export const outcomesOf = (experiment: Experiment, summary: RunSummary): readonly CardOutcome[] => {
  const { cards, baselines } = summary;
  return [...new Set([...cards, ...baselines])].map((one) => {
    const card = experiment.cards.find(({ id }) => id === one.cardId) ?? null;
    const name =
      card === null ? unseenBaselineName(one, summary) : text.app.architectures.name(card.id, card.name);
    return { summary: one, name, card };
  });
};

const unseenBaselineName = ({ cardId }: CardSummary, { cards, baselines }: RunSummary): string =>
  baselines.length === 1
    ? words.unseenBaseline
    : words.unseenBaselineOf(cards.filter((card) => card.baselineId === cardId).map((card) => card.cardId));

export type MetricName = 'normalised' | 'loss' | 'score' | 'grouped';

const unknownInterval: Interval = {
  mean: Number.NaN,
  low: Number.NaN,
  high: Number.NaN,
  n: 0,
  numLeftOut: 0,
};

/** MSE / Var or NE, MSE or log loss, R² or AUC. */
export const metricIntervalOf = (
  { kind, normalisedLoss, loss, r2, auc, gauc }: TaskSummary,
  metric: MetricName,
): { readonly name: string; readonly value: Interval } => ({
  name: words.metricNames[metric][kind],
  value: {
    normalised: normalisedLoss,
    loss,
    score: r2 ?? auc ?? normalisedLoss,
    grouped: gauc ?? unknownInterval,
  }[metric],
});

export function sizeText(experiment: Experiment, { cardId, sizeFactor }: CardSummary): string | null {
  const costs = sizeFactor === null ? null : trainedCardOf(experiment, cardId, sizeFactor)?.costs;
  return sizeFactor === null || !costs
    ? null
    : words.size(sizeFactor, formatCount(costs.parameters.total), formatCount(costs.multiplyAdds.total));
}

const metricNames: readonly MetricName[] = ['loss', 'normalised', 'score', 'grouped'];

/** Header first, unrounded; missing numbers are NaN, yes is 1, no is 0. */
export const outcomeNumbers = (
  experiment: Experiment,
  summary: RunSummary,
): readonly (readonly (string | number)[])[] => [
  words.numbersHeader,
  ...outcomesOf(experiment, summary).flatMap(({ name, summary: card }) => {
    const rowOf = (task: string, measure: string, value: Interval | undefined, level = LEVEL) =>
      value === undefined
        ? []
        : [[name, task, measure, ...intervalNumbersOf(value, level), ...choiceOf(card)]];
    const { gains, ownGains } = card;
    return [
      ...card.tasks.flatMap((report, index) => {
        const task = experiment.tasks[index]?.name ?? '';
        return [
          ...metricNames.flatMap((metric) => {
            const { name: measure, value } = metricIntervalOf(report, metric);
            return value === unknownInterval ? [] : rowOf(task, measure, value);
          }),
          ...rowOf(task, words.gain, gains?.tasks[index]?.gain, gains?.tasks[index]?.level),
          ...rowOf(task, words.gainAtOwn, ownGains?.tasks[index]?.gain, ownGains?.tasks[index]?.level),
          ...rowOf(task, words.difference, gains?.tasks[index]?.difference, gains?.tasks[index]?.level),
        ];
      }),
      ...rowOf(text.answer.overall, words.gain, gains?.overall.gain, gains?.overall.level),
      ...rowOf(text.answer.overall, words.gainAtOwn, ownGains?.overall.gain, ownGains?.overall.level),
    ];
  }),
];

const choiceOf = ({ learningRate, sizeFactor }: CardSummary): readonly number[] =>
  [learningRate, sizeFactor].map((chosen) => chosen ?? Number.NaN);

const intervalNumbersOf = (value: Interval, level: number): readonly number[] => [
  value.mean,
  value.low,
  value.high,
  level,
  value.n,
  value.numLeftOut,
];

export const reportedSteps = ({ reported }: CardSummary): readonly [first: number, last: number] | null => {
  const steps = reported.steps.filter(Number.isFinite);
  return steps.length === 0 ? null : [Math.min(...steps), Math.max(...steps)];
};

/** `[R]`; `task` null: on any. */
export const outlyingInEither = (
  one: CardSummary | undefined,
  other: CardSummary | undefined,
  task: number | null,
): readonly boolean[] => {
  const tasks = [one, other].flatMap((card) =>
    (card?.tasks ?? []).filter((_, index) => task === null || index === task),
  );
  return (tasks[0]?.isFar ?? []).map((_, replica) => tasks.some(({ isFar }) => isFar[replica] === true));
};

export const outlyingAgainst = (
  { cards, referenceId }: RunSummary,
  cardId: string,
  task: number | null,
): readonly boolean[] => {
  const ofId = (id: string) => cards.find((card) => card.cardId === id);
  return outlyingInEither(ofId(referenceId), ofId(cardId), task);
};

export const differingAtOwnSteps = (
  gain: Interval,
  atOwnSteps: Interval | undefined,
  margin: number,
): Interval | null =>
  atOwnSteps !== undefined && Math.abs(atOwnSteps.mean - gain.mean) > margin ? atOwnSteps : null;

export const gainFamiliesOf = ({ cards }: RunSummary): readonly string[] =>
  intervalFamilyTexts(cards.flatMap(({ gains }) => gains ?? []));

export const transferDirectionOf = (gain: Interval): 'positive' | 'negative' | null => {
  if (isNegativeTransfer(gain)) return 'negative';
  return gain.n >= MIN_REPLICAS && gain.low > 0 ? 'positive' : null;
};
