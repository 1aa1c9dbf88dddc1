/** Many repetitions of an experiment, trained in batches that fit into memory, for the studies that count over all of them. */
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';

/** The experiment with the first `numReplicas` repetitions, at most `size` of them at once. */
export const batchesOf = (
  experiment: Experiment,
  numReplicas: number,
  size: number,
): readonly { readonly firstReplica: number; readonly numDone: number; readonly batch: Experiment }[] =>
  Array.from({ length: Math.ceil(numReplicas / size) }, (_, index) => {
    const firstReplica = index * size;
    const numDone = Math.min(firstReplica + size, numReplicas);
    const training = { ...experiment.training, firstReplica, numReplicas: numDone - firstReplica };
    return { firstReplica, numDone, batch: { ...experiment, training } };
  });

/** The experiment as it is trained, without a baseline that the user did not ask for. */
export function withoutBaseline(experiment: Experiment): Experiment {
  const trained = trainedExperimentOf(experiment);
  const isOwn = (id: string) => experiment.cards.some((card) => card.id === id);
  return { ...trained, cards: trained.cards.filter(({ id }) => isOwn(id)) };
}
