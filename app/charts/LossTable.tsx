/** The table behind a loss chart: the steps drawn, an architecture per column. */
import { chartText } from '../../src/index.ts';
import { formatStep } from './format.ts';
import { pointText } from './LossTooltip.tsx';
import type { LossSeries } from './props.ts';
import type { PlotRow } from './series.ts';

interface LossTableProps {
  readonly series: readonly LossSeries[];
  readonly rows: readonly PlotRow[];
}

export function LossTable({ series, rows }: LossTableProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{chartText.step}</th>
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
              return <td key={id}>{point ? pointText(point) : chartText.noValue}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
