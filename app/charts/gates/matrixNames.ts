/** A matrix of weights with the names of its rows and columns, and as a file. */
import {
  type GateCell,
  type GateMatrix,
  groupingOf,
  type MapView,
  readings,
  totalOf,
} from '../../../src/analysis/gateMatrix.ts';
import type { WeightReading } from '../../../src/analysis/gateWeights.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { LevelSpec } from '../../../src/models/topology.ts';
import { expertName, ownerName, unitName } from '../base/names.ts';

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

export const totalOfRow = (cells: NamedRow['cells'], reading: WeightReading): number | null =>
  totalOf(
    cells.map(({ cell }) => cell),
    reading,
  );

/** All readings of every cell, each with its smallest and largest replica; blank where it cannot exist. */
export function gateCsvRows(named: readonly NamedRow[]): readonly CsvRow[] {
  const printed = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '' : value);
  const rows = named.flatMap(({ name: unit, cells }) =>
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
