/** The table behind a heat map: units down, experts across, the chosen reading in the cells. */

import type { WeightReading } from '../../../src/analysis/gateWeights.ts';
import { text } from '../../../src/text/text.ts';
import { formatWeight } from '../base/format.ts';
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
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text.charts.reading[reading]}</th>
          {rows[0]?.cells.map(({ column, name }) => (
            <th key={column} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">{text.charts.total}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, name, cells }) => (
          <tr key={row}>
            <th scope="row">{name}</th>
            {cells.map(({ column, cell }) => (
              <td key={column}>{printed(cell, reading)}</td>
            ))}
            <td>{formatWeight(totalOf(matrix[row] ?? [], reading) ?? Number.NaN)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function printed(cell: GateCell, reading: WeightReading): string {
  const value = valueOfCell(cell, reading);
  if (value === null) return text.charts.notConnected;
  const range = cellRangeOf(cell, reading);
  return range === null ? formatWeight(value) : text.charts.valueAndRange(formatWeight(value), range);
}
