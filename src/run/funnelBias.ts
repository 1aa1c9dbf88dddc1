/** Compares mean predictions with the truth on groups of test rows, for tasks in a funnel. */
import { valuesOfTask } from '../analysis/pairs.ts';
import type { KnownFunnel } from '../analysis/produced/evaluation.ts';
import { LEVEL, tInterval } from '../analysis/statistics.ts';
import { type FunnelPopulation, funnelPopulations, precedingTaskOf } from '../data/funnel.ts';
import { resplitOverlapOf } from '../data/rows.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { ReportedNetworks } from './reportable.ts';
import type { CardSummary } from './summary.ts';

/** Leaves out area under the curve and irreducible loss, which are of all rows. */
export function reportedOnRows(
  population: FunnelPopulation,
  { reported, knownLosses, isFinal }: ReportedNetworks,
): ReportedNetworks {
  const known = knownLosses.funnel?.ofRows[population];
  const unknown = knownLosses.test.map(() => Number.NaN);
  return {
    isFinal,
    reported: (id) => {
      const { gauc: _, ...ofAll } = reported(id);
      return { ...ofAll, losses: ofAll.ofRows?.[population].losses ?? unknown, auc: unknown };
    },
    knownLosses: { test: known?.nullLosses ?? unknown, floor: unknown },
  };
}

export type TaskBias = ReturnType<typeof biasesOf>[number];
export type CardBias = TaskBias['cards'][number];

export function biasesOf(
  { tasks, data }: Pick<Experiment, 'tasks' | 'data'>,
  cards: readonly Pick<CardSummary, 'cardId' | 'reported'>[],
  known: KnownFunnel,
) {
  const overlap = resplitOverlapOf(data);
  const interval = (values: readonly number[]) => tInterval(values, LEVEL, overlap);
  return tasks.flatMap((_, task) =>
    precedingTaskOf(tasks, task) === null
      ? []
      : funnelPopulations.map((population) => {
          const { truth: truths, truthGivenPath } = known.ofRows[population];
          const truth = valuesOfTask(truths, task, tasks.length);
          return {
            task,
            population,
            /** Mean true probability if every row were labelled; NaN if unknown. */
            truth: interval(truth),
            /** Mean true probability given the preceding tasks; null if that is no different. */
            truthGivenPath: truthGivenPath
              ? interval(valuesOfTask(truthGivenPath, task, tasks.length))
              : null,
            cards: cards.map(({ cardId, reported }) => {
              const predicted = valuesOfTask(
                reported.ofRows?.[population].predicted ?? [],
                task,
                tasks.length,
              );
              const differences = predicted.map((mean, replica) => mean - (truth[replica] ?? Number.NaN));
              return {
                cardId,
                predicted: interval(predicted),
                /** Mean predicted minus mean true, paired by replica. */
                bias: interval(differences),
              };
            }),
          };
        }),
  );
}
