/** A run that begins with weights from elsewhere: a checkpoint of step 0. Knows no file. */

import { UserError } from '../core/errors.ts';
import { concatenated } from '../core/lists.ts';
import { sizeOf } from '../core/shape.ts';
import { problemsOfCard, topologyOfCard } from '../experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../experiment/experiment.ts';
import { packedParametersOf, packReplica } from '../network/packing.ts';
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
  const parameters = packedParametersOf(topology);
  const zeros = () =>
    Object.fromEntries(
      parameters.map(({ name, shape }) => [name, new Float32Array(replicas.length * sizeOf(shape))]),
    );
  return {
    cardId: card.id,
    parameters: Object.fromEntries(
      parameters.map((parameter) => [
        parameter.name,
        concatenated(replicas.map((values) => packReplica(parameter, values))),
      ]),
    ),
    moment1: zeros(),
    moment2: zeros(),
    lossSum: new Float32Array(replicas.length * experiment.tasks.length),
  };
}
