/** Rules for alarms: shifted shares, over-fitting, wasted steps. */
import { isMainlyRateError, miscalibrationOf, predictedOverObserved } from '../../../analysis/calibration.ts';
import type { Evaluation } from '../../../analysis/produced/evaluation.ts';
import { median } from '../../../analysis/robust.ts';
import { bonferroniLevel, type Interval, tInterval } from '../../../analysis/statistics.ts';
import { mean, valuesByReplica } from '../../../core/lists.ts';
import { expm1, ln } from '../../../core/math.ts';
import { isFunnel, precedingTaskOf } from '../../../data/funnel.ts';
import { resplitOverlapOf, resplitsRows, sharesRows } from '../../../data/rows.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import { remedyIds, remedyOf } from '../../../experiment/remedies.ts';
import { formatAmount, formatPercent } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import { networkOf } from '../../run.ts';
import type { CardSummary } from '../../summary.ts';
import { calibrationBinsOf, sharesOfYes } from '../cautions.ts';
import { spokenNameOf } from '../verdictWords.ts';
import type { Finding, FindingRule, SpokenRun } from './finding.ts';

const words = text.warnings;

// Thresholds of a shift: in standard errors, and in log ratios (ln 1.1).
const SHIFT_STANDARD_ERRORS = 4;
const LEAST_LOG_SHIFT = 0.09531017980432493;

/** Applies if shares of yes differ between test and training rows, and mean predictions err accordingly. */
export const shiftedRule: FindingRule = (run) => {
  const { experiment, summary } = run;
  // In a funnel, later tasks train on selected rows, whose shares differ by design.
  const places = experiment.tasks.flatMap((_, task) =>
    precedingTaskOf(experiment.tasks, task) === null ? (shareShiftOf(run, task) ?? []) : [],
  );
  const [first] = places.flatMap(({ task, train, test }) => {
    const ratios = summary.cards.flatMap((card) => {
      const ratio = shiftRatioOf(experiment, card, task);
      const isOff = test > train ? ratio.high < 1 : ratio.low > 1;
      const cost = miscalibrationOf(calibrationBinsOf(experiment, card, task), { train, test });
      if (!isOff || cost === null || cost.cost === 0) return [];
      const name = spokenNameOf(experiment, card.cardId);
      const [all, ofShares] = [cost.cost, cost.ofShares].map(formatAmount);
      const said = (isMainlyRateError(cost) ? words.costOfShares : words.cost)(all ?? '', ofShares ?? '');
      return [words.ratio(ratio.mean.toFixed(2), name, said)];
    });
    return ratios.length === 0 ? [] : [{ task, train, test, ratios }];
  });
  const [network] = summary.cards;
  if (first === undefined || network === undefined) return null;
  const { task, train, test, ratios } = first;
  const name = experiment.tasks[task]?.name ?? '';
  return {
    sentence: words.shifted(name, formatPercent(train), formatPercent(test), ratios),
    evidence: { kind: 'results', cardId: network.cardId, task },
  };
};

/** Null if the shares may be equal or were not counted. */
function shareShiftOf({ experiment: { tasks, data }, run: { knownLosses } }: SpokenRun, task: number) {
  const { train, test, numTestRows } = sharesOfYes(knownLosses ?? {}, task, tasks.length);
  const error = Math.sqrt((train * (1 - train)) / data.numTrainRows + (test * (1 - test)) / numTestRows);
  const isShifted =
    Math.abs(train - test) > SHIFT_STANDARD_ERRORS * error && Math.abs(ln(test / train)) > LEAST_LOG_SHIFT;
  return isShifted ? { task, train, test } : null;
}

export const shiftRatioOf = (
  { tasks, data }: Pick<Experiment, 'tasks' | 'data'>,
  card: Pick<CardSummary, 'reported'>,
  task: number,
): Interval =>
  predictedOverObserved(calibrationBinsOf({ tasks }, card, task), {
    isSameRows: sharesRows(data) && !resplitsRows(data),
    overlap: resplitOverlapOf(data),
  });

// Divides the usual error rate, because a best step chosen from many is low by chance.
const ERROR_RATE_DIVISOR = 5;
/** Smallest rise that is reported, in the logarithm of the loss. */
const LEAST_RISE = 0.01;
// Early stopping is offered if the best step comes before this share of the planned ones.
const STOPPING_SHARE = 1 / 3;
// Fewer replicas cannot tell a rise from noise.
const MIN_REPLICAS = 3;

export const overfittingRule: FindingRule = (run) => {
  const { experiment, summary } = run;
  const risen = lossRisesOf(run);
  if (risen.length === 0) return null;
  const cards = risen.map(({ card, rise }) =>
    words.rise(spokenNameOf(experiment, card.cardId), bestStepOf(card), expm1(rise)),
  );
  const isBest = summary.rules.reportingRule === 'bestValidation';
  const isEarly = risen.some(({ card }) => bestStepOf(card) <= STOPPING_SHARE * experiment.training.numSteps);
  const offer = [
    ...remedyIds.filter((id) => isEarly || id !== 'stopEarly'),
    ...(summary.budget === 'bestSize' ? [] : (['bestSize'] as const)),
  ];
  return withOffer(experiment, words.overfitting(cards, isBest), offer);
};

function withOffer(experiment: Experiment, sentence: string, all: NonNullable<Finding['offer']>): Finding {
  const offer = all.filter((id) => id === 'bestSize' || remedyOf(id, experiment) !== null);
  const names = offer.map((id) =>
    id === 'bestSize' ? words.smaller : (remedyOf(id, experiment)?.label ?? ''),
  );
  const sentences = names.length === 0 ? [sentence] : [sentence, words.toTry(names)];
  return { sentence: text.punctuation.sentences(sentences), evidence: { kind: 'curves' }, offer };
}

/** `rise`: difference of log losses from the best step to the end. */
function lossRisesOf({ summary, run, experiment }: SpokenRun) {
  const { cards, rules } = summary;
  const nullLosses = run.knownLosses?.funnel?.validation ?? run.knownLosses?.validation ?? [];
  return cards.flatMap((card) => {
    const { history } = networkOf(run, card.trainedId);
    const scores = logScoresOf(history, nullLosses, experiment.tasks);
    const rises = scores.length < MIN_REPLICAS ? [] : risesAfterOthersBest(scores);
    const interval = tInterval(rises, bonferroniLevel(ERROR_RATE_DIVISOR * cards.length), rules.overlap);
    // If step 0 is the best, another rule says that training only made it worse.
    const hasRisen = bestStepOf(card) > 0 && interval.low > 0 && interval.mean > LEAST_RISE;
    return hasRisen ? [{ card, rise: interval.mean }] : [];
  });
}

/** Logarithms of validation scores, `[replica][evaluation]`. */
function logScoresOf(
  history: readonly Evaluation[],
  nullLosses: readonly number[],
  tasks: Experiment['tasks'],
): readonly (readonly number[])[] {
  // Saved runs of funnels lack the losses that choose steps.
  const lossesOf = ({ loss }: Evaluation) =>
    isFunnel(tasks) ? (loss.funnel?.validation ?? []) : loss.validation;
  const bases = valuesByReplica(nullLosses, tasks.length);
  return bases
    .map((ofNull, replica) =>
      history.map((evaluation) => {
        const losses = valuesByReplica(lossesOf(evaluation), tasks.length)[replica] ?? [];
        return ln(mean(losses.map((one, task) => one / (ofNull[task] || 1))));
      }),
    )
    .filter((scores) => scores.every(Number.isFinite));
}

/** The best step of all other replicas: a replica's own is below its end by chance alone. */
const risesAfterOthersBest = (scores: readonly (readonly number[])[]): readonly number[] =>
  scores.map((own, replica) => {
    const others = own.map((_, index) =>
      mean(scores.filter((__, other) => other !== replica).map((one) => one[index] ?? Number.NaN)),
    );
    return (own.at(-1) ?? Number.NaN) - (own[others.indexOf(Math.min(...others))] ?? Number.NaN);
  });

const bestStepOf = ({ reported: { steps } }: CardSummary): number => median(steps.filter(Number.isFinite));

/** A best step is early before this share of the planned steps. */
const EARLY_STEP_SHARE = 0.25;

export const earlyBestRule: FindingRule = (run) => {
  const { experiment, summary } = run;
  const { numSteps } = experiment.training;
  if (summary.rules.reportingRule !== 'bestValidation') return null;
  const risen = lossRisesOf(run).map(({ card }) => card.cardId);
  const cards = summary.cards.flatMap((card) => {
    const steps = card.reported.steps.filter(Number.isFinite);
    const last = Math.max(...steps);
    const isEarly = steps.length > 0 && Math.min(...steps) > 0 && last <= EARLY_STEP_SHARE * numSteps;
    return isEarly && !risen.includes(card.cardId)
      ? [words.lastBest(spokenNameOf(experiment, card.cardId), last)]
      : [];
  });
  return cards.length === 0 ? null : withOffer(experiment, words.early(cards, numSteps), ['stopEarly']);
};
