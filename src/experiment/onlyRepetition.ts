/** One repetition of one network by itself, which trains to the bytes that it has beside all others. */
import type { Experiment } from './experiment.ts';

/** Repetition `replica`, counted from the first of `experiment`, of the network `cardId`; null: there is none such. */
export function onlyRepetition(experiment: Experiment, cardId: string, replica: number): Experiment | null {
  const { training } = experiment;
  const cards = experiment.cards.filter(({ id }) => id === cardId);
  if (cards.length === 0 || replica < 0 || replica >= training.numReplicas) return null;
  const firstReplica = (training.firstReplica ?? 0) + replica;
  return { ...experiment, cards, training: { ...training, firstReplica, numReplicas: 1 } };
}
