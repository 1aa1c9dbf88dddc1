/** Networks of one replica from a checkpoint; passes leave nothing on the device. */

import type { SavedCard } from '../../analysis/produced/networks.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type ForwardResult, forward } from '../network/forward.ts';
import { foldedShape } from '../network/packing.ts';
import { type NetworkPlan, planOf } from '../network/plan.ts';
import { type RecordOf, readTogether, type TensorRecord } from '../tf/records.ts';
import { tensor } from '../tf/tf.ts';

/** Packed tensors in the order of the plan. */
export type ReplicaWeights = readonly Float32Array<ArrayBuffer>[];

export interface SavedNetwork {
  readonly networkId: string;
  readonly plan: NetworkPlan;
  readonly weights: ReplicaWeights;
}

/** Null if the network is missing or cannot be built. */
export function planOfNetwork(
  experiment: Experiment,
  networkId: string,
  isSparse = false,
): NetworkPlan | null {
  const card = experiment.cards.find(({ id }) => id === networkId);
  const topology = card && topologyOfCard(card, experiment);
  return topology ? planOf(topology, isSparse) : null;
}

// Copies let the checkpoint be freed.
export const weightsOfReplica = (
  { parameters }: NetworkPlan,
  saved: SavedCard,
  replica: number,
  numReplicas: number,
): ReplicaWeights =>
  parameters.map(({ name }) => {
    const values = saved.parameters[name] ?? new Float32Array();
    const size = values.length / numReplicas;
    return Float32Array.from(values.subarray(replica * size, (replica + 1) * size));
  });

/** `[N, I]`, or `[N, 2K]` for sparse rows. */
export interface PassedRows {
  readonly values: Float32Array;
  readonly rowLength: number;
}

export const readPass = <T>(
  { plan, weights }: Pick<SavedNetwork, 'plan' | 'weights'>,
  { values, rowLength }: PassedRows,
  pick: (result: ForwardResult) => T & TensorRecord,
): Promise<RecordOf<T, Float32Array>> =>
  readTogether(() => {
    const parameters = plan.parameters.map((one, index) =>
      tensor(weights[index] ?? new Float32Array(), foldedShape(one, 1)),
    );
    const input = tensor(Float32Array.from(values), [1, values.length / rowLength, rowLength]);
    return pick(forward(plan, parameters, input));
  });
