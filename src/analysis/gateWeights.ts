/**
 * How the units of a level weigh its experts, read four ways, expert by expert or summed by owner. Works from the level's
 * tables and its statistics; knows no architecture.
 */
import type { LevelSpec, Owner, UnitSpec } from '../models/topology.ts';

/** Statistics of one level, replica-major, as an evaluation gives them: `[R * U * E]` and, of experts, `[R * E]`. */
export interface LevelStatistics {
  readonly gateMean: ArrayLike<number>;
  readonly native: ArrayLike<number>;
  readonly expertRms: ArrayLike<number>;
  readonly zeroShare: ArrayLike<number>;
  readonly deadShare: ArrayLike<number>;
}

/**
 * `gate`: mean over rows, adds to 1 over the experts a unit sees; `native`: what does not depend on the input; `sum`: both, the
 * weight in the output; `contribution`: |sum| times the expert's output norm, as a share of the unit's total, since a large
 * weight on a tiny output is not importance.
 */
export type WeightReading = 'gate' | 'native' | 'sum' | 'contribution';

/** One repetition, or the mean over those that did not diverge. */
export type ReplicaChoice = number | 'mean';

/** `[U][E]`; null: the cell cannot exist under this reading. */
export type WeightTable = readonly (readonly (number | null)[])[];

/** Weights by who owns the experts. */
export interface TaskMap {
  /** Owners of the rows: tasks, then `shared` where units belong to nobody (several of them are averaged). */
  readonly rows: readonly Owner[];
  /** Owners of the columns, in the same order. */
  readonly columns: readonly Owner[];
  readonly cells: WeightTable;
}

/** Repetitions in a level's statistics. */
export function numReplicasOf(level: LevelSpec, { expertRms }: LevelStatistics): number {
  return expertRms.length / level.experts.length;
}

/** How every unit weighs every expert. */
export function weightsOf(
  level: LevelSpec,
  statistics: LevelStatistics,
  replica: ReplicaChoice,
  reading: WeightReading,
): WeightTable {
  return averaged(level, statistics, replica, (r) =>
    level.units.map((unit, u) => unitWeights(level, statistics, { unit, u, replica: r }, reading)),
  );
}

/** Weights summed by owner of the experts: what tasks lend to each other, right for any number of experts per task. */
export function taskMapOf(
  level: LevelSpec,
  statistics: LevelStatistics,
  replica: ReplicaChoice,
  reading: WeightReading,
): TaskMap {
  const weights = weightsOf(level, statistics, replica, reading);
  const rows = ownersOf(level.units);
  const columns = ownersOf(level.experts);
  const rowOf = (owner: Owner) =>
    meanTable(weights.filter((_, u) => level.units[u]?.owner === owner).map((row) => [row]))[0] ?? [];
  const cells = rows
    .map(rowOf)
    .map((row) => columns.map((owner) => sumOf(row.filter((_, e) => level.experts[e]?.owner === owner))));
  return { rows, columns, cells };
}

interface UnitPlace {
  readonly unit: UnitSpec;
  readonly u: number;
  readonly replica: number;
}

function unitWeights(
  level: LevelSpec,
  statistics: LevelStatistics,
  place: UnitPlace,
  reading: WeightReading,
): readonly (number | null)[] {
  const numExperts = level.experts.length;
  const read = (reading: 'gate' | 'native' | 'sum') =>
    level.experts.map((_, e) => cellOf(level, statistics, place, e, reading));
  if (reading !== 'contribution') return read(reading);
  const norms = read('sum').map((weight, e) =>
    weight === null
      ? null
      : Math.abs(weight) * (statistics.expertRms[place.replica * numExperts + e] ?? Number.NaN),
  );
  const total = sumOf(norms) ?? 0;
  // Where every expert is dead nobody contributes.
  return norms.map((norm) => (norm === null ? null : total === 0 ? 0 : norm / total));
}

function cellOf(
  level: LevelSpec,
  { gateMean, native }: LevelStatistics,
  { unit, u, replica }: UnitPlace,
  expert: number,
  reading: 'gate' | 'native' | 'sum',
): number | null {
  const at = (replica * level.units.length + u) * level.experts.length + expert;
  const gate = unit.gate?.sees.includes(expert) ? (gateMean[at] ?? Number.NaN) : null;
  const own = unit.native?.experts.includes(expert) ? (native[at] ?? Number.NaN) : null;
  if (reading === 'gate') return gate;
  if (reading === 'native') return own;
  return gate === null && own === null ? null : (gate ?? 0) + (own ?? 0);
}

/** Each owner once, in the order in which they come: tasks, then shared. */
function ownersOf(rows: readonly { readonly owner: Owner }[]): readonly Owner[] {
  return [...new Set(rows.map(({ owner }) => owner))];
}

/** The table of one replica, or the mean of all whose numbers are finite; NaN when none is. */
function averaged(
  level: LevelSpec,
  statistics: LevelStatistics,
  replica: ReplicaChoice,
  tableOf: (replica: number) => WeightTable,
): WeightTable {
  if (replica !== 'mean') return tableOf(replica);
  const tables = Array.from({ length: numReplicasOf(level, statistics) }, (_, r) => tableOf(r));
  const alive = tables.filter((table) =>
    table.flat().every((cell) => cell === null || Number.isFinite(cell)),
  );
  return meanTable(alive.length > 0 ? alive : tables);
}

/** Cell by cell; a cell that is null in one is null in all. */
function meanTable(tables: readonly WeightTable[]): WeightTable {
  const [first = []] = tables;
  return first.map((row, u) =>
    row.map((cell, e) => {
      const total = sumOf(tables.map((table) => table[u]?.[e] ?? null));
      return cell === null || total === null ? null : total / tables.length;
    }),
  );
}

/** Of the cells that exist; null when none does. */
function sumOf(cells: readonly (number | null)[]): number | null {
  const existing = cells.filter((cell) => cell !== null);
  return existing.length === 0 ? null : existing.reduce((sum, cell) => sum + cell, 0);
}
