/** Gains over one swept setting: a line per architecture and the band of its mean. */
import { memo, useMemo } from 'react';
import { ReferenceLine, usePlotArea, useXAxisScale, XAxis, YAxis } from 'recharts';
import { formatGain, formatPercentChange, formatTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { seriesColor } from '../base/palette.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
import plotStyles from '../lines/Plot.module.css';
import {
  AXIS_PROPS,
  Bands,
  type PlotContent,
  type PlotWords,
  SeriesPlot,
  VALUE_AXIS_PROPS,
} from '../lines/SeriesPlot.tsx';
import type { PlotRow } from '../lines/series.ts';
import {
  divergedValues,
  isAnyBandCut,
  type SweepSeries,
  sweepAxis,
  sweepPlotRows,
  valueTicks,
} from './sweepSeries.ts';

const HEIGHT = 320;
/** Memoised: keep `series`, `values` and `hiddenIds` identical while nothing changed. */
export interface SweepChartProps extends Pick<FigureProps, 'title' | 'note' | 'csvRows' | 'table'> {
  readonly valueName: string;
  readonly values: readonly number[];
  readonly isLog: boolean;
  readonly series: readonly SweepSeries[];
  readonly hiddenIds: ReadonlySet<string>;
}

export const SweepChart = memo(function SweepChart(props: SweepChartProps) {
  const { valueName, values, isLog, series, hiddenIds, ...figure } = props;
  const [ref, width] = useWidth();
  const rows = useMemo(() => sweepPlotRows(series), [series]);
  const shown = useMemo(() => series.filter(({ id }) => !hiddenIds.has(id)), [series, hiddenIds]);
  const { axis, isCut } = useMemo(() => {
    const isVisible = (s: number): boolean => !hiddenIds.has(series[s]?.id ?? '');
    const visible = sweepAxis(rows, isVisible);
    return { axis: visible, isCut: isAnyBandCut(rows, isVisible, visible) };
  }, [rows, series, hiddenIds]);
  return (
    <Figure {...figure} unit={text.charts.gain} exportKey={shown} again={() => <SweepChart {...props} />}>
      <div ref={ref} className={plotStyles['frame']} style={{ height: HEIGHT }}>
        <SweepPlot
          {...{ rows, axis, series, hiddenIds, values, valueName, isLog, width }}
          name={text.charts.sweepName(figure.title)}
        />
        <p className="visuallyHidden">{sweepSummaryText(series, rows)}</p>
      </div>
      {isCut && <p className={plotStyles['cut']}>{text.charts.bandsCut}</p>}
      {shown.map((one) => {
        const places = divergedValues(one).map(formatTick);
        return places.length === 0 ? null : (
          <p key={one.id} className={plotStyles['diverged']}>
            {text.charts.allDivergedAt(one.name, places)}
          </p>
        );
      })}
    </Figure>
  );
});

function sweepSummaryText(series: readonly SweepSeries[], rows: readonly PlotRow[]): string {
  const last = rows.at(-1);
  if (last === undefined) return '';
  const parts = series.flatMap(({ name }, s) => {
    const gain = last.points[s];
    return gain ? [`${name} ${formatGain(gain.mean)}`] : [];
  });
  return text.punctuation.said(formatTick(last.x), text.punctuation.list(parts));
}

const MARGIN = { top: 8, right: 24, bottom: 0, left: 6 };
const Y_AXIS_WIDTH = 66;
const X_AXIS_HEIGHT = 42;
const PIXELS_PER_TICK = 44;
const CROSS_RADIUS = 3.5;
const BAND_STYLE = { fillOpacity: 0.14, strokeLinejoin: 'round', strokeOpacity: 0.3 } as const;
const GAIN_LABEL = {
  value: text.charts.gainAxis,
  angle: -90,
  position: 'insideLeft',
  style: { textAnchor: 'middle' },
} as const;

interface SweepPlotProps
  extends Pick<PlotContent, 'rows' | 'axis'>,
    Pick<SweepChartProps, 'series' | 'hiddenIds' | 'values' | 'valueName' | 'isLog'> {
  readonly width: number;
  readonly name: string;
}

const SweepPlot = memo(function SweepPlot(props: SweepPlotProps) {
  const { rows, axis, series, hiddenIds, valueName, width, name, values, isLog } = props;
  const words = useMemo(() => sweepWords(valueName), [valueName]);
  const content = { rows, axis, series, hiddenIds };
  const room = Math.max(2, Math.floor((width - Y_AXIS_WIDTH) / PIXELS_PER_TICK));
  return (
    <SeriesPlot
      {...content}
      {...{ name, words }}
      size={{ width, height: HEIGHT, margin: MARGIN }}
      lineLook={(color) => ({
        dot: { r: 2.5, fill: seriesColor(color), stroke: 'none' },
        activeDot: { r: 4, strokeWidth: 0 },
      })}
      below={
        <>
          <XAxis
            {...AXIS_PROPS}
            dataKey="x"
            scale={isLog ? 'log' : 'linear'}
            domain={[values[0] ?? 0, values.at(-1) ?? 1]}
            ticks={valueTicks(values, isLog, room)}
            tickFormatter={formatTick}
            padding={{ left: 10, right: 10 }}
            height={X_AXIS_HEIGHT}
            label={{ value: valueName, position: 'insideBottom', offset: 2 }}
          />
          <YAxis
            {...VALUE_AXIS_PROPS}
            {...axis}
            tickFormatter={formatPercentChange}
            width={Y_AXIS_WIDTH}
            label={GAIN_LABEL}
          />
          <ReferenceLine y={0} stroke="var(--line-strong)" strokeWidth={1.5} />
          <Bands
            {...content}
            isBridged={false}
            look={(color) => ({ ...BAND_STYLE, fill: color, stroke: color })}
          />
        </>
      }
    >
      <DivergedMarks series={series.filter(({ id }) => !hiddenIds.has(id))} />
    </SeriesPlot>
  );
});

const sweepWords = (valueName: string): PlotWords => ({
  placeOf: (value) => `${valueName} ${formatTick(value)}`,
  valueOf: ({ mean }) => formatGain(mean),
  detailsOf: ({ interval, n }) => [interval ? text.answer.interval(...interval) : '', text.charts.count(n)],
});

function DivergedMarks({ series }: { readonly series: readonly SweepSeries[] }) {
  const area = usePlotArea();
  const x = useXAxisScale();
  if (!area || !x) return null;
  const y = area.y + area.height - 8;
  return series.map((one, s) => {
    const crosses = divergedValues(one).map((value) => {
      const centre = (x(value) ?? 0) + (s - (series.length - 1) / 2) * 3 * CROSS_RADIUS;
      const stroke = `l${2 * CROSS_RADIUS} ${2 * CROSS_RADIUS}m0 ${-2 * CROSS_RADIUS}l${-2 * CROSS_RADIUS} ${2 * CROSS_RADIUS}`;
      return `M${centre - CROSS_RADIUS} ${y - CROSS_RADIUS}${stroke}`;
    });
    return (
      <path
        key={one.id}
        fill="none"
        stroke={seriesColor(one.color)}
        strokeLinecap="round"
        strokeWidth={2}
        d={crosses.join('')}
      />
    );
  });
}
