/** Compares linear models with each network on the same test rows; intervals cover the choice of shared rows. */
import { widenedInterval } from '../analysis/aucInterval.ts';
import { valuesOfTask } from '../analysis/pairs.ts';
import type { LinearLosses, NetworkRowVariances } from '../analysis/produced/evaluation.ts';
import type { ReportedLosses } from '../analysis/reported.ts';
import { bonferroniLevel, type Interval, tInterval } from '../analysis/statistics.ts';
import { resplitOverlapOf, resplitsRows } from '../data/rows.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { withoutIntervalEnds } from './taskSummary.ts';

/** Positive if the linear model is better. Interval ends are NaN if unknown. */
interface LinearDifference {
  readonly score: Interval;
  /** The network's log loss minus the linear model's; null for regression. */
  readonly loss: Interval | null;
}

export interface LinearComparison {
  readonly cardId: string;
  /** `[T]` */
  readonly tasks: readonly LinearDifference[];
}

interface ComparedNetwork {
  readonly cardId: string;
  readonly trainedId: string;
  readonly reported: Pick<ReportedLosses, 'losses' | 'auc' | 'steps'>;
}

// Level of intervals corrected for comparing all networks, tasks and measures at once.
export const linearIntervalLevel = ({ tasks }: Pick<Experiment, 'tasks'>, numNetworks: number): number =>
  bonferroniLevel(numNetworks * tasks.reduce((sum, { kind }) => sum + (kind === 'binary' ? 2 : 1), 0));

export function linearComparisonsOf(
  experiment: Experiment,
  linear: LinearLosses,
  nullLosses: readonly number[],
  networks: readonly ComparedNetwork[],
): readonly LinearComparison[] {
  const { tasks, data } = experiment;
  const level = linearIntervalLevel(experiment, networks.length);
  const isResplit = resplitsRows(data);
  return networks.map(({ cardId, trainedId, reported }) => {
    const variances = rowVariancesAt(linear.byRow?.networks[trainedId], reported.steps);
    const intervalOf = (values: readonly number[], task: number, variance = Number.NaN): Interval => {
      const own = valuesOfTask(values, task, tasks.length);
      if (isResplit) return tInterval(own, level, resplitOverlapOf(data));
      if (variance >= 0) return widenedInterval(own, level, variance);
      return withoutIntervalEnds(tInterval(own, level));
    };
    const losses = linear.test.map((loss, index) => (reported.losses[index] ?? Number.NaN) - loss);
    const areas = linear.auc.map((area, index) => area - (reported.auc[index] ?? Number.NaN));
    const scores = losses.map((loss, index) => loss / (nullLosses[index] ?? Number.NaN));
    return {
      cardId,
      tasks: tasks.map(({ kind }, task): LinearDifference => {
        const ofLoss = variances?.losses[task];
        const ofScore = ofLoss === undefined ? ofLoss : ofLoss / (nullLosses[task] ?? Number.NaN) ** 2;
        return kind === 'binary'
          ? {
              score: intervalOf(areas, task, variances?.areas[task]),
              loss: intervalOf(losses, task, ofLoss),
            }
          : { score: intervalOf(scores, task, ofScore), loss: null };
      }),
    };
  });
}

// Null if the compared network is not at the reported steps: another rule, or a run that lost its past.
const rowVariancesAt = (
  variances: NetworkRowVariances | undefined,
  steps: readonly number[],
): NetworkRowVariances | null =>
  variances !== undefined && steps.every((step, index) => Object.is(step, variances.steps[index]))
    ? variances
    : null;
