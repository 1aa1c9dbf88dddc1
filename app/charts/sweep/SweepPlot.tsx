/** The drawing of a sweep: a line and a band per architecture over the values of one setting, and the zero line. */
import { memo, useMemo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  Tooltip,
  type TooltipContentProps,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import { formatGain, formatPercentChange, formatTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { PlotTooltip } from '../base/PlotTooltip.tsx';
import { seriesColor } from '../base/palette.ts';
import {
  AXIS,
  lineLook,
  meanAccessors,
  noMean,
  plotClass,
  rowUnder,
  TOOLTIP,
  VALUE_AXIS,
} from '../base/plotParts.ts';
import type { Axis } from '../lines/axis.ts';
import styles from './SweepChart.module.css';
import {
  bandRuns,
  divergedValues,
  drawnGainBand,
  type SweepRow,
  type SweepSeries,
  valueTicks,
} from './sweepSeries.ts';

const MARGIN = { top: 8, right: 24, bottom: 0, left: 6 };
const Y_AXIS_WIDTH = 66;
const X_AXIS_HEIGHT = 42;
const PIXELS_PER_TICK = 44;
const CROSS = 3.5;

export interface SweepPlotProps {
  readonly rows: readonly SweepRow[];
  readonly axis: Axis;
  readonly series: readonly SweepSeries[];
  readonly hiddenIds: ReadonlySet<string>;
  /** All values that are or will be trained, ascending. */
  readonly values: readonly number[];
  readonly valueName: string;
  readonly isLog: boolean;
  readonly width: number;
  readonly height: number;
  readonly name: string;
}

const meanAt = ({ gains }: SweepRow, s: number) => gains[s]?.mean;

export const SweepPlot = memo(function SweepPlot(props: SweepPlotProps) {
  const { rows, axis, series, hiddenIds, valueName, width, height, name } = props;
  const means = useMemo(() => meanAccessors(series.length, meanAt), [series.length]);
  const tooltip = useMemo(
    () => (content: TooltipContentProps) => {
      const row = rowUnder<SweepRow>(content);
      return row && <SweepTooltip row={row} series={series} hiddenIds={hiddenIds} valueName={valueName} />;
    },
    [series, hiddenIds, valueName],
  );
  const shown = series.filter(({ id }) => !hiddenIds.has(id));
  return (
    <LineChart data={rows} width={width} height={height} margin={MARGIN} data-picture aria-label={name}>
      <CartesianGrid vertical={false} syncWithTicks className={plotClass('grid')} />
      <ValueAxis {...props} />
      <GainAxis axis={axis} />
      <ReferenceLine y={0} className={styles['zero'] ?? ''} />
      <SweepBands rows={rows} axis={axis} series={series} hiddenIds={hiddenIds} />
      {series.map(({ id, color }, s) => (
        <Line
          key={id}
          {...lineLook(color)}
          dataKey={means[s] ?? noMean}
          hide={hiddenIds.has(id)}
          dot={{ r: 2.5, fill: seriesColor(color), stroke: 'none' }}
          activeDot={{ r: 4, strokeWidth: 0 }}
        />
      ))}
      <DivergedMarks series={shown} />
      <Tooltip {...TOOLTIP} content={tooltip} />
    </LineChart>
  );
});

function ValueAxis({ values, isLog, valueName, width }: SweepPlotProps) {
  const room = Math.max(2, Math.floor((width - Y_AXIS_WIDTH) / PIXELS_PER_TICK));
  return (
    <XAxis
      {...AXIS}
      dataKey="value"
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

function GainAxis({ axis }: { readonly axis: Axis }) {
  return (
    <YAxis
      {...VALUE_AXIS}
      domain={axis.domain}
      ticks={axis.ticks}
      tickFormatter={formatPercentChange}
      width={Y_AXIS_WIDTH}
      label={{ value: text.charts.gain, angle: -90, position: 'insideLeft', style: { textAnchor: 'middle' } }}
    />
  );
}

type BandsProps = Pick<SweepPlotProps, 'rows' | 'axis' | 'series' | 'hiddenIds'>;

/** A band of one point is a stroke. */
function SweepBands({ rows, axis, series, hiddenIds }: BandsProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  const at = (value: number, gain: number) => `${(x(value) ?? 0).toFixed(1)} ${(y(gain) ?? 0).toFixed(1)}`;
  const bandAt = ({ value, gains }: SweepRow, s: number) => {
    const band = drawnGainBand(gains[s] ?? null, axis);
    return band === null ? null : { low: at(value, band[0]), high: at(value, band[1]) };
  };
  return series.map(({ id, color }, s) => {
    if (hiddenIds.has(id)) return null;
    const outlines = bandRuns(rows.map((row) => bandAt(row, s))).map((run) =>
      [...run.map(({ high }) => high), ...run.toReversed().map(({ low }) => low)].join('L'),
    );
    return (
      <path
        key={id}
        className={styles['band']}
        fill={seriesColor(color)}
        stroke={seriesColor(color)}
        d={outlines.map((outline) => `M${outline}Z`).join('')}
      />
    );
  });
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
      <path key={one.id} className={styles['cross']} stroke={seriesColor(one.color)} d={crosses.join('')} />
    );
  });
}

interface SweepTooltipProps {
  readonly row: SweepRow;
  readonly series: readonly SweepSeries[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly valueName: string;
}

export function SweepTooltip({ row, series, hiddenIds, valueName }: SweepTooltipProps) {
  const entries = series.flatMap((one, s) => {
    const gain = row.gains[s];
    if (!gain) return [];
    const details = [text.answer.interval(gain.low, gain.high), text.charts.count(gain.n)];
    return [{ series: one, mean: gain.mean, value: formatGain(gain.mean), details }];
  });
  return (
    <PlotTooltip place={`${valueName} ${formatTick(row.value)}`} entries={entries} hiddenIds={hiddenIds} />
  );
}
