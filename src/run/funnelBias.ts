/** Tasks that come after others on some of the test rows: what networks report there, and how far their mean predictions lie from the truth. */
import { ofTask } from '../analysis/pairs.ts';
import { LEVEL, tInterval } from '../analysis/statistics.ts';
import { overlapOf } from '../data/copies.ts';
import { type Population, parentOf, populations } from '../data/funnel.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { KnownFunnel } from '../analysis/produced/evaluation.ts';
import type { ReportedNetworks } from './reportable.ts';
import type { CardSummary } from './summary.ts';

/** The same networks as they are reported on those rows alone. An area under the curve, and the floor, are of all rows, and left out. */
export function reportedOnRows(
  population: Population,
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

/** Probabilities of a task on some of the test rows, over repetitions. */
export type TaskBias = ReturnType<typeof biasesOf>[number];
export type CardBias = TaskBias['cards'][number];

/** The probabilities of every task that comes after another, on all test rows and on those where the tasks before did or did not happen. */
export function biasesOf(
  { tasks, data }: Pick<Experiment, 'tasks' | 'data'>,
  cards: readonly Pick<CardSummary, 'cardId' | 'reported'>[],
  known: KnownFunnel,
) {
  const overlap = overlapOf(data);
  const interval = (values: readonly number[]) => tInterval(values, LEVEL, overlap);
  return tasks.flatMap((_, task) =>
    parentOf(tasks, task) === null
      ? []
      : populations.map((population) => {
          const { truth: truths, truthGivenPath } = known.ofRows[population];
          const truth = ofTask(truths, task, tasks.length);
          return {
            task,
            population,
            /** Mean true probability if everybody were asked; NaN where nobody knows. */
            truth: interval(truth),
            /** The same given that the tasks before happened; null where that makes no difference. */
            truthGivenPath: truthGivenPath ? interval(ofTask(truthGivenPath, task, tasks.length)) : null,
            cards: cards.map(({ cardId, reported }) => {
              const predicted = ofTask(reported.ofRows?.[population].predicted ?? [], task, tasks.length);
              const differences = predicted.map((mean, replica) => mean - (truth[replica] ?? Number.NaN));
              return {
                cardId,
                /** Mean predicted probability. */
                predicted: interval(predicted),
                /** Mean predicted minus mean true, paired by repetition. */
                bias: interval(differences),
              };
            }),
          };
        }),
  );
}
