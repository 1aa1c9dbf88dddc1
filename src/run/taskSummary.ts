/** Test metrics of one card on one task, with intervals. */
import { aucInterval } from '../analysis/aucInterval.ts';
import { valuesOfTask } from '../analysis/pairs.ts';
import type { ReportedLosses } from '../analysis/reported.ts';
import { outlierReplicas } from '../analysis/robust.ts';
import { type Interval, LEVEL, tInterval } from '../analysis/statistics.ts';
import { hasLearnedNothing } from '../analysis/verdict.ts';
import { resplitOverlapOf, resplitsRows, sharesRows } from '../data/rows.ts';
import type { Experiment, TaskKind } from '../experiment/experiment.ts';
import type { ReportedNetworks } from './reportable.ts';

/** Means over replicas with 95 % intervals of `tInterval`. */
export interface TaskSummary {
  readonly kind: TaskKind;
  /** Mean squared error or log loss. */
  readonly loss: Interval;
  readonly normalisedLoss: Interval;
  /** Loss above the irreducible loss; null if unknown. */
  readonly excess: Interval | null;
  /** 1 - MSE / Var; null for binary tasks. */
  readonly r2: Interval | null;
  /** ROC area; null for regression. */
  readonly auc: Interval | null;
  /** ROC area within groups; null without a group column, and for regression. */
  readonly gauc: Interval | null;
  /** Neither loss nor ranking is better than a constant's. */
  readonly hasLearnedNothing: boolean;
  /** Loss no better than a constant's, though the ranking is. */
  readonly isMiscalibrated: boolean;
  /** True for outlying replicas, `[R]`; see `farReplicas`. */
  readonly isFar: readonly boolean[];
}

// Lowest AUC bound that counts as ranking: an untrained network may reach a little more than half.
const MIN_RANKING_AUC = 0.55;

export const taskSummaryOf = (
  { losses, auc, gauc }: ReportedLosses,
  task: number,
  experiment: Experiment,
  known: ReportedNetworks['knownLosses'],
): TaskSummary => {
  const numTasks = experiment.tasks.length;
  const kind = experiment.tasks[task]?.kind ?? 'regression';
  const overlap = resplitOverlapOf(experiment.data);
  const intervalOf = (values: readonly number[]) =>
    tInterval(valuesOfTask(values, task, numTasks), LEVEL, overlap);
  const normalised = losses.map((loss, index) => loss / (known.test[index] ?? Number.NaN));
  const isBinary = kind === 'binary';
  const areaOf = isBinary ? aucIntervalOf(valuesOfTask(auc, task, numTasks), task, experiment, known) : null;
  const isNoBetter = hasLearnedNothing(valuesOfTask(normalised, task, numTasks), overlap);
  const ranks = areaOf !== null && areaOf.low > MIN_RANKING_AUC;
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
    isFar: outlierReplicas(valuesOfTask(losses, task, numTasks)),
  };
};

// Adds the sampling error of test rows if all replicas share them; otherwise replicas show it.
const aucIntervalOf = (
  values: readonly number[],
  task: number,
  { data }: Experiment,
  { numPositive, numNegative }: ReportedNetworks['knownLosses'],
): Interval =>
  sharesRows(data) && !resplitsRows(data)
    ? aucInterval(values, LEVEL, {
        numPositive: numPositive?.[task] ?? 0,
        numNegative: numNegative?.[task] ?? 0,
      })
    : tInterval(values, LEVEL, resplitOverlapOf(data));
