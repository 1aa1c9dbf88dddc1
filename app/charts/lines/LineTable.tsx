/** The table behind a line chart: the steps drawn, an architecture per column. */
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { SeriesStyle } from '../base/palette.ts';
import { NumbersTable } from '../figure/NumbersTable.tsx';
import { pointText } from './LineTooltip.tsx';
import type { PlotRow } from './series.ts';

interface LineTableProps {
  readonly series: readonly SeriesStyle[];
  readonly rows: readonly PlotRow[];
}

export function LineTable({ series, rows }: LineTableProps) {
  return (
    <NumbersTable
      headings={[text.charts.step, ...series.map(({ name }) => name)]}
      rows={rows.map(({ step, points }) => [
        formatCount(step),
        ...series.map((_, s) => (points[s] ? pointText(points[s]) : text.charts.noValue)),
      ])}
    />
  );
}
