/**
 * Summary of one card, or of the linear models, on one task: test metrics with their intervals. Part of `summary.ts`. Linear models
 * have one result for the same rows, so a mean over repetitions has no interval of its own.
 */
import { aucInterval } from '../analysis/aucInterval.ts';
import { ofTask } from '../analysis/pairs.ts';
import type { ReportedLosses } from '../analysis/reported.ts';
import { farReplicas } from '../analysis/robust.ts';
import { type Interval, LEVEL, tInterval } from '../analysis/statistics.ts';
import { hasLearnedNothing } from '../analysis/verdict.ts';
import { overlapOf, resplits, sharesRows } from '../data/copies.ts';
import type { Experiment, TaskKind } from '../experiment/experiment.ts';
import type { LinearLosses } from '../analysis/produced/evaluation.ts';
import type { ReportedNetworks } from './reportable.ts';

/** Reported test metrics of one card on one task: means over replicas with 95 % t intervals, as of `tInterval`. */
export interface TaskSummary {
  readonly kind: TaskKind;
  /** Mean squared error or log loss. */
  readonly loss: Interval;
  /** MSE / Var or normalised entropy: the loss as a share of that of the best constant. */
  readonly normalisedLoss: Interval;
  /** Loss above the floor, which no model can go below; null where the floor is not known. */
  readonly excess: Interval | null;
  /** 1 - MSE / Var; null for a binary task. */
  readonly r2: Interval | null;
  /** Area under the ROC curve; null for a regression task. */
  readonly auc: Interval | null;
  /** The same within groups of rows, such as those of a user; null where no column names them, and for a regression task. */
  readonly gauc: Interval | null;
  /** No better than a constant, see the function of this name, and rows that say yes come no sooner than by chance. */
  readonly hasLearnedNothing: boolean;
  /** No better than a constant by its probabilities, though rows that say yes surely come sooner than by chance. */
  readonly isMiscalibrated: boolean;
  /** Replicas whose loss is far from that of the others, `[R]`: see `farReplicas`. */
  readonly isFar: readonly boolean[];
}

/** Lower end of the interval of an AUC from which on rows are told apart; a network before training may reach a little more than half. */
const RANKS = 0.55;

/** The report on the task at `task` from what is reported of a card and what is known of its rows. */
export const taskSummaryOf = (
  { losses, auc, gauc }: ReportedLosses,
  task: number,
  experiment: Experiment,
  known: ReportedNetworks['knownLosses'],
): TaskSummary => {
  const numTasks = experiment.tasks.length;
  const kind = experiment.tasks[task]?.kind ?? 'regression';
  const overlap = overlapOf(experiment.data);
  const intervalOf = (values: readonly number[]) => tInterval(ofTask(values, task, numTasks), LEVEL, overlap);
  const normalised = losses.map((loss, index) => loss / (known.test[index] ?? Number.NaN));
  const isBinary = kind === 'binary';
  const areaOf = isBinary ? aucIntervalOf(ofTask(auc, task, numTasks), task, experiment, known) : null;
  const isNoBetter = hasLearnedNothing(ofTask(normalised, task, numTasks), overlap);
  const ranks = areaOf !== null && areaOf.low > RANKS;
  return {
    kind,
    loss: intervalOf(losses),
    normalisedLoss: intervalOf(normalised),
    excess: known.floor.every(Number.isFinite)
      ? intervalOf(losses.map((loss, index) => loss - (known.floor[index] ?? 0)))
      : null,
    r2: isBinary ? null : intervalOf(normalised.map((share) => 1 - share)),
    auc: areaOf,
    gauc: isBinary && gauc !== undefined ? intervalOf(gauc) : null,
    hasLearnedNothing: isNoBetter && !ranks,
    isMiscalibrated: isNoBetter && ranks,
    isFar: farReplicas(ofTask(losses, task, numTasks)),
  };
};

/** Where all repetitions have the same test rows, none of them shows the sampling error of those: it is added. Other splits show it. */
const aucIntervalOf = (
  values: readonly number[],
  task: number,
  { data }: Experiment,
  { numPositive, numNegative }: ReportedNetworks['knownLosses'],
): Interval =>
  sharesRows(data) && !resplits(data)
    ? aucInterval(values, LEVEL, {
        numPositive: numPositive?.[task] ?? 0,
        numNegative: numNegative?.[task] ?? 0,
      })
    : tInterval(values, LEVEL, overlapOf(data));

/** The losses of linear models as those of a network that no step was chosen for. */
export const reportedOfLinear = ({
  test,
  auc,
  gauc,
  calibration,
  validation,
}: LinearLosses): ReportedLosses => ({
  losses: test,
  auc,
  ...(gauc && { gauc }),
  calibration,
  scores: validation,
  steps: test.map(() => Number.NaN),
  isStillImproving: test.map(() => false),
});

/** The reports on all tasks. Where repetitions have the same rows, an area has the interval of those rows, and nothing else has one. */
export const linearTasksOf = (
  reported: ReportedLosses,
  experiment: Experiment,
  known: ReportedNetworks['knownLosses'],
): readonly TaskSummary[] =>
  experiment.tasks.map((_, task) => {
    const summary = taskSummaryOf(reported, task, experiment, known);
    if (resplits(experiment.data)) return summary;
    const area = reported.auc[task] ?? Number.NaN;
    const classes = {
      numPositive: known.numPositive?.[task] ?? 0,
      numNegative: known.numNegative?.[task] ?? 0,
    };
    return {
      ...summary,
      loss: pointOf(summary.loss),
      normalisedLoss: pointOf(summary.normalisedLoss),
      r2: summary.r2 && pointOf(summary.r2),
      auc: summary.auc && aucInterval([area, area], LEVEL, classes),
      gauc: summary.gauc && pointOf(summary.gauc),
    };
  });

/** The same without ends. */
export const pointOf = (interval: Interval): Interval => ({ ...interval, low: Number.NaN, high: Number.NaN });
