/** One level's weights as a table of cells, in every reading. Knows the tables of an architecture, not its name. */
import {
  byOwner,
  eachAlone,
  type Grouping,
  type ReplicaChoice,
  replicasOf,
  type WeightCell,
  type WeightReading,
  weightRangesOf,
} from '../../../src/analysis/gateWeights.ts';
import type { Range } from '../../../src/analysis/statistics.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { LevelSpec, Owner } from '../../../src/models/topology.ts';
import type { LevelGates } from '../../../src/run/produced/evaluation.ts';
import { isShare, type ScaleRange } from '../base/colorScale.ts';
import { expertName, ownerName, unitName } from '../base/names.ts';

/** Every expert for itself, or all of one owner together: who lends to whom. */
export type MapView = 'experts' | 'tasks';

/** A weight of a level by its tables, whatever the view. */
export interface WeightPlace {
  readonly unit: number;
  readonly expert: number;
}

/** The weights of one unit for one expert, or of the units of a row for the experts of a column. */
export interface GateCell {
  /** Ranges by reading; null: cannot exist. NaN: not known yet, or every replica diverged. */
  readonly weights: Readonly<Record<WeightReading, Range | null>>;
  /** Standard deviation of the gate over the held-out rows, mean over replicas; NaN without a single gate. */
  readonly gateStd: number;
  /** The native weight is the constant 1. */
  readonly fixed: boolean;
}

/** `cells[row][column]`, in the order of the level's tables. */
export type GateMatrix = readonly (readonly GateCell[])[];

/** All readings, as they are listed and exported. */
export const readings: readonly WeightReading[] = ['gate', 'native', 'sum', 'contribution'];

/** The mean of a cell; null where the reading cannot exist. */
export function valueOfCell(cell: GateCell, reading: WeightReading): number | null {
  return cell.weights[reading]?.mean ?? null;
}

/** A row's weights added up; null when none exists. */
export function totalOf(cells: readonly GateCell[], reading: WeightReading): number | null {
  const values = cells.map((cell) => valueOfCell(cell, reading)).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

export function groupingOf(level: LevelSpec, view: MapView): Grouping {
  return view === 'tasks' ? byOwner(level) : eachAlone(level);
}

/** The cells of a level; without `gates`, those that can exist and the fixed weights. */
export function gateMatrixOf(
  level: LevelSpec,
  gates: LevelGates | null,
  replica: ReplicaChoice,
  grouping: Grouping = eachAlone(level),
): GateMatrix {
  const statistics = gates ?? unknownGates(level);
  const rangesOf = (reading: WeightReading) =>
    weightRangesOf(level, statistics, { replica, reading, grouping });
  const tables = {
    gate: rangesOf('gate'),
    native: rangesOf('native'),
    sum: rangesOf('sum'),
    contribution: rangesOf('contribution'),
  };
  const shown = replicasOf(level, statistics, replica);
  return grouping.rows.map(({ units }, row) =>
    grouping.columns.map(({ experts }, column) => ({
      weights: {
        gate: tables.gate[row]?.[column] ?? null,
        native: tables.native[row]?.[column] ?? null,
        sum: tables.sum[row]?.[column] ?? null,
        contribution: tables.contribution[row]?.[column] ?? null,
      },
      gateStd: gateStdOf(level, statistics, shown, { units, experts }),
      fixed: isFixed(level, { units, experts }),
    })),
  );
}

/** A replica of which nothing is known. */
function unknownGates({ units, experts }: LevelSpec): LevelGates {
  const unknown = (count: number) => new Float32Array(count).fill(Number.NaN);
  const ofCells = unknown(units.length * experts.length);
  const ofExperts = unknown(experts.length);
  return {
    gateMean: ofCells,
    gateStd: ofCells,
    native: ofCells,
    expertRms: ofExperts,
    sparsity: ofExperts,
    deadFraction: ofExperts,
  };
}

/** Deviation of a single gate: that of a sum cannot be told from those of its terms. */
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
  return replicas.reduce((sum, replica) => sum + ofReplica(replica), 0) / replicas.length;
}

function isFixed(level: LevelSpec, { units, experts }: WeightCell): boolean {
  return units.some((unit) => {
    const native = level.units[unit]?.native;
    return native?.kind === 'fixed' && experts.some((expert) => native.experts.includes(expert));
  });
}

/** Columns that stand side by side and have the same owner. */
export interface ColumnGroup {
  readonly owner: Owner;
  readonly columns: readonly number[];
}

export function columnGroupsOf({ columns }: Grouping): readonly ColumnGroup[] {
  const groups: { owner: Owner; columns: number[] }[] = [];
  columns.forEach(({ owner }, column) => {
    const last = groups.at(-1);
    if (last?.owner === owner) last.columns.push(column);
    else groups.push({ owner, columns: [column] });
  });
  return groups;
}

/** Experts that stand side by side and have the same owner. */
export interface ExpertGroup {
  readonly owner: Owner;
  readonly experts: readonly number[];
}

export function expertGroupsOf(level: LevelSpec): readonly ExpertGroup[] {
  return columnGroupsOf(eachAlone(level)).map(({ owner, columns }) => ({ owner, experts: columns }));
}

/** Gates over more experts than this are too small to tell apart on a scale that ends at 1. */
const MANY_EXPERTS = 12;

/**
 * Range of a scale for all values of the matrices, below 0 only where one of them is. Sum and native: at least to 1, in
 * steps of a half. Shares: to 1, less only with many experts.
 */
export function scaleRangeOf(matrices: readonly GateMatrix[], reading: WeightReading): ScaleRange {
  const values = matrices.flat(2).map((cell) => valueOfCell(cell, reading) ?? 0);
  const finite = values.filter(Number.isFinite);
  const largest = Math.max(0, ...finite.map(Math.abs));
  if (!isShare(reading)) {
    const high = Math.max(1, Math.ceil(largest * 2 - 0.1) / 2);
    return { low: finite.some((value) => value < 0) ? -high : 0, high };
  }
  const isWide = matrices.every((matrix) => (matrix[0]?.length ?? 0) > MANY_EXPERTS);
  return { low: 0, high: isWide ? ([0.1, 0.25, 0.5].find((end) => largest <= end) ?? 1) : 1 };
}

export interface MatrixNames {
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
}

export function matrixNamesOf(level: LevelSpec, view: MapView, taskNames: readonly string[]): MatrixNames {
  if (view === 'experts') {
    return {
      rowNames: level.units.map((_, unit) => unitName(level.units, unit, taskNames)),
      columnNames: level.experts.map((_, expert) => expertName(level.experts, expert, taskNames)),
    };
  }
  const { rows, columns } = groupingOf(level, view);
  return {
    rowNames: rows.map(({ owner }) => ownerName(owner, taskNames)),
    columnNames: columns.map(({ owner }) => ownerName(owner, taskNames)),
  };
}

/** The matrix row by row with names; names may repeat, numbers do not. */
export interface NamedRow {
  readonly row: number;
  readonly name: string;
  readonly cells: readonly { readonly column: number; readonly name: string; readonly cell: GateCell }[];
}

export function namedRowsOf(matrix: GateMatrix, { rowNames, columnNames }: MatrixNames): readonly NamedRow[] {
  return matrix.map((cells, row) => ({
    row,
    name: rowNames[row] ?? '',
    cells: cells.map((cell, column) => ({ column, name: columnNames[column] ?? '', cell })),
  }));
}

/** All readings of every cell, each with its smallest and largest replica; blank where it cannot exist. */
export function gateCsvRows(matrix: GateMatrix, names: MatrixNames): readonly CsvRow[] {
  const printed = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '' : value);
  const rows = namedRowsOf(matrix, names).flatMap(({ name: unit, cells }) =>
    cells.map(({ name: expert, cell }): CsvRow => {
      const values = readings.flatMap((reading) => {
        const weight = cell.weights[reading];
        return [weight?.mean, weight?.low, weight?.high];
      });
      return [unit, expert, ...[...values, cell.gateStd].map(printed)];
    }),
  );
  const headings = readings.flatMap((reading) => [reading, `${reading}Low`, `${reading}High`]);
  return [['unit', 'expert', ...headings, 'gateStd'], ...rows];
}
