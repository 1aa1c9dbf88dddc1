/** Runs networks of one replica, from kept weights, over given rows; leaves nothing on the device. */

import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type ForwardResult, forward } from '../network/forward.ts';
import { foldedShape } from '../network/packing.ts';
import { type NetworkPlan, planOf } from '../network/plan.ts';
import { type RecordOf, readTogether, type TensorRecord } from '../tf/records.ts';
import { tensor } from '../tf/tf.ts';
import type { Moment } from './moments.ts';

export interface ReplicaNetwork {
  readonly networkId: string;
  readonly plan: NetworkPlan;
  /** Packed tensors in the order of the plan. */
  readonly weights: readonly Float32Array[];
}

interface Wanted {
  readonly networkIds: readonly string[];
  readonly replica: number;
  readonly isSparse: boolean;
}

/** Leaves out networks that are missing or cannot be built. */
export function createNetworksAt(experiment: Experiment) {
  const plans = new Map<string, NetworkPlan | null>();
  const planFor = (networkId: string, isSparse: boolean): NetworkPlan | null => {
    const key = `${networkId} ${isSparse}`;
    const known = plans.get(key);
    if (known !== undefined) return known;
    const card = experiment.cards.find(({ id }) => id === networkId);
    const topology = card && topologyOfCard(card, experiment);
    const plan = topology ? planOf(topology, isSparse) : null;
    plans.set(key, plan);
    return plan;
  };
  return ({ networks }: Moment, { networkIds, replica, isSparse }: Wanted): readonly ReplicaNetwork[] =>
    networkIds.flatMap((networkId) => {
      const plan = planFor(networkId, isSparse);
      const parameters = networks.get(networkId);
      if (plan === null || parameters === undefined) return [];
      const weights = plan.parameters.map(({ name }) => {
        const values = parameters[name] ?? new Float32Array();
        const size = values.length / experiment.training.numReplicas;
        return values.subarray(replica * size, (replica + 1) * size);
      });
      return [{ networkId, plan, weights }];
    });
}

/** `[N, I]`, or `[N, 2K]` for sparse rows. */
export interface PassedRows {
  readonly values: Float32Array;
  readonly rowLength: number;
}

// One replica at a time: the activations of all could exceed the device's memory.
export const readPass = <T>(
  { plan, weights }: ReplicaNetwork,
  { values, rowLength }: PassedRows,
  pick: (result: ForwardResult) => T & TensorRecord,
): Promise<RecordOf<T, Float32Array>> =>
  readTogether(() => {
    const parameters = plan.parameters.map((one, index) =>
      tensor((weights[index] ?? new Float32Array()).slice(), foldedShape(one, 1)),
    );
    const input = tensor(values.slice(), [1, values.length / rowLength, rowLength]);
    return pick(forward(plan, parameters, input));
  });
