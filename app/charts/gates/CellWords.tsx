/** Cells of a heat map in words: the chosen cell below the map, all cells in a table. */
import {
  type GateCell,
  type GateGroupingMode,
  type GateMatrix,
  groupingOf,
  sumOfReading,
  valueOfCell,
  weightReadings,
} from '../../../src/analysis/gateMatrix.ts';
import type { WeightReading } from '../../../src/analysis/gateWeights.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { LevelSpec } from '../../../src/models/topology.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { expertName, ownerName, unitName } from '../base/names.ts';
import pictureStyles from '../base/Picture.module.css';
import type { GridPlace } from '../base/useGridCursor.ts';
import styles from './GateHeatMap.module.css';

interface CellReadoutProps extends GateTableProps {
  readonly cell: GridPlace | null;
}

export function CellReadout({ cell: place, rows, reading }: CellReadoutProps) {
  const row = place ? rows[place.row] : undefined;
  const named = place ? row?.cells[place.column] : undefined;
  return (
    <output className={`${pictureStyles['said']} ${styles['readout']}`}>
      {row && named ? (
        <>
          <strong>{text.charts.cell(row.name, named.name)}</strong> {cellText(named.cell, reading)}
        </>
      ) : (
        text.charts.heatMapHint
      )}
    </output>
  );
}

export function cellText(cell: GateCell, reading: WeightReading): string {
  const sum = valueOfCell(cell, 'sum');
  if (sum === null) return text.charts.notConnected;
  if (Number.isNaN(sum)) return text.charts.cellUnknown;
  return text.punctuation.clauses([
    ...(reading === 'contribution' ? [contributionText(cell)] : []),
    weightsText(cell, sum),
    ...rangeText(cell, reading),
    ...(Number.isFinite(cell.gateStd) ? [text.charts.cellStd(formatWeight(cell.gateStd))] : []),
  ]);
}

function contributionText(cell: GateCell): string {
  return text.charts.cellContribution(formatWeight(valueOfCell(cell, 'contribution') ?? Number.NaN));
}

function weightsText(cell: GateCell, sum: number): string {
  const [gate, native] = [valueOfCell(cell, 'gate'), valueOfCell(cell, 'native')];
  const nativeValue = formatWeight(native ?? 0);
  const nativeText = cell.fixed ? text.charts.fixedValue(nativeValue) : nativeValue;
  if (native === null) return text.charts.cellGate(formatWeight(gate ?? 0));
  if (gate === null) return text.charts.cellNative(nativeText);
  return text.charts.cellBoth(formatWeight(sum), formatWeight(gate), nativeText);
}

function rangeText(cell: GateCell, reading: WeightReading): readonly string[] {
  const weight = cell.weights[reading];
  if (weight === null || weight.n < 2 || (reading === 'native' && cell.fixed)) return [];
  const { low, high, n } = weight;
  return [text.charts.cellRange(text.charts.readingShort[reading], formatWeight(low), formatWeight(high), n)];
}

export function cellRangeOf(cell: GateCell, reading: WeightReading): string | null {
  const weight = cell.weights[reading];
  if (weight === null || weight.n < 2 || !Number.isFinite(weight.low)) return null;
  return text.charts.range(formatWeight(weight.low), formatWeight(weight.high));
}

interface GateTableProps {
  readonly rows: readonly NamedRow[];
  readonly reading: WeightReading;
}

export function GateTable({ rows, reading }: GateTableProps) {
  const { reading: readings, total } = text.charts;
  return (
    <NumbersTable
      headings={[readings[reading], ...(rows[0]?.cells.map(({ name }) => name) ?? []), total]}
      rows={rows.map(({ name, cells }) => [
        name,
        ...cells.map(({ cell }) => printedCell(cell, reading)),
        formatWeight(totalOfRow(cells, reading) ?? Number.NaN),
      ])}
    />
  );
}

function printedCell(cell: GateCell, reading: WeightReading): string {
  const value = valueOfCell(cell, reading);
  if (value === null) return text.charts.notConnected;
  const range = cellRangeOf(cell, reading);
  return range === null ? formatWeight(value) : text.charts.valueAndRange(formatWeight(value), range);
}

interface MatrixNames {
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
}

export function matrixNamesOf(
  level: LevelSpec,
  view: GateGroupingMode,
  taskNames: readonly string[],
): MatrixNames {
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
  sumOfReading(
    cells.map(({ cell }) => cell),
    reading,
  );

export function gateCsvRows(named: readonly NamedRow[]): readonly CsvRow[] {
  const printed = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '' : value);
  const rows = named.flatMap(({ name: unit, cells }) =>
    cells.map(({ name: expert, cell }): CsvRow => {
      const values = weightReadings.flatMap((reading) => {
        const weight = cell.weights[reading];
        return [weight?.mean, weight?.low, weight?.high];
      });
      return [unit, expert, ...[...values, cell.gateStd].map(printed)];
    }),
  );
  const headings = weightReadings.flatMap((reading) => [reading, `${reading}Low`, `${reading}High`]);
  return [['unit', 'expert', ...headings, 'gateStd'], ...rows];
}
