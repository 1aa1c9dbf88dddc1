/** A line per architecture with its band, for plots of losses and sweeps. */
import { type ComponentProps, type ReactNode, useEffect, useMemo, useRef } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  Tooltip,
  type TooltipContentProps,
  useXAxisScale,
  useYAxisScale,
} from 'recharts';
import { OVERLAY_DASH, type SeriesStyle, seriesColor, seriesDash } from '../base/palette.ts';
import { SeriesSwatch } from '../base/SeriesSwatch.tsx';
import { type Axis, clippedBand } from './axis.ts';
import plotStyles from './Plot.module.css';
import type { PlotPoint, PlotRow } from './series.ts';

const plotClass = (name: string): string => plotStyles[name] ?? '';

export const AXIS_PROPS = {
  type: 'number',
  interval: 0,
  tick: { fill: 'var(--muted)' },
  className: plotClass('axis'),
} as const;

export const VALUE_AXIS_PROPS = {
  ...AXIS_PROPS,
  axisLine: false,
  tickLine: false,
  allowDataOverflow: true,
} as const;

/** Pass the same objects while nothing changed. */
export interface PlotContent {
  readonly rows: readonly PlotRow[];
  readonly axis: Axis;
  readonly series: readonly SeriesStyle[];
  readonly hiddenIds: ReadonlySet<string>;
}

export interface PlotWords {
  readonly placeOf: (x: number) => string;
  readonly valueOf: (point: PlotPoint) => string;
  readonly detailsOf: (point: PlotPoint) => readonly string[];
}

interface PlotTooltipProps extends Pick<PlotContent, 'series' | 'hiddenIds'> {
  readonly row: PlotRow;
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

interface SeriesPlotProps extends PlotContent {
  readonly size: Pick<ComponentProps<typeof LineChart>, 'width' | 'height' | 'margin'>;
  readonly name: string;
  readonly below: ReactNode;
  readonly children: ReactNode;
  readonly lineLook: (
    color: number,
  ) => Pick<ComponentProps<typeof Line>, 'dot' | 'activeDot' | 'connectNulls'>;
  /** Pass the same object while nothing changed. */
  readonly words: PlotWords;
  readonly tooltipAt?: { readonly y?: number };
}

export function SeriesPlot(props: SeriesPlotProps) {
  const { rows, series, hiddenIds, size, name, below, children, lineLook, words, tooltipAt = {} } = props;
  const means = useMemo(() => meanAccessors(series.length), [series.length]);
  const tooltip = useMemo(
    () =>
      ({ active, payload }: TooltipContentProps) => {
        const row: PlotRow | undefined = payload[0]?.payload;
        return active && row ? <PlotTooltip {...{ row, series, hiddenIds, words }} /> : null;
      },
    [series, hiddenIds, words],
  );
  return (
    <LineChart data={rows} {...size} data-picture aria-label={name}>
      <CartesianGrid vertical={false} syncWithTicks className={plotClass('grid')} />
      {below}
      {series.map(({ id, color, isOverlay = false }, s) => (
        <Line
          key={id}
          stroke={seriesColor(color)}
          strokeDasharray={isOverlay ? OVERLAY_DASH : seriesDash(color)}
          strokeWidth={isOverlay ? 1.1 : 1.8}
          type="linear"
          isAnimationActive={false}
          dataKey={means[s] ?? noMean}
          hide={hiddenIds.has(id)}
          {...lineLook(color)}
        />
      ))}
      {children}
      <Tooltip
        isAnimationActive={false}
        cursor={{ className: plotClass('hover') }}
        offset={14}
        content={tooltip}
        position={tooltipAt}
      />
      <SkippedLayers />
    </LineChart>
  );
}

// Chromium makes every SVG part with a focus listener a tab stop, six per chart.
function SkippedLayers() {
  const mark = useRef<SVGGElement>(null);
  useEffect(() => {
    const layers = mark.current?.closest('svg')?.querySelectorAll('[class^="recharts-zIndex-layer"]');
    for (const layer of layers ?? []) layer.setAttribute('tabindex', '-1');
  });
  return <g ref={mark} />;
}

type MeanAccessor = (row: PlotRow) => number | null;

// Memoise the accessors: the chart library compares them by identity.
const meanAccessors = (numSeries: number): readonly MeanAccessor[] =>
  Array.from(
    { length: numSeries },
    (_, s): MeanAccessor =>
      ({ points }) =>
        points[s]?.mean ?? null,
  );

const noMean: MeanAccessor = () => null;

interface BandsProps extends PlotContent {
  readonly isBridged: boolean;
  readonly look: (color: string) => ComponentProps<'path'>;
}

// Cheaper than one chart item each; a band of one point is a stroke.
export function Bands({ rows, axis, series, hiddenIds, isBridged, look }: BandsProps) {
  const scaleX = useXAxisScale();
  const scaleY = useYAxisScale();
  if (!scaleX || !scaleY) return null;
  const at = (x: number, y: number) => `${(scaleX(x) ?? 0).toFixed(1)} ${(scaleY(y) ?? 0).toFixed(1)}`;
  return series.map(({ id, color, isOverlay = false }, s) => {
    if (hiddenIds.has(id) || isOverlay) return null;
    const places = rows.map(({ x, points }) => {
      const band = clippedBand(points[s] ?? null, axis);
      // Just after a change of axis the chart has its old scale, and a logarithmic one has no place for 0.
      if (!band?.every((y) => Number.isFinite(scaleY(y)))) return null;
      return { low: at(x, band[0]), high: at(x, band[1]) };
    });
    const runs = unbrokenBands(isBridged ? places.filter((place) => place !== null) : places);
    const outlines = runs.map((run) =>
      [...run.map(({ high }) => high), ...run.toReversed().map(({ low }) => low)].join('L'),
    );
    if (outlines.length === 0) return null;
    return <path key={id} {...look(seriesColor(color))} d={outlines.map((one) => `M${one}Z`).join('')} />;
  });
}

export function unbrokenBands<B>(bands: readonly (B | null)[]): readonly (readonly B[])[] {
  const runs: B[][] = [[]];
  for (const band of bands) {
    if (band === null) runs.push([]);
    else runs.at(-1)?.push(band);
  }
  return runs.filter(({ length }) => length > 0);
}
