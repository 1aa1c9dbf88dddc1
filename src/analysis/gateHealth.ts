/** Health of gates and experts: numbers that say of every unit and expert whether it does its work. Works from tables and statistics; knows no architecture. */
import { mean } from '../core/lists.ts';
import { exp, ln } from '../core/math.ts';
import type { LevelSpec } from '../models/topology.ts';
import {
  everyReplica,
  type LevelStatistics,
  type ReplicaChoice,
  replicasOf,
  type WeightTable,
  weightsOf,
} from './gateWeights.ts';
import { type Range, rangeOf } from './statistics.ts';

/** Health of a level in one replica, or over those that did not diverge: of what was found in each, not of mean weights. */
export function levelHealthOf(level: LevelSpec, statistics: LevelStatistics, replica: ReplicaChoice) {
  const replicas = replicasOf(level, statistics, replica);
  const gates = replicas.map((r) => weightsOf(level, statistics, r, 'gate'));
  const ofExpert = (values: ArrayLike<number>, e: number) =>
    rangeOf(replicas.map((r) => values[r * level.experts.length + e] ?? Number.NaN));
  return {
    /** How a unit spreads its gate over the experts it sees, from its mean weights over rows. */
    units: level.units.map(({ gate }, u) => {
      const entropies = gates.map((table) => entropyOf(table[u] ?? []));
      const numSeen = gate?.sees.length ?? 0;
      return {
        /** Entropy / log of the experts seen: 1 is an even spread, 0 a single expert. Null without a gate, or with one expert. */
        entropy: numSeen < 2 ? null : rangeOf(entropies.map((entropy) => entropy / ln(numSeen))),
        /** exp(entropy): as many experts used evenly would give the same entropy. Null without a gate. */
        effectiveExperts: gate === null ? null : rangeOf(entropies.map(exp)),
        numSeen,
      };
    }),
    experts: level.experts.map((_, e) => ({
      /** Its share of all gates of the level, which adds to 1 over experts. Null at a level without gates. */
      utilisation: utilisationOf(level, gates, e),
      rms: ofExpert(statistics.expertRms, e),
      /** Fraction of its activations that are 0; about half is usual after a ReLU. Null without one after the last layer. */
      sparsity: level.isLinear === true ? null : ofExpert(statistics.sparsity, e),
      /** Fraction of its output units that are 0 on every row: these learn nothing any more. Null as above. */
      deadFraction: level.isLinear === true ? null : ofExpert(statistics.deadFraction, e),
    })),
  };
}

/** Numbers that tell how a level shares its experts, in every replica `[R]`; NaN where it diverged. Null at a level without gates. */
export function sharingHealthOf(level: LevelSpec, statistics: LevelStatistics) {
  const gated = gatedUnits(level);
  if (gated.length === 0) return null;
  const tables = everyReplica(level, statistics).map((replica) => {
    const table = weightsOf(level, statistics, replica, 'gate');
    return gated.map((u) => table[u] ?? []);
  });
  return {
    /** exp(entropy) of a gate, mean over the units with one. */
    effectiveExperts: tables.map((rows) => mean(rows.map((row) => exp(entropyOf(row))))),
    /** Share of all gates of the level that its most used expert has: 1 over experts when all are used alike. */
    largestUse: tables.map((rows) =>
      Math.max(...level.experts.map((_, e) => mean(rows.map((row) => row[e] ?? 0)))),
    ),
  };
}

/** Entropy in nats, of the cells that exist. */
function entropyOf(weights: WeightTable[number]): number {
  return weights.reduce<number>(
    (sum, weight) => (weight === null || weight === 0 ? sum : sum - weight * ln(weight)),
    0,
  );
}

function utilisationOf(level: LevelSpec, gates: readonly WeightTable[], expert: number): Range | null {
  const gated = gatedUnits(level);
  if (gated.length === 0) return null;
  return rangeOf(gates.map((table) => mean(gated.map((u) => table[u]?.[expert] ?? 0))));
}

const gatedUnits = ({ units }: LevelSpec): readonly number[] =>
  units.flatMap(({ gate }, u) => (gate === null ? [] : [u]));
