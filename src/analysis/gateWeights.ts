/** Weights that a level's units give its experts, in four readings, per expert or by owner. */
import { groupedBy } from '../core/lists.ts';
import type { LevelSpec, Owner, UnitSpec } from '../models/topology.ts';
import type { LevelGates } from './produced/evaluation.ts';
import { type Range, rangeOf } from './statistics.ts';

export type GateStatistic = keyof LevelGates;

export const levelGatesBy = (made: (statistic: GateStatistic) => Float32Array): LevelGates => ({
  gateMean: made('gateMean'),
  gateStd: made('gateStd'),
  native: made('native'),
  expertRms: made('expertRms'),
  sparsity: made('sparsity'),
  deadFraction: made('deadFraction'),
});

export const isOfCells = (statistic: GateStatistic): boolean =>
  statistic === 'gateMean' || statistic === 'gateStd' || statistic === 'native';

export const numbersIn = ({ units, experts }: LevelSpec, statistic: GateStatistic): number =>
  isOfCells(statistic) ? units.length * experts.length : experts.length;

export type LevelStatistics = Readonly<Record<Exclude<keyof LevelGates, 'gateStd'>, ArrayLike<number>>>;

/**
 * `gate`: mean over rows, sums to 1 over experts seen; `native`: independent of the input; `sum`: both;
 * `contribution`: share of |sum| times the expert's output norm, since a large weight on a tiny output is not
 * importance.
 */
export type WeightReading = 'gate' | 'native' | 'sum' | 'contribution';

/** Index of a replica, or the mean over replicas that did not diverge. */
export type ReplicaChoice = number | 'mean';

/** Weights `[U][E]`; null if the unit cannot see the expert, or has no such weight. */
export type WeightTable = readonly (readonly (number | null)[])[];

export interface Grouping {
  readonly rows: readonly { readonly owner: Owner; readonly units: readonly number[] }[];
  readonly columns: readonly { readonly owner: Owner; readonly experts: readonly number[] }[];
}

export function eachAlone({ units, experts }: LevelSpec): Grouping {
  return {
    rows: units.map(({ owner }, u) => ({ owner, units: [u] })),
    columns: experts.map(({ owner }, e) => ({ owner, experts: [e] })),
  };
}

/** Groups by owner, tasks first, so that cards with different numbers of experts compare. */
export function byOwner({ units, experts }: LevelSpec): Grouping {
  return {
    rows: placesByOwner(units).map(([owner, places]) => ({ owner, units: places })),
    columns: placesByOwner(experts).map(([owner, places]) => ({ owner, experts: places })),
  };
}

const placesByOwner = (specs: readonly { readonly owner: Owner }[]) => [
  ...groupedBy([...specs.keys()], (place) => specs[place]?.owner ?? 'shared'),
];

export function weightsOf(
  level: LevelSpec,
  statistics: LevelStatistics,
  replica: ReplicaChoice,
  reading: WeightReading,
): WeightTable {
  return weightRangesOf(level, statistics, { replica, reading, grouping: eachAlone(level) }).map((row) =>
    row.map((range) => range?.mean ?? null),
  );
}

interface WeightSelection {
  readonly replica: ReplicaChoice;
  readonly reading: WeightReading;
  readonly grouping: Grouping;
}

/**
 * Ranges `[rows][columns]`, summed over experts, averaged over units. Null: cannot exist. NaN: unknown, or
 * every replica diverged.
 */
export function weightRangesOf(
  level: LevelSpec,
  statistics: LevelStatistics,
  { replica, reading, grouping }: WeightSelection,
): readonly (readonly (Range | null)[])[] {
  const tables = replicasOf(level, statistics, replica).map((r) =>
    level.units.map((_, u) => rowOf(level, statistics, { replica: r, unit: u }, reading)),
  );
  return grouping.rows.map(({ units }) =>
    grouping.columns.map(({ experts }) => {
      const values = tables
        .map((table) =>
          cellOf(
            units.map((u) => table[u] ?? []),
            experts,
          ),
        )
        .filter((value) => value !== null);
      return values.length === 0 ? null : rangeOf(values);
    }),
  );
}

export interface WeightCell {
  readonly units: readonly number[];
  readonly experts: readonly number[];
}

/** Weights of one cell in each replica, `[R]`, joined as in `weightRangesOf`; NaN for diverged replicas. */
export function cellWeightsOf(
  level: LevelSpec,
  statistics: LevelStatistics,
  { units, experts }: WeightCell,
  reading: WeightReading,
): readonly number[] | null {
  const weights = everyReplica(level, statistics)
    .map((replica) =>
      cellOf(
        units.map((unit) => rowOf(level, statistics, { replica, unit }, reading)),
        experts,
      ),
    )
    .filter((weight) => weight !== null);
  return weights.length === 0 ? null : weights;
}

/** Indices of the chosen replicas. The mean excludes diverged ones unless all diverged. */
export function replicasOf(
  level: LevelSpec,
  statistics: LevelStatistics,
  replica: ReplicaChoice,
): readonly number[] {
  if (replica !== 'mean') return [replica];
  const alive = aliveReplicas(level, statistics);
  return alive.length > 0 ? alive : everyReplica(level, statistics);
}

export function chosenValues(values: readonly number[], replica: ReplicaChoice): readonly number[] {
  return replica === 'mean' ? values : values.slice(replica, replica + 1);
}

export function aliveReplicas(level: LevelSpec, statistics: LevelStatistics): readonly number[] {
  const { gateMean, native, expertRms } = statistics;
  const numCells = level.units.length * level.experts.length;
  const isAlive = (replica: number): boolean =>
    isFinitePart(gateMean, replica * numCells, numCells) &&
    isFinitePart(native, replica * numCells, numCells) &&
    isFinitePart(expertRms, replica * level.experts.length, level.experts.length);
  return everyReplica(level, statistics).filter(isAlive);
}

export const everyReplica = (level: LevelSpec, { expertRms }: LevelStatistics): readonly number[] =>
  Array.from({ length: expertRms.length / level.experts.length }, (_, replica) => replica);

function isFinitePart(values: ArrayLike<number>, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

function rowOf(
  { units, experts }: LevelSpec,
  statistics: LevelStatistics,
  at: { readonly replica: number; readonly unit: number },
  reading: WeightReading,
): WeightTable[number] {
  const unit = units[at.unit];
  if (unit === undefined) return [];
  const from = (at.replica * units.length + at.unit) * experts.length;
  const read = (e: number, one: PlainReading) => weightOf(unit, e, statistics, from + e, one);
  if (reading !== 'contribution') return experts.map((_, e) => read(e, reading));
  return sharesOf(
    experts.map((_, e) => {
      const weight = read(e, 'sum');
      const rms = statistics.expertRms[at.replica * experts.length + e] ?? Number.NaN;
      return weight === null ? null : Math.abs(weight) * rms;
    }),
  );
}

type PlainReading = Exclude<WeightReading, 'contribution'>;

function weightOf(
  unit: UnitSpec,
  expert: number,
  { gateMean, native }: LevelStatistics,
  at: number,
  reading: PlainReading,
): number | null {
  const gate = unit.gate?.sees.includes(expert) ? (gateMean[at] ?? Number.NaN) : null;
  const isFixed = unit.native?.kind === 'fixed';
  const own = unit.native?.experts.includes(expert) ? (isFixed ? 1 : (native[at] ?? Number.NaN)) : null;
  if (reading === 'gate') return gate;
  if (reading === 'native') return own;
  return gate === null && own === null ? null : (gate ?? 0) + (own ?? 0);
}

function sharesOf(norms: readonly (number | null)[]): readonly (number | null)[] {
  const total = sumOfCells(norms) ?? 0;
  // Dead experts contribute nothing.
  return norms.map((norm) => (norm === null ? null : total === 0 ? 0 : norm / total));
}

function cellOf(rows: WeightTable, experts: readonly number[]): number | null {
  const total = sumOfCells(rows.flatMap((row) => experts.map((e) => row[e] ?? null)));
  return total === null ? null : total / rows.length;
}

export function sumOfCells(cells: readonly (number | null)[]): number | null {
  const existing = cells.filter((cell) => cell !== null);
  return existing.length === 0 ? null : existing.reduce((sum, cell) => sum + cell, 0);
}
