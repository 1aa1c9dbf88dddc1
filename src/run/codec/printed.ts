/** Compares summaries by the conclusions and digits that people read. */
import type { Gains, TaskGain } from '../../analysis/pairs.ts';
import type { Interval } from '../../analysis/statistics.ts';
import type { Comparison, TaskComparison, Verdict } from '../../analysis/verdict.ts';
import { formatAmount, formatGain, formatPair } from '../../text/format.ts';
import type { CardSummary, RunSummary } from '../summary.ts';
import type { TaskSummary } from '../taskSummary.ts';

/** Text that is equal for two summaries if readers cannot distinguish them. */
export function printedSummary({ cards, baselines, linear }: RunSummary): string {
  const against = linear?.against.map(({ tasks }) =>
    tasks.map(({ score, loss }) => [score, loss].map((one) => one && amounts(one))),
  );
  return JSON.stringify(
    [...cards, ...baselines, ...(linear ? [linear] : [])].map(ofCard).concat(against ?? []),
  );
}

const ofCard = ({ trainedId, reported, tasks, gains, verdict, ...rest }: CardSummary): unknown => [
  [
    trainedId,
    rest.numDiverged,
    rest.numStillImproving,
    [...new Set(reported.steps)].toSorted((a, b) => a - b),
  ],
  tasks.map(ofTask),
  gains && ofGains(gains),
  verdict && ofVerdict(verdict),
];

const ofTask = ({ loss, normalisedLoss, excess, r2, auc, gauc, ...rest }: TaskSummary): unknown => [
  [loss, normalisedLoss, excess, r2, auc, gauc].map((value) => value && measured(value)),
  [rest.hasLearnedNothing, rest.isMiscalibrated, rest.isFar],
];

const ofGains = ({ tasks, overall }: Gains): unknown => [
  tasks.map((one) => [share(one.gain), amount(one)]),
  share(overall.gain),
];

const ofVerdict = ({ tasks, overall }: Verdict): unknown => [
  tasks.map((one: TaskComparison) => [ofComparison(one), amount(one), one.isNearFloor]),
  ofComparison(overall),
];

const ofComparison = ({ gain, equality, chanceBetter, learned, ...rest }: Comparison): unknown => [
  learned && [learned.leftOut, ofComparison(learned.comparison)],
  [rest.conclusion, share(gain), share(equality), rest.isWithinMargin, rest.isIdentical],
  [rest.numBetter, rest.numStillImproving, rest.replicasToDecide],
  [rest.medianGain, rest.detectableGain].map(formatGain),
  [chanceBetter.low, chanceBetter.high].map((chance) => Math.round(100 * chance)),
];

// The side of 0 on which an interval lies decides the wording.
const share = ({ mean, low, high, n, numLeftOut }: Interval): unknown => [
  [mean, low, high].map(formatGain),
  [low > 0, high < 0, n, numLeftOut],
];

const amounts = ({ low, high, n }: Interval): unknown => [
  [low, high].map(formatAmount),
  [low > 0, high < 0, n],
];

const measured = ({ mean, high, n }: Interval): unknown => [...formatPair(mean, high - mean), n];

const amount = ({ difference }: TaskGain): string => formatAmount(difference.mean);
