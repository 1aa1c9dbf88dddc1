/** The table behind a network diagram: one row per weighted connection. */

import { type GateCell, valueOfCell } from '../../../src/analysis/gateMatrix.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { expertName, unitName } from '../base/names.ts';
import { NumbersTable } from '../figure/NumbersTable.tsx';
import type { Subject } from './describe.ts';

/** Readings of a connection. */
const diagramReadings = ['gate', 'native', 'sum'] as const;

interface Connection {
  readonly level: number;
  readonly expert: string;
  readonly unit: string;
  readonly cell: GateCell;
}

function connectionsOf({ topology, matrices, taskNames }: Subject): readonly Connection[] {
  return topology.levels.flatMap(({ units, experts }, level) =>
    (matrices[level] ?? []).flatMap((cells, u) =>
      cells.flatMap((cell, e) => {
        if (valueOfCell(cell, 'sum') === null) return [];
        const names = { expert: expertName(experts, e, taskNames), unit: unitName(units, u, taskNames) };
        return [{ level, ...names, cell }];
      }),
    ),
  );
}

function printed(value: number | null): string {
  return value === null ? text.charts.noValue : formatWeight(value);
}

export function diagramCsvRows(subject: Subject): readonly CsvRow[] {
  const rows = connectionsOf(subject).map(({ level, expert, unit, cell }): CsvRow => {
    const values = diagramReadings.map((reading) => valueOfCell(cell, reading));
    return [level + 1, expert, unit, ...values.map((value) => value ?? '')];
  });
  return [['level', 'expert', 'unit', 'gate', 'native', 'sum'], ...rows];
}

export function DiagramTable({ subject }: { readonly subject: Subject }) {
  const { from, to, reading, levelHeading } = text.charts;
  return (
    <NumbersTable
      headings={[levelHeading, from, to, ...diagramReadings.map((each) => reading[each])]}
      rows={connectionsOf(subject).map(({ level, expert, unit, cell }) => [
        String(level + 1),
        expert,
        unit,
        ...diagramReadings.map((each) => printed(valueOfCell(cell, each))),
      ])}
    />
  );
}
