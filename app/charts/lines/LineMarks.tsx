/** Bands and marks of a line chart, drawn on the chart's own scales: cheaper than one chart item each. */
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { formatCount, formatValue } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { type SeriesStyle, seriesColor } from '../base/palette.ts';
import { spread } from '../base/spread.ts';
import { type Axis, drawnBand } from './axis.ts';
import styles from './LineChart.module.css';
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

/** The steps that the losses of an architecture are reported at, over its repetitions. */
export interface ReportedSteps extends SeriesStyle {
  readonly steps: readonly [first: number, last: number];
}

interface EndLabelsProps {
  readonly rows: readonly PlotRow[];
  readonly series: readonly SeriesStyle[];
  readonly hiddenIds: ReadonlySet<string>;
}

/** Room of a letter. */
const LETTER_HEIGHT = 10;

/** The letter of each architecture at the end of its line; those that would cover each other make room. */
export function EndLabels({ rows, series, hiddenIds }: EndLabelsProps) {
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!area || !x || !y) return null;
  const ends = series.flatMap(({ id, color }, s) => {
    const last = rows.findLast(({ points }) => points[s] !== null);
    const point = last?.points[s];
    const top = point ? (y(point.mean) ?? Number.NaN) : Number.NaN;
    const left = x(last?.step ?? 0) ?? 0;
    return hiddenIds.has(id) || !Number.isFinite(top) ? [] : [{ id, color, top, left }];
  });
  const range = [area.y + LETTER_HEIGHT / 2, area.y + area.height - LETTER_HEIGHT / 2] as const;
  const tops = spread(
    ends.map(({ top }) => top),
    LETTER_HEIGHT,
    range,
  );
  return ends.map(({ id, color, left }, at) => (
    <text
      key={id}
      x={left + 5}
      y={(tops[at] ?? 0) + 3.5}
      className={styles['letter']}
      data-series={color}
      style={{ fill: seriesColor(color) }}
    >
      {id}
    </text>
  ));
}

interface ReportedMarksProps {
  readonly reported: readonly ReportedSteps[];
  readonly hiddenIds: ReadonlySet<string>;
}

/** The distance from one stroke to the next. */
const PITCH = 3.5;

/** A stroke on the axis from the first to the last step that a repetition is reported at, one above the other. */
export function ReportedMarks({ reported, hiddenIds }: ReportedMarksProps) {
  const area = usePlotArea();
  const x = useXAxisScale();
  if (!area || !x) return null;
  const bottom = area.y + area.height - 2;
  return reported
    .filter(({ id }) => !hiddenIds.has(id))
    .map(({ id, name, color, steps: [first, last] }, at) => (
      <line
        key={id}
        x1={(x(first) ?? 0) - 1}
        x2={(x(last) ?? 0) + 1}
        y1={bottom - PITCH * at}
        y2={bottom - PITCH * at}
        className={styles['reported']}
        style={{ stroke: seriesColor(color) }}
        data-reported={id}
      >
        <title>{text.charts.reported(name, formatCount(first), formatCount(last))}</title>
      </line>
    ));
}
