/** The drawing of a sweep: a line and a band per architecture over the values of one setting, and the zero line. */
import { memo, useMemo } from 'react';
import { ReferenceLine, usePlotArea, useXAxisScale, XAxis, YAxis } from 'recharts';
import { formatGain, formatPercentChange, formatTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { seriesColor } from '../base/palette.ts';
import type { PlotWords } from '../lines/PlotTooltip.tsx';
import { AXIS, Bands, type PlotContent, SeriesPlot, VALUE_AXIS } from '../lines/SeriesPlot.tsx';
import { divergedValues, type SweepSeries, valueTicks } from './sweepSeries.ts';

const MARGIN = { top: 8, right: 24, bottom: 0, left: 6 };
const Y_AXIS_WIDTH = 66;
const X_AXIS_HEIGHT = 42;
const PIXELS_PER_TICK = 44;
const CROSS = 3.5;
const BAND = { fillOpacity: 0.14, strokeLinejoin: 'round', strokeOpacity: 0.3 } as const;
const GAIN_LABEL = {
  value: text.charts.gainAxis,
  angle: -90,
  position: 'insideLeft',
  style: { textAnchor: 'middle' },
} as const;

export interface SweepPlotProps extends PlotContent {
  readonly series: readonly SweepSeries[];
  /** All values that are or will be trained, ascending. */
  readonly values: readonly number[];
  readonly valueName: string;
  readonly isLog: boolean;
  readonly width: number;
  readonly height: number;
  readonly name: string;
}

export const SweepPlot = memo(function SweepPlot(props: SweepPlotProps) {
  const { rows, axis, series, hiddenIds, valueName, width, height, name } = props;
  const words = useMemo(() => sweepWords(valueName), [valueName]);
  const content = { rows, axis, series, hiddenIds };
  return (
    <SeriesPlot
      {...content}
      {...{ name, words }}
      size={{ width, height, margin: MARGIN }}
      lineLook={(color) => ({
        dot: { r: 2.5, fill: seriesColor(color), stroke: 'none' },
        activeDot: { r: 4, strokeWidth: 0 },
      })}
      below={
        <>
          <ValueAxis {...props} />
          <YAxis
            {...VALUE_AXIS}
            {...axis}
            tickFormatter={formatPercentChange}
            width={Y_AXIS_WIDTH}
            label={GAIN_LABEL}
          />
          <ReferenceLine y={0} stroke="var(--line-strong)" strokeWidth={1.5} />
          <Bands {...content} isBridged={false} look={(color) => ({ ...BAND, fill: color, stroke: color })} />
        </>
      }
    >
      <DivergedMarks series={series.filter(({ id }) => !hiddenIds.has(id))} />
    </SeriesPlot>
  );
});

/** Words for the gains at a value. */
export const sweepWords = (valueName: string): PlotWords => ({
  placeOf: (value) => `${valueName} ${formatTick(value)}`,
  valueOf: ({ mean }) => formatGain(mean),
  detailsOf: ({ interval, n }) => [interval ? text.answer.interval(...interval) : '', text.charts.count(n)],
});

function ValueAxis({ values, isLog, valueName, width }: SweepPlotProps) {
  const room = Math.max(2, Math.floor((width - Y_AXIS_WIDTH) / PIXELS_PER_TICK));
  return (
    <XAxis
      {...AXIS}
      dataKey="x"
      scale={isLog ? 'log' : 'linear'}
      domain={[values[0] ?? 0, values.at(-1) ?? 1]}
      ticks={valueTicks(values, isLog, room)}
      tickFormatter={formatTick}
      padding={{ left: 10, right: 10 }}
      height={X_AXIS_HEIGHT}
      label={{ value: valueName, position: 'insideBottom', offset: 2 }}
    />
  );
}

/** A cross at the foot of the picture where nothing is left of an architecture; several stand side by side. */
function DivergedMarks({ series }: { readonly series: readonly SweepSeries[] }) {
  const area = usePlotArea();
  const x = useXAxisScale();
  if (!area || !x) return null;
  const y = area.y + area.height - 8;
  return series.map((one, s) => {
    const crosses = divergedValues(one).map((value) => {
      const centre = (x(value) ?? 0) + (s - (series.length - 1) / 2) * 3 * CROSS;
      const stroke = `l${2 * CROSS} ${2 * CROSS}m0 ${-2 * CROSS}l${-2 * CROSS} ${2 * CROSS}`;
      return `M${centre - CROSS} ${y - CROSS}${stroke}`;
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
