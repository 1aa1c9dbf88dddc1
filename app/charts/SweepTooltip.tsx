/** Gains under the pointer, ordered as the lines stand: highest first. */
import { answerText, chartText } from '../../src/index.ts';
import { formatTick } from './format.ts';
import plotStyles from './Plot.module.css';
import { SeriesSwatch } from './SeriesSwatch.tsx';
import type { SweepRow, SweepSeries } from './sweepSeries.ts';

interface SweepTooltipProps {
  readonly row: SweepRow;
  readonly series: readonly SweepSeries[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly valueName: string;
}

export function SweepTooltip({ row, series, hiddenIds, valueName }: SweepTooltipProps) {
  const entries = series.flatMap((one, s) => {
    const gain = row.gains[s];
    return gain && !hiddenIds.has(one.id) ? [{ ...one, gain }] : [];
  });
  entries.sort((a, b) => b.gain.mean - a.gain.mean);
  return (
    <div className={plotStyles['tooltip']}>
      <p>
        {valueName} {formatTick(row.value)}
      </p>
      <table>
        <tbody>
          {entries.map(({ id, name, color, gain }) => (
            <tr key={id}>
              <th scope="row">
                <SeriesSwatch color={color} />
                <span>{name}</span>
              </th>
              <td>{answerText.signed(gain.mean)}</td>
              <td className={plotStyles['count']}>{answerText.interval(gain.low, gain.high)}</td>
              <td className={plotStyles['count']}>{chartText.count(gain.n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
