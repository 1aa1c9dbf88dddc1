/** The key of a heat map: colours with their numbers, and marks. */
import { useId } from 'react';
import { isShare, valueOfCell } from '../../../src/analysis/gateMatrix.ts';
import type { WeightReading } from '../../../src/analysis/gateWeights.ts';
import { formatTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { ColorScale } from '../base/colorScale.ts';
import { Hatch } from '../base/Picture.tsx';
import type { NamedRow } from './CellWords.tsx';
import styles from './GateHeatMap.module.css';
import { AlarmSign } from './HeatGrid.tsx';

const BAR = { width: 132, height: 8, top: 20 } as const;
const NUM_STOPS = 16;
const ROW = 44;
const MARK_ROW = 16;
const MARK_WIDTH = 104;

export type HeatMark = 'missing' | 'fixed' | 'alarm';

export function marksOf(rows: readonly NamedRow[], reading: WeightReading): readonly HeatMark[] {
  const cells = rows.flatMap((row) => row.cells.map(({ cell }) => cell));
  const hasMissing = cells.some((cell) => valueOfCell(cell, reading) === null);
  const hasFixed = !isShare(reading) && cells.some((cell) => cell.fixed);
  return [...(hasMissing ? ['missing' as const] : []), ...(hasFixed ? ['fixed' as const] : [])];
}

function isWide(width: number, numMarks: number): boolean {
  return width >= BAR.width + numMarks * MARK_WIDTH + 24;
}

export function legendHeight(width: number, marks: readonly HeatMark[]): number {
  return marks.length === 0 || isWide(width, marks.length) ? ROW : ROW + MARK_ROW + 4;
}

interface HeatLegendProps {
  readonly y: number;
  readonly width: number;
  readonly scale: ColorScale;
  readonly marks: readonly HeatMark[];
  readonly reading: WeightReading;
}

export function HeatLegend({ y, width, scale, marks, reading }: HeatLegendProps) {
  const [left, top] = isWide(width, marks.length) ? [BAR.width + 24, BAR.top - 2] : [0, ROW + 4];
  const gradientId = useId();
  const { low, high } = scale;
  const stops = Array.from({ length: NUM_STOPS + 1 }, (_, stop) => stop / NUM_STOPS);
  const ticks = [
    { value: low, x: 0.5, anchor: 'start' },
    { value: (low + high) / 2, x: BAR.width / 2, anchor: 'middle' },
    { value: high, x: BAR.width - 0.5, anchor: 'end' },
  ] as const;
  return (
    <g transform={`translate(0 ${y})`}>
      <g>
        <text className={styles['small']} x={0.5} y={BAR.top - 5}>
          {text.charts.reading[reading]}
        </text>
        <linearGradient id={gradientId}>
          {stops.map((share) => (
            <stop key={share} offset={share} stopColor={scale.paintOf(low + share * (high - low)).fill} />
          ))}
        </linearGradient>
        <rect
          className={styles['bar']}
          x={0.5}
          y={BAR.top}
          width={BAR.width - 1}
          height={BAR.height}
          rx={2}
          fill={`url(#${gradientId})`}
        />
        {ticks.map(({ value, x, anchor }) => (
          <text
            key={anchor}
            className={styles['small']}
            x={x}
            y={BAR.top + BAR.height + 11}
            textAnchor={anchor}
          >
            {formatTick(value)}
          </text>
        ))}
      </g>
      {marks.map((mark, place) => {
        const { Sign, words } = keys[mark];
        return (
          <g key={mark} transform={`translate(${left + place * MARK_WIDTH} ${top})`}>
            <Sign />
            <text dominantBaseline="central" x={22} y={6}>
              {words}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function MissingSign() {
  const hatchId = useId();
  return (
    <>
      <Hatch id={hatchId} />
      <rect className={styles['missing']} width={16} height={12} rx={2} fill={`url(#${hatchId})`} />
    </>
  );
}

const FixedSign = () => <circle className={styles['fixed']} cx={10} cy={6} r={2.2} />;

const keys = {
  missing: { Sign: MissingSign, words: text.charts.notConnected },
  fixed: { Sign: FixedSign, words: text.charts.fixedAtOne },
  alarm: { Sign: () => <AlarmSign x={3} y={1} />, words: text.charts.alarm },
} as const;
