/** Values under the pointer, ordered as the lines stand: highest first. */
import plotStyles from './Plot.module.css';
import type { SeriesStyle } from './palette.ts';
import { SeriesSwatch } from './SeriesSwatch.tsx';

/** The values of one line there. */
export interface TooltipEntry {
  readonly series: SeriesStyle;
  readonly mean: number;
  readonly value: string;
  /** Details beside the value, less loud. */
  readonly details: readonly string[];
}

export interface PlotTooltipProps {
  /** The place of the pointer. */
  readonly place: string;
  readonly entries: readonly TooltipEntry[];
  readonly hiddenIds: ReadonlySet<string>;
}

export function PlotTooltip({ place, entries, hiddenIds }: PlotTooltipProps) {
  const shown = entries.filter(({ series }) => !hiddenIds.has(series.id)).toSorted((a, b) => b.mean - a.mean);
  return (
    <div className={plotStyles['tooltip']}>
      <p>{place}</p>
      <table>
        <tbody>
          {shown.map(({ series: { id, name, color }, value, details }) => (
            <tr key={id}>
              <th scope="row">
                <SeriesSwatch color={color} />
                <span>{name}</span>
              </th>
              <td>{value}</td>
              {details.map((detail) => (
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
