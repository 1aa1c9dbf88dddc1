/** One level's gate, native and sum weights as a table of cells. Knows the tables of an architecture, not its name. */
import type { LevelGates, LevelSpec, Owner, UnitSpec } from '../../src/index.ts';
import type { CsvRow, GateReading, ReplicaChoice } from './props.ts';

/** How one unit weighs one expert. Null: cannot exist. NaN: not known yet, or every repetition diverged. */
export interface GateCell {
  readonly gate: number | null;
  readonly native: number | null;
  /** Standard deviation of the gate over the held-out rows, mean over repetitions; NaN without a gate. */
  readonly spread: number;
  /** The native weight is the constant 1. */
  readonly fixed: boolean;
}

/** `cells[unit][expert]`, in the order of the level's tables. */
export type GateMatrix = readonly (readonly GateCell[])[];

/** Null where the reading cannot exist. */
export function valueOfCell(cell: GateCell, reading: GateReading): number | null {
  if (reading === 'gate') return cell.gate;
  if (reading === 'native') return cell.native;
  return cell.gate === null && cell.native === null ? null : (cell.gate ?? 0) + (cell.native ?? 0);
}

export function gateMatrixOf(level: LevelSpec, gates: LevelGates | null, replica: ReplicaChoice): GateMatrix {
  const numCells = level.units.length * level.experts.length;
  const read = (values: Float32Array | undefined, at: number) => averaged(values, at, numCells, replica);
  return level.units.map((unit, u) =>
    level.experts.map((_, e) => {
      const at = u * level.experts.length + e;
      const seen = unit.gate?.sees.includes(e) ?? false;
      return {
        gate: seen ? read(gates?.gateMean, at) : null,
        native: nativeOf(unit, e, () => read(gates?.native, at)),
        spread: seen ? read(gates?.gateSpread, at) : Number.NaN,
        fixed: unit.native?.kind === 'fixed' && unit.native.experts.includes(e),
      };
    }),
  );
}

function nativeOf({ native }: UnitSpec, expert: number, read: () => number): number | null {
  if (!native?.experts.includes(expert)) return null;
  return native.kind === 'fixed' ? 1 : read();
}

/** Element `at` of one repetition's block of `numCells`, or the mean over all repetitions where it is finite. */
function averaged(
  values: Float32Array | undefined,
  at: number,
  numCells: number,
  replica: ReplicaChoice,
): number {
  if (!values) return Number.NaN;
  if (replica !== 'mean') return values[replica * numCells + at] ?? Number.NaN;
  let sum = 0;
  let count = 0;
  for (let place = at; place < values.length; place += numCells) {
    const value = values[place];
    if (value === undefined || !Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** Experts that stand side by side and have the same owner. */
export interface ExpertGroup {
  readonly owner: Owner;
  readonly experts: readonly number[];
}

export function expertGroupsOf(level: LevelSpec): readonly ExpertGroup[] {
  const groups: { owner: Owner; experts: number[] }[] = [];
  level.experts.forEach(({ owner }, e) => {
    const last = groups.at(-1);
    if (last?.owner === owner) last.experts.push(e);
    else groups.push({ owner, experts: [e] });
  });
  return groups;
}

/** Gates over more experts than this are too small to tell apart on a scale that ends at 1. */
const MANY_EXPERTS = 12;

/**
 * End of the scale that fits every value of the matrices. Sum and native: at least 1, in steps of a half. Gate: 1, less
 * only with many experts.
 */
export function limitOf(matrices: readonly GateMatrix[], reading: GateReading): number {
  const values = matrices.flat(2).map((cell) => Math.abs(valueOfCell(cell, reading) ?? 0));
  const largest = Math.max(0, ...values.filter(Number.isFinite));
  if (reading !== 'gate') return Math.max(1, Math.ceil(largest * 2 - 0.1) / 2);
  const isWide = matrices.every((matrix) => (matrix[0]?.length ?? 0) > MANY_EXPERTS);
  return isWide ? ([0.1, 0.25, 0.5].find((end) => largest <= end) ?? 1) : 1;
}

export interface MatrixNames {
  readonly unitNames: readonly string[];
  readonly expertNames: readonly string[];
}

/** The matrix row by row with names; names may repeat, numbers do not. */
export interface NamedRow {
  readonly unit: number;
  readonly name: string;
  readonly cells: readonly { readonly expert: number; readonly name: string; readonly cell: GateCell }[];
}

export function namedRowsOf(
  matrix: GateMatrix,
  { unitNames, expertNames }: MatrixNames,
): readonly NamedRow[] {
  return matrix.map((cells, unit) => ({
    unit,
    name: unitNames[unit] ?? '',
    cells: cells.map((cell, expert) => ({ expert, name: expertNames[expert] ?? '', cell })),
  }));
}

/** All three readings of every cell, blank where it cannot exist. */
export function gateCsvRows(matrix: GateMatrix, names: MatrixNames): readonly CsvRow[] {
  const printed = (value: number | null) => (value === null || Number.isNaN(value) ? '' : value);
  const rows = namedRowsOf(matrix, names).flatMap(({ name: unit, cells }) =>
    cells.map(({ name: expert, cell }): CsvRow => {
      const readings = [cell.gate, cell.native, valueOfCell(cell, 'sum'), cell.spread];
      return [unit, expert, ...readings.map(printed)];
    }),
  );
  return [['unit', 'expert', 'gate', 'native', 'sum', 'gateSpread'], ...rows];
}
