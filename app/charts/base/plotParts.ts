/** Parts that all line charts hand the chart library. Knows none of the charts. */
import plotStyles from './Plot.module.css';
import { seriesColor, seriesDash } from './palette.ts';

/** Ticks of both axes. */
export const TICK = { fill: 'var(--muted)' };

/** A class of the plots; the library takes no undefined. */
export const plotClass = (name: string): string => plotStyles[name] ?? '';

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
