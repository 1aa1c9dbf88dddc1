/** The table behind a line chart: the steps drawn, an architecture per column. */
import { text } from '../../../src/text/text.ts';
import { formatStep } from '../base/format.ts';
import type { SeriesStyle } from '../base/props.ts';
import { pointText } from './LineTooltip.tsx';
import type { PlotRow } from './series.ts';

interface LineTableProps {
  readonly series: readonly SeriesStyle[];
  readonly rows: readonly PlotRow[];
}

export function LineTable({ series, rows }: LineTableProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text.charts.step}</th>
          {series.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.step}>
            <th scope="row">{formatStep(row.step)}</th>
            {series.map(({ id }, s) => {
              const point = row.points[s];
              return <td key={id}>{point ? pointText(point) : text.charts.noValue}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
