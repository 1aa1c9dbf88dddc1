/** Weights of a level as cells in every reading, from tables and statistics alone. */
import { mean } from '../core/lists.ts';
import type { ExpertOwner, LevelSpec, Topology } from '../models/topology.ts';
import {
  groupingByExpert,
  groupingByOwner,
  levelGatesFrom,
  numValuesOfStatistic,
  type ReplicaChoice,
  replicasOf,
  sumOfCells,
  type WeightCell,
  type WeightGrouping,
  type WeightReading,
  weightRangesOf,
} from './gateWeights.ts';
import type { GateSnapshot, LevelGates } from './produced/evaluation.ts';
import type { ReplicaRange } from './statistics.ts';

export type GateGroupingMode = 'experts' | 'tasks';

export interface WeightPosition {
  readonly unit: number;
  readonly expert: number;
}

export interface GateCell {
  /** Null if the unit cannot see the expert; NaN if unknown or every replica diverged. */
  readonly weights: Readonly<Record<WeightReading, ReplicaRange | null>>;
  /** Standard deviation over held-out rows, mean over replicas; NaN for several gates. */
  readonly gateStd: number;
  /** True if the native weight is the constant 1, which is not learned. */
  readonly fixed: boolean;
}

/** `cells[row][column]`. */
export type GateMatrix = readonly (readonly GateCell[])[];

// Order of lists and exports.
export const weightReadings: readonly WeightReading[] = ['gate', 'native', 'sum', 'contribution'];

export function valueOfCell(cell: GateCell, reading: WeightReading): number | null {
  return cell.weights[reading]?.mean ?? null;
}

export function sumOfReading(cells: readonly GateCell[], reading: WeightReading): number | null {
  return sumOfCells(cells.map((cell) => valueOfCell(cell, reading)));
}

export function groupingOf(level: LevelSpec, view: GateGroupingMode): WeightGrouping {
  return view === 'tasks' ? groupingByOwner(level) : groupingByExpert(level);
}

/** Without `gates`, only weights that are not learned have values. */
export function gateMatrixOf(
  level: LevelSpec,
  gates: LevelGates | null,
  replica: ReplicaChoice,
  grouping: WeightGrouping = groupingByExpert(level),
): GateMatrix {
  // Without statistics: NaN for each number that one replica would have.
  const statistics =
    gates ??
    levelGatesFrom((statistic) => new Float32Array(numValuesOfStatistic(level, statistic)).fill(Number.NaN));
  const tables = recordByReading((reading) =>
    weightRangesOf(level, statistics, { replica, reading, grouping }),
  );
  const shown = replicasOf(level, statistics, replica);
  return grouping.rows.map(({ units }, row) =>
    grouping.columns.map(({ experts }, column) => ({
      weights: recordByReading((reading) => tables[reading][row]?.[column] ?? null),
      gateStd: gateStdOf(level, statistics, shown, { units, experts }),
      fixed: hasFixedWeight(level, { units, experts }),
    })),
  );
}

export function gateMatricesOf(
  { levels }: Topology,
  gates: GateSnapshot | null,
  replica: ReplicaChoice,
  view: GateGroupingMode = 'experts',
): readonly GateMatrix[] {
  return levels.map((level, at) =>
    gateMatrixOf(level, gates?.levels[at] ?? null, replica, groupingOf(level, view)),
  );
}

const recordByReading = <T>(read: (reading: WeightReading) => T) =>
  Object.fromEntries(weightReadings.map((reading) => [reading, read(reading)])) as Record<WeightReading, T>;

// The deviation of a sum does not follow from those of its terms.
function gateStdOf(
  { units, experts }: LevelSpec,
  { gateStd }: LevelGates,
  replicas: readonly number[],
  parts: WeightCell,
): number {
  const [unit = 0, expert = 0] = [parts.units[0], parts.experts[0]];
  const isOne = parts.units.length === 1 && parts.experts.length === 1;
  if (!isOne || !units[unit]?.gate?.sees.includes(expert)) return Number.NaN;
  const ofReplica = (replica: number) =>
    gateStd[(replica * units.length + unit) * experts.length + expert] ?? Number.NaN;
  return mean(replicas.map(ofReplica));
}

function hasFixedWeight(level: LevelSpec, { units, experts }: WeightCell): boolean {
  return units.some((unit) => {
    const native = level.units[unit]?.native;
    return native?.kind === 'fixed' && experts.some((expert) => native.experts.includes(expert));
  });
}

export interface ColumnGroup {
  readonly owner: ExpertOwner;
  readonly columns: readonly number[];
}

export function columnGroupsOf({ columns }: WeightGrouping): readonly ColumnGroup[] {
  const groups: { owner: ExpertOwner; columns: number[] }[] = [];
  columns.forEach(({ owner }, column) => {
    const last = groups.at(-1);
    if (last?.owner === owner) last.columns.push(column);
    else groups.push({ owner, columns: [column] });
  });
  return groups;
}

export function cellContaining(
  { unit, expert }: WeightPosition,
  { rows, columns }: WeightGrouping,
): { readonly row: number; readonly column: number } | null {
  const row = rows.findIndex(({ units }) => units.includes(unit));
  const column = columns.findIndex(({ experts }) => experts.includes(expert));
  return row < 0 || column < 0 ? null : { row, column };
}

export function correspondingCellOf(
  place: WeightPosition,
  own: WeightGrouping,
  other: WeightGrouping,
): WeightCell | null {
  const at = cellContaining(place, own);
  const units = at && correspondingGroup(own.rows, at.row, other.rows)?.units;
  const experts = at && correspondingGroup(own.columns, at.column, other.columns)?.experts;
  return units && experts ? { units, experts } : null;
}

function correspondingGroup<G extends { readonly owner: ExpertOwner }>(
  own: readonly G[],
  at: number,
  other: readonly G[],
): G | undefined {
  const group = own[at];
  if (group === undefined) return undefined;
  const isOfOwner = ({ owner }: G): boolean => owner === group.owner;
  return other.filter(isOfOwner)[own.filter(isOfOwner).indexOf(group)];
}

export const isShareReading = (reading: WeightReading): boolean =>
  reading === 'gate' || reading === 'contribution';

// Gates over more experts are too small for a scale that ends at 1.
const MANY_EXPERTS_THRESHOLD = 12;

/** Negative only if a value is. Sum and native end at 1 or the next half above; shares at 1 or below. */
export function colorScaleRangeOf(
  matrices: readonly GateMatrix[],
  reading: WeightReading,
): { readonly low: number; readonly high: number } {
  const values = matrices.flat(2).map((cell) => valueOfCell(cell, reading) ?? 0);
  const finite = values.filter(Number.isFinite);
  const largest = Math.max(0, ...finite.map(Math.abs));
  if (!isShareReading(reading)) {
    const high = Math.max(1, Math.ceil(largest * 2 - 0.1) / 2);
    return { low: finite.some((value) => value < 0) ? -high : 0, high };
  }
  const isWide = matrices.every((matrix) => (matrix[0]?.length ?? 0) > MANY_EXPERTS_THRESHOLD);
  return { low: 0, high: isWide ? ([0.1, 0.25, 0.5].find((end) => largest <= end) ?? 1) : 1 };
}
