/** Decides where a run stops early, from all replicas, so that the number of threads does not matter. */

import type { CardEvaluation, KnownLosses } from '../../analysis/produced/evaluation.ts';
import { emptyReportableLosses, type ReportableLosses } from '../../analysis/reported.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { RunCheckpoint } from '../../run/protocol.ts';
import { earlyStopOf, reportableAfter } from '../../run/reportable.ts';

export type EarlyStopping = ReturnType<typeof createEarlyStopping>;

export function createEarlyStopping(
  experiment: Experiment,
  knownLosses: KnownLosses,
  checkpoint: Pick<RunCheckpoint, 'reportable'> | null,
) {
  const isAsked = experiment.training.stopEarly > 0;
  let networks = new Map<string, { readonly reportable: ReportableLosses }>(
    Object.entries(checkpoint?.reportable ?? {}).map(([id, reportable]) => [id, { reportable }]),
  );
  const isOver = () => earlyStopOf(experiment, networks) !== null;
  return {
    /** True if early stopping is on; then each evaluation must be known before the next step. */
    isAsked,
    isOver,
    take: (evaluations: readonly CardEvaluation[]) => {
      // Single steps after the end change nothing that is reported.
      if (!isAsked || isOver()) return;
      networks = new Map(
        evaluations.map(({ cardId: id, loss }) => {
          const before = networks.get(id)?.reportable ?? emptyReportableLosses;
          return [id, { reportable: reportableAfter(before, loss, { experiment, knownLosses }) }];
        }),
      );
    },
    /** The part of a checkpoint from which a restored run stops at the same step. */
    saved: (): Pick<RunCheckpoint, 'reportable'> =>
      isAsked
        ? { reportable: Object.fromEntries([...networks].map(([id, { reportable }]) => [id, reportable])) }
        : {},
  };
}
