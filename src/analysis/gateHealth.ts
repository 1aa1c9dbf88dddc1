/** Health of gates and experts: numbers that say of every unit and expert whether it does its work. Works from tables and statistics; knows no architecture. */
import { exp, ln } from '../core/math.ts';
import type { LevelSpec } from '../models/topology.ts';
import {
  type LevelStatistics,
  numReplicasOf,
  type ReplicaChoice,
  replicasOf,
  type WeightTable,
  weightsOf,
} from './gateWeights.ts';
import { mean, type Range, rangeOf } from './statistics.ts';

/** How a unit spreads its gate over the experts it sees, from its mean weights over rows. */
export interface UnitHealth {
  /** Entropy / log of the experts seen: 1 is an even spread, 0 a single expert. Null without a gate, or with one expert. */
  readonly entropy: Range | null;
  /** exp(entropy): as many experts used evenly would give the same entropy. Null without a gate. */
  readonly effectiveExperts: Range | null;
  /** Experts its gate sees. */
  readonly numSeen: number;
}

/** Use and output of an expert. */
export interface ExpertHealth {
  /** Its share of all gates of the level, which adds to 1 over experts. Null at a level without gates. */
  readonly utilisation: Range | null;
  /** Root mean square of its outputs. */
  readonly rms: Range;
  /** Fraction of its activations that are 0; about half is usual after a ReLU. */
  readonly sparsity: Range;
  /** Fraction of its output units that are 0 on every row: these learn nothing any more. */
  readonly deadFraction: Range;
}

/** Health of one level. */
export interface LevelHealth {
  readonly units: readonly UnitHealth[];
  readonly experts: readonly ExpertHealth[];
}

/** Health of a level in one replica, or over those that did not diverge: of what was found in each, not of mean weights. */
export function levelHealthOf(
  level: LevelSpec,
  statistics: LevelStatistics,
  replica: ReplicaChoice,
): LevelHealth {
  const replicas = replicasOf(level, statistics, replica);
  const gates = replicas.map((r) => weightsOf(level, statistics, r, 'gate'));
  const ofExpert = (values: ArrayLike<number>, e: number) =>
    rangeOf(replicas.map((r) => values[r * level.experts.length + e] ?? Number.NaN));
  return {
    units: level.units.map(({ gate }, u) => {
      const entropies = gates.map((table) => entropyOf(table[u] ?? []));
      const numSeen = gate?.sees.length ?? 0;
      return {
        entropy: numSeen < 2 ? null : rangeOf(entropies.map((entropy) => entropy / ln(numSeen))),
        effectiveExperts: gate === null ? null : rangeOf(entropies.map(exp)),
        numSeen,
      };
    }),
    experts: level.experts.map((_, e) => ({
      utilisation: utilisationOf(level, gates, e),
      rms: ofExpert(statistics.expertRms, e),
      sparsity: ofExpert(statistics.sparsity, e),
      deadFraction: ofExpert(statistics.deadFraction, e),
    })),
  };
}

/** Numbers that tell how a level shares its experts, in every replica `[R]`; NaN where it diverged. */
export interface SharingHealth {
  /** exp(entropy) of a gate, mean over the units with one. */
  readonly effectiveExperts: readonly number[];
  /** Share of all gates of the level that its most used expert has: 1 over experts when all are used alike. */
  readonly largestUse: readonly number[];
}

/** Null at a level without gates. */
export function sharingHealthOf(level: LevelSpec, statistics: LevelStatistics): SharingHealth | null {
  const gated = gatedUnits(level);
  if (gated.length === 0) return null;
  const tables = Array.from({ length: numReplicasOf(level, statistics) }, (_, replica) => {
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
