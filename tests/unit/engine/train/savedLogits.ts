/** What networks of a checkpoint predict, by networks of their own, which know nothing of those who ask about learned functions. */

import type { Checkpoint } from '../../../../src/analysis/produced/networks.ts';
import { rowDimOfData } from '../../../../src/data/rows.ts';
import { forwardPass } from '../../../../src/engine/network/forward.ts';
import { createNetwork, type Network, stateOfNamed } from '../../../../src/engine/network/network.ts';
import { planOf } from '../../../../src/engine/network/plan.ts';
import { tensor, tidy } from '../../../../src/engine/tf/tf.ts';
import { initialValuesOf } from '../../../../src/engine/train/cardTrainer.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';

/** The logits `[R*T, N]` of all repetitions of a card at the points `[N, I]`. */
export async function savedLogitsOf(
  experiment: Experiment,
  saved: Checkpoint,
  cardId: string,
  points: Float32Array,
): Promise<Float32Array> {
  const card = experiment.cards.find(({ id }) => id === cardId);
  const savedCard = saved.cards.find((one) => one.cardId === cardId);
  const topology = card && topologyOfCard(card, experiment);
  if (!topology || savedCard === undefined) throw new Error('There is no such card.');
  const { numReplicas } = experiment.training;
  const replicas = Array.from({ length: numReplicas }, (_, replica) => replica);
  const values = replicas.map((replica) => initialValuesOf(topology, card, experiment, replica));
  const network: Network = createNetwork(planOf(topology), values);
  network.setState(tidy(() => stateOfNamed(network.plan, numReplicas, savedCard)));
  const rowDim = rowDimOfData(experiment);
  const rows = tensor(Float32Array.from(replicas.flatMap(() => [...points])), [
    numReplicas,
    points.length / rowDim,
    rowDim,
  ]);
  const logits = tidy(() => forwardPass(network.plan, network.state().parameters, rows).logits);
  const read = (await logits.data()) as Float32Array;
  for (const one of [rows, logits]) one.dispose();
  network.dispose();
  return read;
}
