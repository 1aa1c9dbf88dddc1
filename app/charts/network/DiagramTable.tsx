/** The table behind a network diagram: one row per weighted connection. */
import { valueOfCell } from '../../../src/analysis/gateMatrix.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { UnitSpec } from '../../../src/models/topology.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { expertName, unitName } from '../base/names.ts';
import type { Subject } from './describe.ts';

const diagramReadings = ['gate', 'native', 'sum'] as const;

const hasTeaching = ({ topology }: Subject): boolean =>
  topology.levels.some(({ units }) => units.some(({ teaches }) => teaches !== undefined));

/** Level, expert, unit and the weights as `cellOf` prints them; where units teach some experts alone, whether a gradient comes back. */
function connectionsOf<Cell>(
  subject: Subject,
  cellOf: (weight: number | null) => Cell,
): readonly (readonly [level: number, expert: string, unit: string, ...(Cell | string)[]])[] {
  const { topology, matrices, taskNames } = subject;
  const gradientOf = ({ teaches }: UnitSpec | { teaches?: undefined }, expert: number) =>
    hasTeaching(subject) ? [text.charts.passesGradient(teaches?.includes(expert) !== false)] : [];
  return topology.levels.flatMap(({ units, experts }, level) =>
    (matrices[level] ?? []).flatMap((cells, u) =>
      cells.flatMap((cell, e) => {
        if (valueOfCell(cell, 'sum') === null) return [];
        const weights = diagramReadings.map((reading) => cellOf(valueOfCell(cell, reading)));
        return [
          [
            level + 1,
            expertName(experts, e, taskNames),
            unitName(units, u, taskNames),
            ...weights,
            ...gradientOf(units[u] ?? {}, e),
          ],
        ] as const;
      }),
    ),
  );
}

const gradientHeading = (subject: Subject): readonly string[] =>
  hasTeaching(subject) ? [text.charts.gradient] : [];

export const diagramCsvRows = (subject: Subject): readonly CsvRow[] => [
  [...text.charts.diagramColumns, ...diagramReadings, ...gradientHeading(subject)],
  ...connectionsOf(subject, (weight) => weight ?? ''),
];

export function DiagramTable({ subject }: { readonly subject: Subject }) {
  const { from, to, reading, levelHeading } = text.charts;
  const { noValue } = text.app.ui;
  const rows = connectionsOf(subject, (weight) => (weight === null ? noValue : formatWeight(weight)));
  return (
    <NumbersTable
      headings={[
        levelHeading,
        from,
        to,
        ...diagramReadings.map((each) => reading[each]),
        ...gradientHeading(subject),
      ]}
      rows={rows.map((row) => row.map(String))}
    />
  );
}
