/** Decides where a run stops early. It hears of all networks of all repetitions, so that no pool of threads can change the decision. */
import { nothingReportable, type ReportableLosses } from '../../analysis/reported.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { CardEvaluation, KnownLosses } from '../../analysis/produced/evaluation.ts';
import { reportableAfter, stoppedAt } from '../../run/reportable.ts';
import type { RunCheckpoint } from '../../run/protocol.ts';

export type Stopping = ReturnType<typeof createStopping>;

/** `checkpoint`: the one that the run goes on from; null: it begins. */
export function createStopping(
  experiment: Experiment,
  knownLosses: KnownLosses,
  checkpoint: Pick<RunCheckpoint, 'reportable'> | null,
) {
  const isAsked = experiment.training.stopEarly > 0;
  let networks = new Map<string, { readonly reportable: ReportableLosses }>(
    Object.entries(checkpoint?.reportable ?? {}).map(([id, reportable]) => [id, { reportable }]),
  );
  const isOver = () => stoppedAt(experiment, networks) !== null;
  return {
    /** The run may stop early, so that each evaluation must be known before the next step. */
    isAsked,
    isOver,
    take: (evaluations: readonly CardEvaluation[]) => {
      // Single steps may follow the end, and change nothing of what is reported.
      if (!isAsked || isOver()) return;
      networks = new Map(
        evaluations.map(({ cardId: id, loss }) => {
          const before = networks.get(id)?.reportable ?? nothingReportable;
          return [id, { reportable: reportableAfter(before, loss, { experiment, knownLosses }) }];
        }),
      );
    },
    /** The part of a checkpoint by which a run that goes on from it stops where this one would. */
    saved: (): Pick<RunCheckpoint, 'reportable'> =>
      isAsked
        ? { reportable: Object.fromEntries([...networks].map(([id, { reportable }]) => [id, reportable])) }
        : {},
  };
}
