/** From a card's options to its tables, for whoever wants to know about a network without training it. */
import { architectureOf } from '../../models/architectures.ts';
import type { Topology } from '../../models/topology.ts';
import type { CardConfig, Experiment } from '../experiment.ts';

/** What of an experiment decides the tables of its cards. */
export type CardContext = Pick<Experiment, 'tasks' | 'data'>;

/** The tables of a card; null when its options cannot be built, see `checks.ts`. */
export const topologyOf = (card: CardConfig, { tasks, data }: CardContext): Topology | null => {
  const architecture = architectureOf(card.architecture);
  const context = { numTasks: tasks.length, inputDim: data.inputDim };
  if (architecture === undefined || architecture.problemsOf(card.options, context).length > 0) return null;
  return architecture.topologyOf(card.options, context);
};
