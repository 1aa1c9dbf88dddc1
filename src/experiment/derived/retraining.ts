/** Parts of an experiment that train alone to the same bytes. */
import type { BackendName } from '../../analysis/produced/backend.ts';
import type { Experiment } from '../experiment.ts';
import { trainedExperimentOf, trainingsOf } from './trained.ts';

/** One repetition (0: the first) of some networks, with the same bytes as in the whole experiment. */
export function singleRepetitionOf(
  experiment: Experiment,
  cardIds: readonly string[],
  replica: number,
): Experiment | null {
  const { training } = experiment;
  const cards = experiment.cards.filter(({ id }) => cardIds.includes(id));
  if (cards.length === 0 || replica < 0 || replica >= training.numReplicas) return null;
  const firstReplica = (training.firstReplica ?? 0) + replica;
  // The step at which a run stops early depends on all of its networks.
  const alone = { firstReplica, numReplicas: 1, stopEarly: 0 };
  return { ...experiment, cards, training: { ...training, ...alone } };
}

/** Network of a card before training has chosen one: of its sizes, that of the common budget. */
export const untrainedIdOf = (experiment: Experiment, cardId: string): string | undefined =>
  trainingsOf(experiment)
    .find((card) => card.cardId === cardId)
    ?.trained.find(({ sizeFactor }) => sizeFactor === null || sizeFactor === 1)?.id;

/** Retrains networks missing from a saved run, bit-equal to those of the whole experiment on `backend`. */
export const retrainingExperimentOf = (
  experiment: Experiment,
  networkIds: readonly string[],
  replica: number,
  backend: BackendName,
): Experiment | null => {
  const one = singleRepetitionOf(trainedExperimentOf(experiment), networkIds, replica);
  return one && { ...one, training: { ...one.training, backend } };
};
