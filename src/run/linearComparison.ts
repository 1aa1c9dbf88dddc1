/**
 * Linear models against each network, on the same test rows. Where all repetitions have these rows, an interval holds what other rows
 * of the kind would bring, from differences row by row, and what other repetitions would; else each repetition is compared on its own.
 */
import { widenedInterval } from '../analysis/aucInterval.ts';
import { ofTask } from '../analysis/pairs.ts';
import type { ReportedLosses } from '../analysis/reported.ts';
import { familyLevel, type Interval, tInterval } from '../analysis/statistics.ts';
import { overlapOf, resplits } from '../data/copies.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { LinearLosses, NetworkRowVariances } from '../analysis/produced/evaluation.ts';
import { pointOf } from './taskSummary.ts';

/** How much better the linear model is than one network on one task. An interval without ends: nobody knows how sure that is. */
export interface LinearDifference {
  /** Its R² or area under the ROC curve minus the network's. */
  readonly score: Interval;
  /** The network's log loss minus its own; null for a regression task. */
  readonly loss: Interval | null;
}

/** The linear models against one network. */
export interface LinearComparison {
  readonly cardId: string;
  /** `[T]` */
  readonly tasks: readonly LinearDifference[];
}

/** A network that linear models are compared with. */
interface ComparedNetwork {
  readonly cardId: string;
  readonly trainedId: string;
  readonly reported: Pick<ReportedLosses, 'losses' | 'auc' | 'steps'>;
}

/** Level of each interval: all networks on all tasks by all measures are one family. */
export const linearLevel = ({ tasks }: Pick<Experiment, 'tasks'>, numNetworks: number): number =>
  familyLevel(numNetworks * tasks.reduce((sum, { kind }) => sum + (kind === 'binary' ? 2 : 1), 0));

/** The comparisons with all networks, each interval of `linearLevel`. */
export function linearComparisonsOf(
  experiment: Experiment,
  linear: LinearLosses,
  nullLosses: readonly number[],
  networks: readonly ComparedNetwork[],
): readonly LinearComparison[] {
  const { tasks, data } = experiment;
  const level = linearLevel(experiment, networks.length);
  const isResplit = resplits(data);
  return networks.map(({ cardId, trainedId, reported }) => {
    const variances = variancesOf(linear.byRow?.networks[trainedId], reported.steps);
    const intervalOf = (values: readonly number[], task: number, variance = Number.NaN): Interval => {
      const own = ofTask(values, task, tasks.length);
      if (isResplit) return tInterval(own, level, overlapOf(data));
      if (variance >= 0) return widenedInterval(own, level, variance);
      return pointOf(tInterval(own, level));
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

/** None where the network that was compared is not at the steps that it reports: another rule, or a run that lost its past. */
const variancesOf = (
  variances: NetworkRowVariances | undefined,
  steps: readonly number[],
): NetworkRowVariances | null =>
  variances !== undefined && steps.every((step, index) => Object.is(step, variances.steps[index]))
    ? variances
    : null;
