/** Predictions of networks along a line, with bands over repetitions, beside the truth. */
import { useMemo } from 'react';
import { valuesOfTask } from '../../../src/analysis/pairs.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { SLICE_POINTS, sliceOffsets } from '../../../src/data/plane.ts';
import { formatTick, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import pictureStyles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { type SeriesStyle, seriesColor, seriesDash } from '../base/palette.ts';
import { linearTicks } from '../base/ticks.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import { meanPointOf, type PlotPoint } from '../lines/series.ts';

const words = text.learned;
const HEIGHT = 230;
const MARGIN = { left: 40, right: 10, top: 22, bottom: 36 } as const;

interface SlicePlotProps {
  readonly task: string;
  readonly series: readonly SeriesStyle[];
  /** `[R, M]` per series, `M` points of the line. */
  readonly lines: readonly Float32Array[];
  /** `[R, M]`; null: unknown. */
  readonly truth: Float32Array | null;
  readonly xName: string;
  readonly unit: string;
}

type Slice = readonly (PlotPoint | null)[];

interface SliceLine {
  readonly name: string;
  readonly style: SeriesStyle | null;
  readonly slice: Slice;
}

export function SlicePlot(props: SlicePlotProps) {
  const { task, series, lines, truth, xName, unit } = props;
  const [ref, measured] = useWidth();
  const width = measured - 6;
  const all = useMemo((): readonly SliceLine[] => {
    const ofTruth = truth === null ? [] : [{ name: words.truth, style: null, slice: sliceOf(truth) }];
    const networks = series.map((style, index) => ({
      name: style.name,
      style,
      slice: sliceOf(lines[index] ?? new Float32Array()),
    }));
    return [...ofTruth, ...networks];
  }, [truth, series, lines]);
  const numReplicas = (lines[0]?.length ?? 0) / SLICE_POINTS.size;
  const names = all.map(({ name }) => name);
  return (
    <Figure
      title={words.sliceTitle(task)}
      note={words.sliceNote(numReplicas)}
      unit={unit}
      exportKey={series}
      exportLegend={() => (truth === null ? [] : [words.truthLine])}
      csvRows={() => sliceCsvRows(all)}
      table={() => <NumbersTable headings={[words.place, ...names]} rows={sliceTableRows(all)} />}
      again={() => <SlicePlot {...props} />}
    >
      <div ref={ref} className={pictureStyles['scroll']}>
        <Picture name={words.sliceName(task, names)} width={width} height={HEIGHT}>
          <SliceLines {...{ all, xName, unit, width }} />
        </Picture>
      </div>
    </Figure>
  );
}

function sliceOf(values: Float32Array): Slice {
  const ofPlaces = Array.from(values);
  return sliceOffsets.map((_, place) => meanPointOf(valuesOfTask(ofPlaces, place, SLICE_POINTS.size)));
}

interface SliceLinesProps extends Pick<SlicePlotProps, 'xName' | 'unit'> {
  readonly all: readonly SliceLine[];
  readonly width: number;
}

function SliceLines({ all, xName, unit, width }: SliceLinesProps) {
  const [right, bottom] = [width - MARGIN.right, HEIGHT - MARGIN.bottom];
  const [low, high] = sliceValueRange(all.map(({ slice }) => slice));
  const xOf = (value: number) =>
    MARGIN.left + ((value + SLICE_POINTS.reach) / (2 * SLICE_POINTS.reach)) * (right - MARGIN.left);
  const yOf = (value: number) => bottom - ((value - low) / (high - low)) * (bottom - MARGIN.top);
  const scales = { x: xOf, y: yOf };
  return (
    <g>
      <text x={0} y={10}>
        {unit}
      </text>
      {linearTicks(low, high, 5).map((tick) => (
        <g key={tick}>
          <path className={pictureStyles['grid']} d={`M${MARGIN.left} ${yOf(tick)}H${right}`} />
          <text x={MARGIN.left - 6} y={yOf(tick)} textAnchor="end" dominantBaseline="central">
            {formatTick(tick)}
          </text>
        </g>
      ))}
      {linearTicks(-SLICE_POINTS.reach, SLICE_POINTS.reach, 6).map((tick) => (
        <text key={tick} textAnchor="middle" dominantBaseline="central" x={xOf(tick)} y={bottom + 11}>
          {formatTick(tick)}
        </text>
      ))}
      <text textAnchor="middle" dominantBaseline="central" x={(MARGIN.left + right) / 2} y={HEIGHT - 8}>
        {xName}
      </text>
      {all.map(({ style, slice }) => style && <SliceCurve key={style.id} {...{ style, slice, scales }} />)}
      {all.map(
        ({ style, slice }) =>
          style === null && (
            <path
              key="truth"
              fill="none"
              stroke="var(--ink)"
              strokeWidth={2.5}
              d={slicePathOf(slice, scales)}
            />
          ),
      )}
    </g>
  );
}

interface SliceCurveProps extends Pick<SliceLine, 'slice'> {
  readonly style: SeriesStyle;
  readonly scales: AxisScales;
}

function SliceCurve({ style: { color }, slice, scales }: SliceCurveProps) {
  if (slice.includes(null)) return null;
  const lowest = pixelPointsOf(slice, scales, ({ interval }) => interval?.[0]);
  const highest = pixelPointsOf(slice, scales, ({ interval }) => interval?.[1]);
  const band = `M${[...highest, ...lowest.toReversed()].join('L')}z`;
  const look = { stroke: seriesColor(color), strokeDasharray: seriesDash(color) };
  return (
    <g>
      {lowest.length === slice.length && (
        <path fillOpacity={0.16} stroke="none" d={band} fill={look.stroke} />
      )}
      <path fill="none" strokeWidth={1.75} d={slicePathOf(slice, scales)} {...look} />
    </g>
  );
}

type AxisScales = Readonly<Record<'x' | 'y', (value: number) => number>>;

const pixelPointsOf = (
  slice: Slice,
  { x, y }: AxisScales,
  readingOf: (point: PlotPoint) => number | undefined,
) =>
  slice.flatMap((point, place) => {
    const value = point === null ? undefined : readingOf(point);
    return value === undefined ? [] : [`${x(sliceOffsets[place] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`];
  });

const slicePathOf = (slice: Slice, scales: AxisScales): string =>
  `M${pixelPointsOf(slice, scales, ({ mean }) => mean).join('L')}`;

function sliceValueRange(slices: readonly Slice[]): readonly [number, number] {
  const points = slices.flat().filter((point) => point !== null);
  const values = points.flatMap(({ mean, interval }) => [mean, ...(interval ?? [])]);
  if (values.length === 0) return [-1, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.05 * (high - low) || 0.5;
  return [low - room, high + room];
}

function sliceCsvRows(all: readonly SliceLine[]): readonly CsvRow[] {
  const header = all.flatMap(({ name, style }) =>
    style ? [name, words.low(name), words.high(name)] : [name],
  );
  const rows = sliceOffsets.map((offset, place) => [
    offset,
    ...all.flatMap(({ slice, style }) => {
      const { mean, interval } = slice[place] ?? { mean: Number.NaN, interval: null };
      return style ? [mean, ...(interval ?? [Number.NaN, Number.NaN])] : [mean];
    }),
  ]);
  return [[words.place, ...header], ...rows];
}

const TABLE_STRIDE = 10;

const sliceTableRows = (all: readonly SliceLine[]): readonly (readonly string[])[] =>
  sliceOffsets.flatMap((offset, place) => {
    if (place % TABLE_STRIDE !== 0) return [];
    const means = all.map(({ slice }) => formatWeight(slice[place]?.mean ?? Number.NaN));
    return [[formatTick(offset), ...means]];
  });
