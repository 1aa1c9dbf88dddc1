/** A card's options as tables, or why there are none. */
import { architectureOf, type CardConfig, type Experiment, type Topology } from '../../src/index.ts';

const contextOf = ({ tasks, data }: Experiment) => ({ numTasks: tasks.length, inputDim: data.inputDim });

/** Why the options of `card` cannot be built, a sentence each; empty when they can. */
export const problemsOfCard = (card: CardConfig, experiment: Experiment): readonly string[] =>
  architectureOf(card.architecture)?.problemsOf(card.options, contextOf(experiment)) ?? [];

/** The tables of `card`; null when it cannot be built. */
export function topologyOfCard(card: CardConfig, experiment: Experiment): Topology | null {
  const architecture = architectureOf(card.architecture);
  if (architecture === undefined || problemsOfCard(card, experiment).length > 0) return null;
  return architecture.topologyOf(card.options, contextOf(experiment));
}
