/** Predictions of networks along a line, with bands over repetitions, beside the truth. Knows no store. */
import { useMemo } from 'react';
import { ofTask } from '../../../src/analysis/pairs.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { SLICE, sliceOffsets } from '../../../src/data/plane.ts';
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
import styles from './Plane.module.css';

const words = text.learned;
const HEIGHT = 230;
const MARGIN = { left: 40, right: 10, top: 22, bottom: 36 } as const;

export interface SlicePlotProps {
  readonly task: string;
  readonly series: readonly SeriesStyle[];
  /** Lines of the series, `[R, M]` each. */
  readonly lines: readonly Float32Array[];
  /** `[R, M]`; null: nobody knows. */
  readonly truth: Float32Array | null;
  readonly xName: string;
  readonly unit: string;
}

/** A point per place of the line; null: every repetition diverged. */
type Slice = readonly (PlotPoint | null)[];

export function SlicePlot(props: SlicePlotProps) {
  const { task, series, lines, truth, xName, unit } = props;
  const [ref, width] = useWidth();
  const drawn = useMemo(() => lines.map(sliceOf), [lines]);
  const trueLine = useMemo(() => (truth === null ? null : sliceOf(truth)), [truth]);
  const numReplicas = (lines[0]?.length ?? 0) / SLICE.size;
  return (
    <Figure
      title={words.sliceTitle(task)}
      note={words.sliceNote(numReplicas)}
      unit={unit}
      exportKey={series}
      exportLegend={() => (truth === null ? [] : [words.truthLine])}
      csvRows={() => csvRowsOf(props, drawn, trueLine)}
      table={() => <SliceTable {...props} drawn={drawn} trueLine={trueLine} />}
      again={() => <SlicePlot {...props} />}
    >
      <div ref={ref} className={pictureStyles['scroll']}>
        <Picture
          name={words.sliceName(task, [
            ...(truth === null ? [] : [words.truth]),
            ...series.map(({ name }) => name),
          ])}
          width={width - 6}
          height={HEIGHT}
        >
          <Lines {...{ series, drawn, trueLine, xName, unit }} width={width - 6} />
        </Picture>
      </div>
    </Figure>
  );
}

function sliceOf(values: Float32Array): Slice {
  const all = Array.from(values);
  return sliceOffsets.map((_, place) => meanPointOf(ofTask(all, place, SLICE.size)));
}

interface LinesProps {
  readonly series: readonly SeriesStyle[];
  readonly drawn: readonly Slice[];
  readonly trueLine: Slice | null;
  readonly xName: string;
  readonly unit: string;
  readonly width: number;
}

function Lines({ series, drawn, trueLine, xName, unit, width }: LinesProps) {
  const [right, bottom] = [width - MARGIN.right, HEIGHT - MARGIN.bottom];
  const [low, high] = rangeOf([...drawn, ...(trueLine === null ? [] : [trueLine])]);
  const xOf = (value: number) =>
    MARGIN.left + ((value + SLICE.reach) / (2 * SLICE.reach)) * (right - MARGIN.left);
  const yOf = (value: number) => bottom - ((value - low) / (high - low)) * (bottom - MARGIN.top);
  const scales = { x: xOf, y: yOf };
  return (
    <g>
      <text x={0} y={10}>
        {unit}
      </text>
      {linearTicks(low, high, 5).map((tick) => (
        <g key={tick}>
          <line className={pictureStyles['grid']} x1={MARGIN.left} x2={right} y1={yOf(tick)} y2={yOf(tick)} />
          <text x={MARGIN.left - 6} y={yOf(tick)} textAnchor="end" dominantBaseline="central">
            {formatTick(tick)}
          </text>
        </g>
      ))}
      {linearTicks(-SLICE.reach, SLICE.reach, 6).map((tick) => (
        <text key={tick} textAnchor="middle" dominantBaseline="central" x={xOf(tick)} y={bottom + 11}>
          {formatTick(tick)}
        </text>
      ))}
      <text textAnchor="middle" dominantBaseline="central" x={(MARGIN.left + right) / 2} y={HEIGHT - 8}>
        {xName}
      </text>
      {drawn.map((slice, index) => {
        const style = series[index];
        if (style === undefined || slice.includes(null)) return null;
        const lowest = placesOf(slice, scales, ({ interval }) => interval?.[0]);
        const highest = placesOf(slice, scales, ({ interval }) => interval?.[1]);
        const stroke = seriesColor(style.color);
        return (
          <g key={style.id}>
            {lowest.length === slice.length && (
              <path
                className={styles['band']}
                d={`M${[...highest, ...lowest.toReversed()].join('L')}z`}
                fill={stroke}
              />
            )}
            <path
              className={styles['line']}
              d={pathOf(slice, scales)}
              stroke={stroke}
              strokeDasharray={seriesDash(style.color)}
            />
          </g>
        );
      })}
      {trueLine && <path className={styles['truth']} d={pathOf(trueLine, scales)} />}
    </g>
  );
}

type Scales = Readonly<Record<'x' | 'y', (value: number) => number>>;

const placesOf = (slice: Slice, { x, y }: Scales, readingOf: (point: PlotPoint) => number | undefined) =>
  slice.flatMap((point, place) => {
    const value = point === null ? undefined : readingOf(point);
    return value === undefined ? [] : [`${x(sliceOffsets[place] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`];
  });

const pathOf = (slice: Slice, scales: Scales): string =>
  `M${placesOf(slice, scales, ({ mean }) => mean).join('L')}`;

function rangeOf(slices: readonly Slice[]): readonly [number, number] {
  const points = slices.flat().filter((point) => point !== null);
  const values = points.flatMap(({ mean, interval }) => [mean, ...(interval ?? [])]);
  if (values.length === 0) return [-1, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.05 * (high - low) || 0.5;
  return [low - room, high + room];
}

function csvRowsOf(
  { series }: SlicePlotProps,
  drawn: readonly Slice[],
  trueLine: Slice | null,
): readonly CsvRow[] {
  const header = [
    words.place,
    ...(trueLine === null ? [] : [words.truth]),
    ...series.flatMap(({ name }) => [name, words.low(name), words.high(name)]),
  ];
  const rows = sliceOffsets.map((offset, place) => [
    offset,
    ...(trueLine === null ? [] : [trueLine[place]?.mean ?? Number.NaN]),
    ...drawn.flatMap((slice) => {
      const { mean, interval } = slice[place] ?? { mean: Number.NaN, interval: null };
      return [mean, ...(interval ?? [Number.NaN, Number.NaN])];
    }),
  ]);
  return [header, ...rows];
}

interface SliceTableProps extends SlicePlotProps {
  readonly drawn: readonly Slice[];
  readonly trueLine: Slice | null;
}

const TABLE_STRIDE = 10;

function SliceTable({ series, drawn, trueLine }: SliceTableProps) {
  const places = sliceOffsets.flatMap((offset, place) =>
    place % TABLE_STRIDE === 0 ? [{ offset, place }] : [],
  );
  const lines = [...(trueLine ? [trueLine] : []), ...drawn];
  return (
    <NumbersTable
      headings={[words.place, ...(trueLine ? [words.truth] : []), ...series.map(({ name }) => name)]}
      rows={places.map(({ offset, place }) => [
        formatTick(offset),
        ...lines.map((slice) => formatWeight(slice[place]?.mean ?? Number.NaN)),
      ])}
    />
  );
}
