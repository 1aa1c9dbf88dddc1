/** Values under the pointer, ordered as the lines stand: highest first. */
import type { SeriesStyle } from '../base/palette.ts';
import { SeriesSwatch } from '../base/SeriesSwatch.tsx';
import plotStyles from './Plot.module.css';
import type { PlotPoint, PlotRow } from './series.ts';

export interface PlotWords {
  readonly placeOf: (x: number) => string;
  readonly valueOf: (point: PlotPoint) => string;
  /** Details beside the value, less loud. */
  readonly detailsOf: (point: PlotPoint) => readonly string[];
}

export interface PlotTooltipProps {
  readonly row: PlotRow;
  readonly series: readonly SeriesStyle[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly words: PlotWords;
}

export function PlotTooltip({ row: { x, points }, series, hiddenIds, words }: PlotTooltipProps) {
  const shown = series
    .flatMap((one, s) => (points[s] && !hiddenIds.has(one.id) ? [{ ...one, point: points[s] }] : []))
    .toSorted((a, b) => b.point.mean - a.point.mean);
  return (
    <div className={plotStyles['tooltip']}>
      <p>{words.placeOf(x)}</p>
      <table>
        <tbody>
          {shown.map(({ id, name, color, point }) => (
            <tr key={id}>
              <th scope="row">
                <SeriesSwatch color={color} />
                <span>{name}</span>
              </th>
              <td>{words.valueOf(point)}</td>
              {words.detailsOf(point).map((detail) => (
                <td key={detail} className={plotStyles['count']}>
                  {detail}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
