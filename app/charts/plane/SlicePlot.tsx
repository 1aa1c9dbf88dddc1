/** Predictions of networks along a line, with bands over repetitions, beside the truth. Knows no store. */
import { useMemo } from 'react';
import { LEVEL, tInterval } from '../../../src/analysis/statistics.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { SLICE, sliceOffsets } from '../../../src/data/plane.ts';
import { formatTick, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import pictureStyles from '../base/Picture.module.css';
import { type SeriesStyle, seriesColor, seriesDash } from '../base/palette.ts';
import { linearTicks } from '../base/ticks.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
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

/** A line with its band. */
interface DrawnLine {
  readonly means: readonly number[];
  /** NaN: no band. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export function SlicePlot(props: SlicePlotProps) {
  const { task, series, lines, truth, xName, unit } = props;
  const [ref, width] = useWidth();
  const drawn = useMemo(() => lines.map(lineOf), [lines]);
  const trueLine = useMemo(() => (truth === null ? null : lineOf(truth)), [truth]);
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
        <svg
          data-picture
          className={pictureStyles['picture']}
          role="img"
          aria-label={words.sliceName(task, [
            ...(truth === null ? [] : [words.truth]),
            ...series.map(({ name }) => name),
          ])}
          width={width - 6}
          height={HEIGHT}
        >
          <Lines {...{ series, drawn, trueLine, xName, unit }} width={width - 6} />
        </svg>
      </div>
    </Figure>
  );
}

function lineOf(values: Float32Array): DrawnLine {
  const numReplicas = values.length / SLICE.size;
  const intervals = sliceOffsets.map((_, place) =>
    tInterval(
      Array.from(
        { length: numReplicas },
        (_r, replica) => values[replica * SLICE.size + place] ?? Number.NaN,
      ),
      LEVEL,
    ),
  );
  return {
    means: intervals.map((interval) => interval.mean),
    low: intervals.map(({ low }) => low),
    high: intervals.map(({ high }) => high),
  };
}

interface LinesProps {
  readonly series: readonly SeriesStyle[];
  readonly drawn: readonly DrawnLine[];
  readonly trueLine: DrawnLine | null;
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
  const pathOf = (values: readonly number[]) =>
    values.map((value, place) => `${place === 0 ? 'M' : 'L'}${pointOf(xOf, yOf, value, place)}`).join('');
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
      {drawn.map((line, index) => {
        const style = series[index];
        if (style === undefined || !line.means.every(Number.isFinite)) return null;
        const color = seriesColor(style.color);
        const back = line.low.map((value, place) => `L${pointOf(xOf, yOf, value, place)}`).toReversed();
        return (
          <g key={style.id}>
            {line.low.every(Number.isFinite) && (
              <path className={styles['band']} d={`${pathOf(line.high)}${back.join('')}z`} fill={color} />
            )}
            <path
              className={styles['line']}
              d={pathOf(line.means)}
              stroke={color}
              strokeDasharray={seriesDash(style.color)}
            />
          </g>
        );
      })}
      {trueLine && <path className={styles['truth']} d={pathOf(trueLine.means)} />}
    </g>
  );
}

type Along = (value: number) => number;

const pointOf = (xOf: Along, yOf: Along, value: number, place: number): string =>
  `${xOf(sliceOffsets[place] ?? 0).toFixed(1)} ${yOf(value).toFixed(1)}`;

/** Range of all lines and bands, with a little room. */
function rangeOf(lines: readonly DrawnLine[]): readonly [number, number] {
  const values = lines.flatMap(({ means, low, high }) => [...means, ...low, ...high]).filter(Number.isFinite);
  if (values.length === 0) return [-1, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.05 * (high - low) || 0.5;
  return [low - room, high + room];
}

/** Every place of the line, unrounded. */
function csvRowsOf(
  { series }: SlicePlotProps,
  drawn: readonly DrawnLine[],
  trueLine: DrawnLine | null,
): readonly CsvRow[] {
  const header = [
    words.place,
    ...(trueLine === null ? [] : [words.truth]),
    ...series.flatMap(({ name }) => [name, words.low(name), words.high(name)]),
  ];
  const rows = sliceOffsets.map((offset, place) => [
    offset,
    ...(trueLine === null ? [] : [trueLine.means[place] ?? Number.NaN]),
    ...drawn.flatMap(({ means, low, high }) => [means, low, high].map((of) => of[place] ?? Number.NaN)),
  ]);
  return [header, ...rows];
}

interface SliceTableProps extends SlicePlotProps {
  readonly drawn: readonly DrawnLine[];
  readonly trueLine: DrawnLine | null;
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
        ...lines.map(({ means }) => formatWeight(means[place] ?? Number.NaN)),
      ])}
    />
  );
}
