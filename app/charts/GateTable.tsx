/** The table behind a heat map: units down, experts across, the chosen reading in the cells. */
import { chartText } from '../../src/index.ts';
import { formatWeight } from './format.ts';
import { type GateCell, type GateMatrix, type MatrixNames, namedRowsOf, valueOfCell } from './gateMatrix.ts';
import type { GateReading } from './props.ts';

interface GateTableProps {
  readonly matrix: GateMatrix;
  readonly names: MatrixNames;
  readonly reading: GateReading;
}

export function GateTable({ matrix, names, reading }: GateTableProps) {
  const rows = namedRowsOf(matrix, names);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{chartText.reading[reading]}</th>
          {rows[0]?.cells.map(({ expert, name }) => (
            <th key={expert} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ unit, name, cells }) => (
          <tr key={unit}>
            <th scope="row">{name}</th>
            {cells.map(({ expert, cell }) => (
              <td key={expert}>{printed(cell, reading)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function printed(cell: GateCell, reading: GateReading): string {
  const value = valueOfCell(cell, reading);
  return value === null ? chartText.notConnected : formatWeight(value);
}
