/** The sizes and tables that an experiment gives to every run of it, so that a link need not carry them. */
import { budgetOf } from '../../experiment/derived/budget.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import { trainingsOf } from '../../experiment/derived/trained.ts';
import type { Experiment } from '../../experiment/experiment.ts';

/** Sizes and tables of the runs of an experiment. */
export type AnswerShape = ReturnType<typeof answerShapeOf>;

/** The shape of the runs of an experiment. */
export function answerShapeOf(experiment: Experiment) {
  const [numTasks, { numReplicas }] = [experiment.tasks.length, experiment.training];
  return {
    experiment,
    numTasks,
    numReplicas,
    /** Losses of one network at one step, `R * T`. */
    numLosses: numReplicas * numTasks,
    /** The networks that are trained, card by card, the unseen baseline last. */
    trainings: trainingsOf(experiment),
    /** Levels of each card that is shown, by its id, as they are trained; none of a card that cannot be built. */
    levels: new Map(
      budgetOf(experiment).cards.map(({ card }) => [card.id, topologyOfCard(card, experiment)?.levels ?? []]),
    ),
  };
}

/** So many numbers of a list; NaN in place of those that it lacks. */
export const padded = (given: readonly number[] | undefined, length: number): readonly number[] =>
  Array.from({ length }, (_, index) => given?.[index] ?? Number.NaN);
