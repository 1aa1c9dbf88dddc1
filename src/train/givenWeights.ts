/** A run that begins with weights from elsewhere: a checkpoint of step 0. Knows no file. */

import { UserError } from '../core/errors.ts';
import { problemsOfCard, topologyOfCard } from '../experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../experiment/experiment.ts';
import { initialStateOf, packedParametersOf } from '../network/packing.ts';
import type { Checkpoint, GivenWeights, SavedCard } from '../run/produced/networks.ts';
import { initialValuesOf, replicaNumbersOf } from './cardTrainer.ts';

/** All cards of `experiment` before their first step; those that nothing is given for have their random weights. */
export function checkpointOfWeights(experiment: Experiment, given: readonly GivenWeights[]): Checkpoint {
  return { step: 0, numSummed: 0, cards: experiment.cards.map((card) => savedCard(card, experiment, given)) };
}

function savedCard(card: CardConfig, experiment: Experiment, given: readonly GivenWeights[]): SavedCard {
  const topology = topologyOfCard(card, experiment);
  if (topology === null) throw new UserError(problemsOfCard(card, experiment).join(' '));
  const replicas = replicaNumbersOf(experiment).map((number, index) => {
    const ofReplica = given.findLast(
      ({ cardId, replica }) => cardId === card.id && (replica === null || replica === index),
    );
    return ofReplica === undefined
      ? initialValuesOf(topology, card, experiment, number)
      : new Map(Object.entries(ofReplica.weights));
  });
  return {
    cardId: card.id,
    ...initialStateOf(packedParametersOf(topology), replicas),
    lossSum: new Float32Array(replicas.length * experiment.tasks.length),
  };
}
