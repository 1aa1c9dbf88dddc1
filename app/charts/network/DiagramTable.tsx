/** The table behind a network diagram: one row per weighted connection. */
import { valueOfCell } from '../../../src/analysis/gateMatrix.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { expertName, unitName } from '../base/names.ts';
import type { Subject } from './describe.ts';

const diagramReadings = ['gate', 'native', 'sum'] as const;

/** Level, expert, unit and the weights as `cellOf` prints them. */
function connectionsOf<Cell>(
  { topology, matrices, taskNames }: Subject,
  cellOf: (weight: number | null) => Cell,
): readonly (readonly [level: number, expert: string, unit: string, ...Cell[]])[] {
  return topology.levels.flatMap(({ units, experts }, level) =>
    (matrices[level] ?? []).flatMap((cells, u) =>
      cells.flatMap((cell, e) => {
        if (valueOfCell(cell, 'sum') === null) return [];
        const weights = diagramReadings.map((reading) => cellOf(valueOfCell(cell, reading)));
        return [
          [level + 1, expertName(experts, e, taskNames), unitName(units, u, taskNames), ...weights],
        ] as const;
      }),
    ),
  );
}

export const diagramCsvRows = (subject: Subject): readonly CsvRow[] => [
  [...text.charts.diagramColumns, ...diagramReadings],
  ...connectionsOf(subject, (weight) => weight ?? ''),
];

export function DiagramTable({ subject }: { readonly subject: Subject }) {
  const { from, to, reading, levelHeading } = text.charts;
  const { noValue } = text.app.ui;
  const rows = connectionsOf(subject, (weight) => (weight === null ? noValue : formatWeight(weight)));
  return (
    <NumbersTable
      headings={[levelHeading, from, to, ...diagramReadings.map((each) => reading[each])]}
      rows={rows.map((row) => row.map(String))}
    />
  );
}
