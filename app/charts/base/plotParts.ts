/** Parts that all line charts hand the chart library. Knows none of the charts. */
import type { TooltipContentProps } from 'recharts';
import plotStyles from './Plot.module.css';
import { seriesColor, seriesDash } from './palette.ts';

/** A class of the plots; the library takes no undefined. */
export const plotClass = (name: string): string => plotStyles[name] ?? '';

/** The look of every axis. */
export const AXIS = {
  type: 'number',
  interval: 0,
  tick: { fill: 'var(--muted)' },
  className: plotClass('axis'),
} as const;

/** The look of the axis of values: its lines go through the picture, and what is beyond is cut. */
export const VALUE_AXIS = { ...AXIS, axisLine: false, tickLine: false, allowDataOverflow: true } as const;

/** The look of what is said at the pointer. */
export const TOOLTIP = {
  isAnimationActive: false,
  cursor: { className: plotClass('hover') },
  offset: 14,
} as const;

/** The row of the data that the pointer is at; null: none. */
export function rowUnder<Row>({ active, payload }: TooltipContentProps): Row | null {
  const row: Row | undefined = payload[0]?.payload;
  return active && row ? row : null;
}

/** The look of an architecture's line; never animated. */
export const lineLook = (color: number) =>
  ({
    stroke: seriesColor(color),
    strokeDasharray: seriesDash(color),
    strokeWidth: 1.8,
    type: 'linear',
    isAnimationActive: false,
  }) as const;

/** The mean of a line in a row; null: nothing there. */
export type MeanOf<Row> = (row: Row) => number | null;

/**
 * One accessor per line. To be made anew only when the number of lines changes, since the chart library compares accessors by
 * identity.
 */
export const meanAccessors = <Row>(
  numSeries: number,
  meanAt: (row: Row, series: number) => number | null | undefined,
): readonly MeanOf<Row>[] =>
  Array.from(
    { length: numSeries },
    (_, series): MeanOf<Row> =>
      (row) =>
        meanAt(row, series) ?? null,
  );

/** Accessor of a line that is not there. */
export const noMean: MeanOf<unknown> = () => null;
