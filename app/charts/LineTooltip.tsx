/** Values under the pointer, ordered as the lines stand: highest first. */
import { chartText } from '../../src/index.ts';
import { formatPair, formatStep, formatValue } from './format.ts';
import plotStyles from './Plot.module.css';
import type { SeriesStyle } from './props.ts';
import { SeriesSwatch } from './SeriesSwatch.tsx';
import type { PlotPoint, PlotRow } from './series.ts';

interface LineTooltipProps {
  readonly row: PlotRow;
  readonly series: readonly SeriesStyle[];
  readonly hiddenIds: ReadonlySet<string>;
}

export function LineTooltip({ row, series, hiddenIds }: LineTooltipProps) {
  const entries = series.flatMap((one, s) => {
    const point = row.points[s];
    return point && !hiddenIds.has(one.id) ? [{ ...one, point }] : [];
  });
  entries.sort((a, b) => b.point.mean - a.point.mean);
  return (
    <div className={plotStyles['tooltip']}>
      <p>
        {chartText.step} {formatStep(row.step)}
      </p>
      <table>
        <tbody>
          {entries.map(({ id, name, color, point }) => (
            <tr key={id}>
              <th scope="row">
                <SeriesSwatch color={color} />
                <span>{name}</span>
              </th>
              <td>{pointText(point)}</td>
              <td className={plotStyles['count']}>{chartText.count(point.n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** "0.085 ± 0.004", or the mean alone without an interval. */
export function pointText({ mean, interval }: PlotPoint): string {
  if (!interval) return formatValue(mean);
  return chartText.plusMinus(...formatPair(mean, (interval[1] - interval[0]) / 2));
}
