/** A card's options as tables, or why there are none. */

import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { architectureOf } from '../../src/models/architectures.ts';
import type { Topology } from '../../src/models/topology.ts';

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
