/** Health measures of gates and experts, from tables and statistics alone. */
import { mean } from '../core/lists.ts';
import { exp, ln } from '../core/math.ts';
import type { LevelSpec } from '../models/topology.ts';
import {
  allReplicaIndices,
  type LevelStatistics,
  type ReplicaChoice,
  replicasOf,
  type WeightTable,
  weightsOf,
} from './gateWeights.ts';
import { type ReplicaRange, rangeOfReplicas } from './statistics.ts';

/** Measures each replica by itself and returns their ranges; mean weights are not measured. */
export function levelHealthOf(level: LevelSpec, statistics: LevelStatistics, replica: ReplicaChoice) {
  const replicas = replicasOf(level, statistics, replica);
  const gates = replicas.map((r) => weightsOf(level, statistics, r, 'gate'));
  const ofExpert = (values: ArrayLike<number>, e: number) =>
    rangeOfReplicas(replicas.map((r) => values[r * level.experts.length + e] ?? Number.NaN));
  return {
    units: level.units.map(({ gate }, u) => {
      const entropies = gates.map((table) => entropyOf(table[u] ?? []));
      const numSeen = gate?.sees.length ?? 0;
      return {
        /** Entropy / log of experts seen: 1 is even, 0 a single expert. Null without a choice. */
        entropy: numSeen < 2 ? null : rangeOfReplicas(entropies.map((entropy) => entropy / ln(numSeen))),
        /** exp(entropy): as many evenly used experts would have this entropy. Null without a gate. */
        effectiveExperts: gate === null ? null : rangeOfReplicas(entropies.map(exp)),
        numSeen,
      };
    }),
    experts: level.experts.map((_, e) => ({
      /** Expert's share of the gates' weight; sums to 1. Null without gates. */
      utilisation: utilisationOf(level, gates, e),
      rms: ofExpert(statistics.expertRms, e),
      /** Fraction of zero activations; about half is usual after a ReLU. Null without a last ReLU. */
      sparsity: level.isLinear === true ? null : ofExpert(statistics.sparsity, e),
      /** Fraction of output units that are 0 on every row and no longer learn. Null as above. */
      deadFraction: level.isLinear === true ? null : ofExpert(statistics.deadFraction, e),
    })),
  };
}

/** Values `[R]`; NaN for replicas that diverged. Null without gates. */
export function sharingHealthOf(level: LevelSpec, statistics: LevelStatistics) {
  const gated = gatedUnits(level);
  if (gated.length === 0) return null;
  const tables = allReplicaIndices(level, statistics).map((replica) => {
    const table = weightsOf(level, statistics, replica, 'gate');
    return gated.map((u) => table[u] ?? []);
  });
  return {
    effectiveExperts: tables.map((rows) => mean(rows.map((row) => exp(entropyOf(row))))),
    largestUse: tables.map((rows) =>
      Math.max(...level.experts.map((_, e) => mean(rows.map((row) => row[e] ?? 0)))),
    ),
  };
}

/** Entropy in nats. */
function entropyOf(weights: WeightTable[number]): number {
  return weights.reduce<number>(
    (sum, weight) => (weight === null || weight === 0 ? sum : sum - weight * ln(weight)),
    0,
  );
}

function utilisationOf(level: LevelSpec, gates: readonly WeightTable[], expert: number): ReplicaRange | null {
  const gated = gatedUnits(level);
  if (gated.length === 0) return null;
  return rangeOfReplicas(gates.map((table) => mean(gated.map((u) => table[u]?.[expert] ?? 0))));
}

const gatedUnits = ({ units }: LevelSpec): readonly number[] =>
  units.flatMap(({ gate }, u) => (gate === null ? [] : [u]));
