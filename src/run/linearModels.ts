/** Linear models as networks are summarised: they have one result for the same rows, so a mean over repetitions has no interval of its own. */
import { aucInterval } from '../analysis/aucInterval.ts';
import type { ReportedLosses } from '../analysis/reported.ts';
import { type Interval, LEVEL } from '../analysis/statistics.ts';
import { resplits } from '../data/copies.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { ReportedNetworks } from './pickedNetworks.ts';
import type { LinearLosses } from './produced/evaluation.ts';
import { type TaskSummary, taskSummaryOf } from './taskSummary.ts';

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

const pointOf = (interval: Interval): Interval => ({ ...interval, low: Number.NaN, high: Number.NaN });
