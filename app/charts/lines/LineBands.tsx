/** Bands and marks of a line chart, drawn on the chart's own scales: cheaper than one chart item each. */

import { useXAxisScale, useYAxisScale } from 'recharts';
import { formatValue } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { type SeriesStyle, seriesColor } from '../base/palette.ts';
import { type Axis, drawnBand } from './axis.ts';
import type { FarMark, PlotRow } from './series.ts';

interface LineBandsProps {
  readonly rows: readonly PlotRow[];
  readonly axis: Axis;
  readonly series: readonly SeriesStyle[];
  readonly hiddenIds: ReadonlySet<string>;
}

export function LineBands({ rows, axis, series, hiddenIds }: LineBandsProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  const fillOpacity = opacityOf(series.filter(({ id }) => !hiddenIds.has(id)).length);
  const at = (step: number, loss: number) => `${(x(step) ?? 0).toFixed(1)} ${(y(loss) ?? 0).toFixed(1)}`;
  return series.map(({ id, color }, s) => {
    if (hiddenIds.has(id)) return null;
    const bands = rows.flatMap(({ step, points }) => {
      const band = drawnBand(points[s] ?? null, axis);
      // For a moment after a change of axis the chart still has the scale of before: no place for 0 on a logarithmic one.
      if (!band?.every((loss) => Number.isFinite(y(loss)))) return [];
      return [{ low: at(step, band[0]), high: at(step, band[1]) }];
    });
    if (bands.length < 2) return null;
    const outline = [...bands.map(({ high }) => high), ...bands.toReversed().map(({ low }) => low)];
    return <path key={id} fill={seriesColor(color)} fillOpacity={fillOpacity} d={`M${outline.join('L')}Z`} />;
  });
}

/** Many bands, one over the other, are no darker than two. */
const opacityOf = (numBands: number): number => 0.32 / Math.max(2, numBands);

interface FarMarksProps extends Omit<LineBandsProps, 'rows'> {
  readonly marks: readonly FarMark[];
}

/** A ring for each replica far from the others; beyond the axis, at its end. */
export function FarMarks({ marks, axis, series, hiddenIds }: FarMarksProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  const [low, high] = axis.domain;
  return marks.map(({ series: s, step, loss }) => {
    const one = series[s];
    const top = y(Math.min(high, Math.max(low, loss))) ?? Number.NaN;
    if (one === undefined || hiddenIds.has(one.id) || !Number.isFinite(top)) return null;
    return (
      <circle
        key={`${one.id} ${loss}`}
        cx={x(step)}
        cy={top}
        r={3.5}
        fill="none"
        stroke={seriesColor(one.color)}
        data-dot="far"
      >
        <title>{text.charts.far(one.name, formatValue(loss))}</title>
      </circle>
    );
  });
}
