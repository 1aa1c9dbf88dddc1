/** Compares summaries by the conclusions and digits that people read. */
import type { GainsOverBaseline, TaskGain } from '../../analysis/pairs.ts';
import type { Interval } from '../../analysis/statistics.ts';
import type { PairComparison, TaskComparison, Verdict } from '../../analysis/verdict.ts';
import { formatAmount, formatGain, formatPair } from '../../text/format.ts';
import type { CardSummary, RunSummary } from '../summary.ts';
import type { TaskSummary } from '../taskSummary.ts';

/** Text that is equal for two summaries if readers cannot distinguish them. */
export const printedSummary = ({ cards, baselines }: RunSummary): string =>
  JSON.stringify([...cards, ...baselines].map(printedCard));

const printedCard = ({ trainedId, reported, tasks, gains, verdict, ...rest }: CardSummary): unknown => [
  [
    trainedId,
    rest.numDiverged,
    rest.numStillImproving,
    [...new Set(reported.steps)].toSorted((a, b) => a - b),
  ],
  tasks.map(printedTask),
  gains && printedGains(gains),
  verdict && printedVerdict(verdict),
];

const printedTask = ({ loss, normalisedLoss, excess, r2, auc, gauc, ...rest }: TaskSummary): unknown => [
  [loss, normalisedLoss, excess, r2, auc, gauc].map((value) => value && printedMean(value)),
  [rest.hasLearnedNothing, rest.isMiscalibrated, rest.isFar],
];

const printedGains = ({ tasks, overall }: GainsOverBaseline): unknown => [
  tasks.map((one) => [printedShare(one.gain), printedDifference(one)]),
  printedShare(overall.gain),
];

const printedVerdict = ({ tasks, overall }: Verdict): unknown => [
  tasks.map((one: TaskComparison) => [printedComparison(one), printedDifference(one), one.isNearFloor]),
  printedComparison(overall),
];

const printedComparison = ({ gain, equality, chanceBetter, learned, ...rest }: PairComparison): unknown => [
  learned && [learned.leftOut, printedComparison(learned.comparison)],
  [rest.conclusion, printedShare(gain), printedShare(equality), rest.isWithinMargin, rest.isIdentical],
  [rest.numBetter, rest.numStillImproving, rest.replicasToDecide],
  [rest.medianGain, rest.detectableGain].map(formatGain),
  [chanceBetter.low, chanceBetter.high].map((chance) => Math.round(100 * chance)),
];

// The side of 0 on which an interval lies decides the wording.
const printedShare = ({ mean, low, high, n, numLeftOut }: Interval): unknown => [
  [mean, low, high].map(formatGain),
  [low > 0, high < 0, n, numLeftOut],
];

const printedMean = ({ mean, high, n }: Interval): unknown => [...formatPair(mean, high - mean), n];

const printedDifference = ({ difference }: TaskGain): string => formatAmount(difference.mean);
