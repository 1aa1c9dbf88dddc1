/** Weights that a level's units give its experts, in four readings, per expert or by owner. */
import { groupedBy } from '../core/lists.ts';
import type { ExpertOwner, LevelSpec, UnitSpec } from '../models/topology.ts';
import type { LevelGates } from './produced/evaluation.ts';
import { type ReplicaRange, rangeOfReplicas } from './statistics.ts';

export type GateStatistic = keyof LevelGates;

export const levelGatesFrom = (made: (statistic: GateStatistic) => Float32Array): LevelGates => ({
  gateMean: made('gateMean'),
  gateStd: made('gateStd'),
  native: made('native'),
  expertRms: made('expertRms'),
  sparsity: made('sparsity'),
  deadFraction: made('deadFraction'),
});

export const isPerCellStatistic = (statistic: GateStatistic): boolean =>
  statistic === 'gateMean' || statistic === 'gateStd' || statistic === 'native';

export const numValuesOfStatistic = ({ units, experts }: LevelSpec, statistic: GateStatistic): number =>
  isPerCellStatistic(statistic) ? units.length * experts.length : experts.length;

export type LevelStatistics = Readonly<Record<Exclude<keyof LevelGates, 'gateStd'>, ArrayLike<number>>>;

/**
 * `gate`: mean over rows, sums to 1 over experts seen; `native`: independent of the input; `sum`: both;
 * `contribution`: share of |sum| times the expert's output norm, since a large weight on a tiny output is not
 * importance.
 */
export type WeightReading = 'gate' | 'native' | 'sum' | 'contribution';

export type ReplicaChoice = number | 'mean';

/** Weights `[U][E]`; null if the unit cannot see the expert, or has no such weight. */
export type WeightTable = readonly (readonly (number | null)[])[];

export interface WeightGrouping {
  readonly rows: readonly { readonly owner: ExpertOwner; readonly units: readonly number[] }[];
  readonly columns: readonly { readonly owner: ExpertOwner; readonly experts: readonly number[] }[];
}

export function groupingByExpert({ units, experts }: LevelSpec): WeightGrouping {
  return {
    rows: units.map(({ owner }, u) => ({ owner, units: [u] })),
    columns: experts.map(({ owner }, e) => ({ owner, experts: [e] })),
  };
}

/** Groups by owner, tasks first, so that cards with different numbers of experts compare. */
export function groupingByOwner({ units, experts }: LevelSpec): WeightGrouping {
  return {
    rows: indicesByOwner(units).map(([owner, places]) => ({ owner, units: places })),
    columns: indicesByOwner(experts).map(([owner, places]) => ({ owner, experts: places })),
  };
}

const indicesByOwner = (specs: readonly { readonly owner: ExpertOwner }[]) => [
  ...groupedBy([...specs.keys()], (place) => specs[place]?.owner ?? 'shared'),
];

export function weightsOf(
  level: LevelSpec,
  statistics: LevelStatistics,
  replica: ReplicaChoice,
  reading: WeightReading,
): WeightTable {
  return weightRangesOf(level, statistics, { replica, reading, grouping: groupingByExpert(level) }).map(
    (row) => row.map((range) => range?.mean ?? null),
  );
}

interface WeightSelection {
  readonly replica: ReplicaChoice;
  readonly reading: WeightReading;
  readonly grouping: WeightGrouping;
}

/** Ranges `[rows][columns]`: sums over experts, means over units. Null: cannot exist. NaN: unknown or all diverged. */
export function weightRangesOf(
  level: LevelSpec,
  statistics: LevelStatistics,
  { replica, reading, grouping }: WeightSelection,
): readonly (readonly (ReplicaRange | null)[])[] {
  const tables = replicasOf(level, statistics, replica).map((r) =>
    level.units.map((_, u) => weightRowOf(level, statistics, { replica: r, unit: u }, reading)),
  );
  return grouping.rows.map(({ units }) =>
    grouping.columns.map(({ experts }) => {
      const values = tables
        .map((table) =>
          weightOfCell(
            units.map((u) => table[u] ?? []),
            experts,
          ),
        )
        .filter((value) => value !== null);
      return values.length === 0 ? null : rangeOfReplicas(values);
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
  const weights = allReplicaIndices(level, statistics)
    .map((replica) =>
      weightOfCell(
        units.map((unit) => weightRowOf(level, statistics, { replica, unit }, reading)),
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
  const alive = undivergedReplicas(level, statistics);
  return alive.length > 0 ? alive : allReplicaIndices(level, statistics);
}

export function valuesOfReplicas(values: readonly number[], replica: ReplicaChoice): readonly number[] {
  return replica === 'mean' ? values : values.slice(replica, replica + 1);
}

export function undivergedReplicas(level: LevelSpec, statistics: LevelStatistics): readonly number[] {
  const { gateMean, native, expertRms } = statistics;
  const numCells = level.units.length * level.experts.length;
  const isAlive = (replica: number): boolean =>
    isFiniteRange(gateMean, replica * numCells, numCells) &&
    isFiniteRange(native, replica * numCells, numCells) &&
    isFiniteRange(expertRms, replica * level.experts.length, level.experts.length);
  return allReplicaIndices(level, statistics).filter(isAlive);
}

export const allReplicaIndices = (level: LevelSpec, { expertRms }: LevelStatistics): readonly number[] =>
  Array.from({ length: expertRms.length / level.experts.length }, (_, replica) => replica);

function isFiniteRange(values: ArrayLike<number>, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

function weightRowOf(
  { units, experts }: LevelSpec,
  statistics: LevelStatistics,
  at: { readonly replica: number; readonly unit: number },
  reading: WeightReading,
): WeightTable[number] {
  const unit = units[at.unit];
  if (unit === undefined) return [];
  const from = (at.replica * units.length + at.unit) * experts.length;
  const read = (e: number, one: NonContributionReading) => weightOf(unit, e, statistics, from + e, one);
  if (reading !== 'contribution') return experts.map((_, e) => read(e, reading));
  return normalisedShares(
    experts.map((_, e) => {
      const weight = read(e, 'sum');
      const rms = statistics.expertRms[at.replica * experts.length + e] ?? Number.NaN;
      return weight === null ? null : Math.abs(weight) * rms;
    }),
  );
}

type NonContributionReading = Exclude<WeightReading, 'contribution'>;

function weightOf(
  unit: UnitSpec,
  expert: number,
  { gateMean, native }: LevelStatistics,
  at: number,
  reading: NonContributionReading,
): number | null {
  const gate = unit.gate?.sees.includes(expert) ? (gateMean[at] ?? Number.NaN) : null;
  const isFixed = unit.native?.kind === 'fixed';
  const own = unit.native?.experts.includes(expert) ? (isFixed ? 1 : (native[at] ?? Number.NaN)) : null;
  if (reading === 'gate') return gate;
  if (reading === 'native') return own;
  return gate === null && own === null ? null : (gate ?? 0) + (own ?? 0);
}

function normalisedShares(norms: readonly (number | null)[]): readonly (number | null)[] {
  const total = sumOfCells(norms) ?? 0;
  // Dead experts contribute nothing.
  return norms.map((norm) => (norm === null ? null : total === 0 ? 0 : norm / total));
}

function weightOfCell(rows: WeightTable, experts: readonly number[]): number | null {
  const total = sumOfCells(rows.flatMap((row) => experts.map((e) => row[e] ?? null)));
  return total === null ? null : total / rows.length;
}

export function sumOfCells(cells: readonly (number | null)[]): number | null {
  const existing = cells.filter((cell) => cell !== null);
  return existing.length === 0 ? null : existing.reduce((sum, cell) => sum + cell, 0);
}
