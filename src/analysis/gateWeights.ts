/**
 * How the units of a level weigh its experts, read four ways, expert by expert or summed by owner. Works from the level's
 * tables and its statistics; knows no architecture.
 */
import { groupedBy } from '../core/lists.ts';
import type { LevelSpec, Owner, UnitSpec } from '../models/topology.ts';
import type { LevelGates } from './produced/evaluation.ts';
import { type Range, rangeOf } from './statistics.ts';

/** A statistic of gates or experts by its name. */
export type GateStatistic = keyof LevelGates;

/** The statistics of a level, each made by its name. */
export const levelGatesBy = (made: (statistic: GateStatistic) => Float32Array): LevelGates => ({
  gateMean: made('gateMean'),
  gateStd: made('gateStd'),
  native: made('native'),
  expertRms: made('expertRms'),
  sparsity: made('sparsity'),
  deadFraction: made('deadFraction'),
});

/** True of what is known of each unit and expert; else of each expert. */
export const isOfCells = (statistic: GateStatistic): boolean =>
  statistic === 'gateMean' || statistic === 'gateStd' || statistic === 'native';

/** Numbers of a statistic in one repetition. */
export const numbersIn = ({ units, experts }: LevelSpec, statistic: GateStatistic): number =>
  isOfCells(statistic) ? units.length * experts.length : experts.length;

/** Statistics of one level as they are needed here, see `LevelGates`. */
export type LevelStatistics = Readonly<Record<Exclude<keyof LevelGates, 'gateStd'>, ArrayLike<number>>>;

/**
 * `gate`: mean over rows, adds to 1 over the experts a unit sees; `native`: what does not depend on the input; `sum`: both, the
 * weight in the output; `contribution`: |sum| times the expert's output norm, as a share of the unit's total, since a large
 * weight on a tiny output is not importance.
 */
export type WeightReading = 'gate' | 'native' | 'sum' | 'contribution';

/** One replica by its index, or the mean over those that did not diverge. */
export type ReplicaChoice = number | 'mean';

/** `[U][E]`; null: the cell cannot exist under this reading. */
export type WeightTable = readonly (readonly (number | null)[])[];

/** Which units make a row of a map of weights and which experts a column, with who owns them. */
export interface Grouping {
  readonly rows: readonly { readonly owner: Owner; readonly units: readonly number[] }[];
  readonly columns: readonly { readonly owner: Owner; readonly experts: readonly number[] }[];
}

/** Every unit and every expert for itself. */
export function eachAlone({ units, experts }: LevelSpec): Grouping {
  return {
    rows: units.map(({ owner }, u) => ({ owner, units: [u] })),
    columns: experts.map(({ owner }, e) => ({ owner, experts: [e] })),
  };
}

/** All of one owner together, tasks first: what tasks lend to each other, right for any number of experts per task. */
export function byOwner({ units, experts }: LevelSpec): Grouping {
  return {
    rows: placesByOwner(units).map(([owner, places]) => ({ owner, units: places })),
    columns: placesByOwner(experts).map(([owner, places]) => ({ owner, experts: places })),
  };
}

/** The places of each owner, in the order in which they come: tasks, then shared. */
const placesByOwner = (specs: readonly { readonly owner: Owner }[]) => [
  ...groupedBy([...specs.keys()], (place) => specs[place]?.owner ?? 'shared'),
];

/** How every unit weighs every expert. */
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

/** Choice of a level's weights. */
export interface WeightSelection {
  readonly replica: ReplicaChoice;
  readonly reading: WeightReading;
  readonly grouping: Grouping;
}

/**
 * Weights as the replicas have them, `[rows][columns]`: summed over the experts of a column, averaged over the units of a row.
 * Null: the cell cannot exist. NaN: not known, or every replica diverged.
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

/** Units and experts that are looked at together: a cell of a grouping. */
export interface WeightCell {
  readonly units: readonly number[];
  readonly experts: readonly number[];
}

/**
 * One cell in every replica `[R]`, summed and averaged as by `weightRangesOf`; NaN where it diverged. Null: the cell cannot
 * exist.
 */
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

/** The replicas that a choice means; those that diverged are left out of a mean unless there are no others. */
export function replicasOf(
  level: LevelSpec,
  statistics: LevelStatistics,
  replica: ReplicaChoice,
): readonly number[] {
  if (replica !== 'mean') return [replica];
  const alive = aliveReplicas(level, statistics);
  return alive.length > 0 ? alive : everyReplica(level, statistics);
}

/** Values of the replicas that a choice shows, of all `[R]`: all of them for a mean. */
export function chosenValues(values: readonly number[], replica: ReplicaChoice): readonly number[] {
  return replica === 'mean' ? values : values.slice(replica, replica + 1);
}

/** Replicas whose statistics are all numbers. */
export function aliveReplicas(level: LevelSpec, statistics: LevelStatistics): readonly number[] {
  const { gateMean, native, expertRms } = statistics;
  const numCells = level.units.length * level.experts.length;
  const isAlive = (replica: number): boolean =>
    isFinitePart(gateMean, replica * numCells, numCells) &&
    isFinitePart(native, replica * numCells, numCells) &&
    isFinitePart(expertRms, replica * level.experts.length, level.experts.length);
  return everyReplica(level, statistics).filter(isAlive);
}

/** The replicas in a level's statistics. */
export const everyReplica = (level: LevelSpec, { expertRms }: LevelStatistics): readonly number[] =>
  Array.from({ length: expertRms.length / level.experts.length }, (_, replica) => replica);

function isFinitePart(values: ArrayLike<number>, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** Weights of one unit in one replica. */
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

/** `at` is the cell's place in the statistics. */
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
  // Where every expert is dead nobody contributes.
  return norms.map((norm) => (norm === null ? null : total === 0 ? 0 : norm / total));
}

/** Summed over experts, averaged over the rows of units. */
function cellOf(rows: WeightTable, experts: readonly number[]): number | null {
  const total = sumOfCells(rows.flatMap((row) => experts.map((e) => row[e] ?? null)));
  return total === null ? null : total / rows.length;
}

/** Sum of the cells that exist; null when none does. */
export function sumOfCells(cells: readonly (number | null)[]): number | null {
  const existing = cells.filter((cell) => cell !== null);
  return existing.length === 0 ? null : existing.reduce((sum, cell) => sum + cell, 0);
}
