/** The key of a heat map: the colours with their numbers, and what the marks mean. */
import { useId } from 'react';
import { chartText, type WeightReading } from '../../src/index.ts';
import { formatTick } from './format.ts';
import styles from './GateHeatMap.module.css';
import { type GateMatrix, isShare, valueOfCell } from './gateMatrix.ts';
import { Hatch } from './Hatch.tsx';
import type { ColorScale } from './scales.ts';

const BAR = { width: 132, height: 8, top: 20 } as const;
const NUM_STOPS = 16;
const ROW = 44;
const MARK_ROW = 16;
const MARK_WIDTH = 104;

interface HeatLegendProps {
  readonly y: number;
  readonly width: number;
  readonly scale: ColorScale;
  readonly matrix: GateMatrix;
  readonly reading: WeightReading;
}

/** Marks stand beside the bar where there is room, else under it. */
function isWide(width: number): boolean {
  return width >= BAR.width + 2 * MARK_WIDTH + 24;
}

/** Which marks need explaining. */
function marksOf(matrix: GateMatrix, reading: WeightReading) {
  const cells = matrix.flat();
  return {
    hasMissing: cells.some((cell) => valueOfCell(cell, reading) === null),
    hasFixed: !isShare(reading) && cells.some((cell) => cell.fixed),
  };
}

export function legendHeight(width: number, matrix: GateMatrix, reading: WeightReading): number {
  const { hasMissing, hasFixed } = marksOf(matrix, reading);
  return isWide(width) || !(hasMissing || hasFixed) ? ROW : ROW + MARK_ROW + 4;
}

export function HeatLegend({ y, width, scale, matrix, reading }: HeatLegendProps) {
  const { hasMissing, hasFixed } = marksOf(matrix, reading);
  const [x, top] = isWide(width) ? [BAR.width + 24, BAR.top - 2] : [0, ROW + 4];
  return (
    <g transform={`translate(0 ${y})`}>
      <ColorBar scale={scale} name={chartText.reading[reading]} />
      {hasMissing && <MissingMark x={x} y={top} />}
      {hasFixed && <FixedMark x={hasMissing ? x + MARK_WIDTH : x} y={top} />}
    </g>
  );
}

interface ColorBarProps {
  readonly scale: ColorScale;
  readonly name: string;
}

function ColorBar({ scale, name }: ColorBarProps) {
  const gradientId = useId();
  const { low, high } = scale;
  const stops = Array.from({ length: NUM_STOPS + 1 }, (_, stop) => stop / NUM_STOPS);
  const ticks = [
    { value: low, x: 0.5, anchor: 'start' },
    { value: (low + high) / 2, x: BAR.width / 2, anchor: 'middle' },
    { value: high, x: BAR.width - 0.5, anchor: 'end' },
  ] as const;
  return (
    <g>
      <text className={styles['tick']} x={0.5} y={BAR.top - 5}>
        {name}
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
        <text key={anchor} className={styles['tick']} x={x} y={BAR.top + BAR.height + 11} textAnchor={anchor}>
          {formatTick(value)}
        </text>
      ))}
    </g>
  );
}

interface MarkProps {
  readonly x: number;
  readonly y: number;
}

function MissingMark({ x, y }: MarkProps) {
  const hatchId = useId();
  return (
    <g transform={`translate(${x} ${y})`}>
      <Hatch id={hatchId} />
      <rect className={styles['missing']} width={16} height={12} rx={2} fill={`url(#${hatchId})`} />
      <text className={styles['mark']} x={22} y={6}>
        {chartText.notConnected}
      </text>
    </g>
  );
}

function FixedMark({ x, y }: MarkProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle className={styles['fixed']} cx={8} cy={6} r={2.2} />
      <text className={styles['mark']} x={16} y={6}>
        {chartText.fixedAtOne}
      </text>
    </g>
  );
}
