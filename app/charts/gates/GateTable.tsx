/** The table behind a heat map: units down, experts across, the chosen reading in the cells. */

import type { WeightReading } from '../../../src/analysis/gateWeights.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../figure/NumbersTable.tsx';
import { cellRangeOf } from './cellText.ts';
import {
  type GateCell,
  type GateMatrix,
  type MatrixNames,
  namedRowsOf,
  totalOf,
  valueOfCell,
} from './gateMatrix.ts';

interface GateTableProps {
  readonly matrix: GateMatrix;
  readonly names: MatrixNames;
  readonly reading: WeightReading;
}

export function GateTable({ matrix, names, reading }: GateTableProps) {
  const rows = namedRowsOf(matrix, names);
  const { reading: readings, total } = text.charts;
  return (
    <NumbersTable
      headings={[readings[reading], ...(rows[0]?.cells.map(({ name }) => name) ?? []), total]}
      rows={rows.map(({ row, name, cells }) => [
        name,
        ...cells.map(({ cell }) => printed(cell, reading)),
        formatWeight(totalOf(matrix[row] ?? [], reading) ?? Number.NaN),
      ])}
    />
  );
}

function printed(cell: GateCell, reading: WeightReading): string {
  const value = valueOfCell(cell, reading);
  if (value === null) return text.charts.notConnected;
  const range = cellRangeOf(cell, reading);
  return range === null ? formatWeight(value) : text.charts.valueAndRange(formatWeight(value), range);
}
