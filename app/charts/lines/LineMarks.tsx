/** Marks of a line chart, drawn on the chart library's scales: cheaper than one chart item each. */
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { formatCount, formatGain, formatValue } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { type SeriesStyle, seriesColor } from '../base/palette.ts';
import type { Axis } from './axis.ts';
import styles from './LineChart.module.css';
import type { PlotContent } from './SeriesPlot.tsx';
import type { FarMark } from './series.ts';

const LETTER_HEIGHT = 12;

function usePlot() {
  const area = usePlotArea();
  const [x, y] = [useXAxisScale(), useYAxisScale()];
  if (!area || !x || !y) return null;
  const room = [area.y + LETTER_HEIGHT / 2, area.y + area.height - LETTER_HEIGHT / 2] as const;
  const spread = (tops: readonly number[]) => spreadPositions(tops, LETTER_HEIGHT, room);
  return { area, spread, x: (at: number) => x(at) ?? Number.NaN, y: (at: number) => y(at) ?? Number.NaN };
}

const clampedTo = ({ domain: [low, high] }: Axis, value: number) => Math.min(high, Math.max(low, value));

interface CutPointMarksProps extends Omit<PlotContent, 'rows'> {
  readonly marks: readonly FarMark[];
}

export function CutPointMarks({ marks, axis, series, hiddenIds }: CutPointMarksProps) {
  const plot = usePlot();
  if (plot === null) return null;
  return marks.map(({ series: s, step, loss }) => {
    const one = series[s];
    const top = plot.y(clampedTo(axis, loss));
    if (one === undefined || hiddenIds.has(one.id) || !Number.isFinite(top)) return null;
    return (
      <circle
        key={`${one.id} ${loss}`}
        cx={plot.x(step)}
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

export interface ReportedSteps extends SeriesStyle {
  readonly steps: readonly [first: number, last: number];
  /** Gains of the verdict by task; null where the curve ends at the same, as near as a tie. */
  readonly gains?: readonly (number | null)[];
}

export function EndLabels({ rows, series, hiddenIds }: Omit<PlotContent, 'axis'>) {
  const plot = usePlot();
  if (plot === null) return null;
  const ends = series.flatMap(({ id, color }, s) => {
    const last = rows.findLast(({ points }) => points[s] !== null);
    const top = plot.y(last?.points[s]?.mean ?? Number.NaN);
    return hiddenIds.has(id) || !Number.isFinite(top) ? [] : [{ id, color, top, left: plot.x(last?.x ?? 0) }];
  });
  const tops = plot.spread(ends.map(({ top }) => top));
  return ends.map(({ id, color, left }, at) => (
    <text
      key={id}
      x={left + 5}
      y={(tops[at] ?? 0) + 4.5}
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

export const REPORTED_MARK_PITCH = 3.5;

export function ReportedMarks({ reported, hiddenIds }: ReportedMarksProps) {
  const plot = usePlot();
  if (plot === null) return null;
  const bottom = plot.area.y + plot.area.height - 2;
  return reported
    .filter(({ id }) => !hiddenIds.has(id))
    .map(({ id, name, color, steps: [first, last] }, at) => (
      <path
        key={id}
        d={`M${plot.x(first) - 1} ${bottom - REPORTED_MARK_PITCH * at}H${plot.x(last) + 1}`}
        strokeLinecap="round"
        strokeWidth={2}
        style={{ stroke: seriesColor(color) }}
        data-reported={id}
      >
        <title>{text.charts.reported(name, formatCount(first), formatCount(last))}</title>
      </path>
    ));
}

interface VerdictMarksProps extends ReportedMarksProps, Pick<PlotContent, 'axis'> {
  readonly task: number;
}

export function VerdictMarks({ reported, hiddenIds, task, axis }: VerdictMarksProps) {
  const plot = usePlot();
  if (plot === null) return null;
  const marks = reported.flatMap(({ id, color, steps: [first, last], gains = [] }) => {
    const gain = gains[task] ?? Number.NaN;
    const top = plot.y(clampedTo(axis, 100 * gain));
    if (!Number.isFinite(top) || hiddenIds.has(id)) return [];
    return [{ id, color, gain, left: plot.x((first + last) / 2), top }];
  });
  const places = plot.spread(marks.map(({ top }) => top));
  return marks.map(({ id, color, gain, left, top }, at) => {
    const isLate = left > plot.area.x + plot.area.width / 2;
    return (
      <g key={id} className={styles['verdict']} data-verdict={id} style={{ fill: seriesColor(color) }}>
        <path d={`M${left - 4} ${top}l4 -4l4 4l-4 4z`} />
        <text x={left + (isLate ? -7 : 7)} y={(places[at] ?? 0) + 4} textAnchor={isLate ? 'end' : 'start'}>
          {formatGain(gain)}
        </text>
      </g>
    );
  });
}

export function spreadPositions(
  wanted: readonly number[],
  gap: number,
  [low, high]: readonly [low: number, high: number],
): readonly number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const places = new Array<number>(wanted.length).fill(0);
  let least = low;
  for (const index of order) {
    const place = Math.max(least, wanted[index] ?? 0);
    places[index] = place;
    least = place + gap;
  }
  let most = high;
  for (const index of order.toReversed()) {
    const place = Math.min(most, places[index] ?? 0);
    places[index] = place;
    most = place - gap;
  }
  return places;
}
