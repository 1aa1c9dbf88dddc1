/** Sizes and tables that a link need not carry, because the experiment gives them. */
import { budgetOf } from '../../experiment/derived/budget.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import { trainingsOf } from '../../experiment/derived/trained.ts';
import type { Experiment } from '../../experiment/experiment.ts';

export type AnswerShape = ReturnType<typeof answerShapeOf>;

export function answerShapeOf(experiment: Experiment) {
  const [numTasks, { numReplicas }] = [experiment.tasks.length, experiment.training];
  return {
    experiment,
    numTasks,
    numReplicas,
    /** `R * T` */
    numLosses: numReplicas * numTasks,
    /** Card by card, an unseen baseline last. */
    trainings: trainingsOf(experiment),
    /** Levels by card id; empty for a card that cannot be built. */
    levels: new Map(
      budgetOf(experiment).cards.map(({ card }) => [card.id, topologyOfCard(card, experiment)?.levels ?? []]),
    ),
  };
}

/** Pads with NaN. */
export const padded = (given: readonly number[] | undefined, length: number): readonly number[] =>
  Array.from({ length }, (_, index) => given?.[index] ?? Number.NaN);
