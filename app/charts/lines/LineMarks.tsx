/** Marks of a line chart, drawn on the chart library's scales: cheaper than one chart item each. */
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { formatCount, formatGain, formatValue } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { type SeriesStyle, seriesColor } from '../base/palette.ts';
import styles from './LineChart.module.css';
import type { PlotContent } from './SeriesPlot.tsx';
import type { FarMark } from './series.ts';

interface CutPointMarksProps extends Omit<PlotContent, 'rows'> {
  readonly marks: readonly FarMark[];
}

export function CutPointMarks({ marks, axis, series, hiddenIds }: CutPointMarksProps) {
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

export interface ReportedSteps extends SeriesStyle {
  readonly steps: readonly [first: number, last: number];
  /** Gains of the verdict by task; null where the curve ends at the same, as near as a tie. */
  readonly gains?: readonly (number | null)[];
}

const LETTER_HEIGHT = 12;

export function EndLabels({ rows, series, hiddenIds }: Omit<PlotContent, 'axis'>) {
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!area || !x || !y) return null;
  const ends = series.flatMap(({ id, color }, s) => {
    const last = rows.findLast(({ points }) => points[s] !== null);
    const point = last?.points[s];
    const top = point ? (y(point.mean) ?? Number.NaN) : Number.NaN;
    const left = x(last?.x ?? 0) ?? 0;
    return hiddenIds.has(id) || !Number.isFinite(top) ? [] : [{ id, color, top, left }];
  });
  const range = [area.y + LETTER_HEIGHT / 2, area.y + area.height - LETTER_HEIGHT / 2] as const;
  const tops = spreadPositions(
    ends.map(({ top }) => top),
    LETTER_HEIGHT,
    range,
  );
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
  const area = usePlotArea();
  const x = useXAxisScale();
  if (!area || !x) return null;
  const bottom = area.y + area.height - 2;
  return reported
    .filter(({ id }) => !hiddenIds.has(id))
    .map(({ id, name, color, steps: [first, last] }, at) => (
      <path
        key={id}
        d={`M${(x(first) ?? 0) - 1} ${bottom - REPORTED_MARK_PITCH * at}H${(x(last) ?? 0) + 1}`}
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

/** Diamonds at the steps that the verdict uses, each with its number. */
export function VerdictMarks({ reported, hiddenIds, task, axis }: VerdictMarksProps) {
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!area || !x || !y) return null;
  const [low, high] = axis.domain;
  const marks = reported.flatMap(({ id, color, steps: [first, last], gains = [] }) => {
    const gain = gains[task] ?? null;
    if (gain === null || hiddenIds.has(id)) return [];
    const top = y(Math.min(high, Math.max(low, 100 * gain))) ?? 0;
    return [{ id, color, gain, left: x((first + last) / 2) ?? 0, top }];
  });
  const tops = marks.map(({ top }) => top);
  const ends = [area.y + LETTER_HEIGHT / 2, area.y + area.height - LETTER_HEIGHT / 2] as const;
  const places = spreadPositions(tops, LETTER_HEIGHT, ends);
  return marks.map(({ id, color, gain, left, top }, at) => {
    const isLate = left > area.x + area.width / 2;
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
