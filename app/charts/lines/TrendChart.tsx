/** A number through training: a line per architecture and the band of its mean. Knows no store. */
import { memo, useCallback } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import type { SeriesStyle } from '../base/palette.ts';
import { LineFigure } from './LineFigure.tsx';
import type { LossChartProps } from './LossChart.tsx';
import { meanPointOf, type PlotRow, plotRowsOf, replicaRows, type StepValues } from './series.ts';

/** A number of one architecture through training. Replace `points` when they change, never mutate them. */
export interface TrendSeries extends SeriesStyle {
  /** Increasing steps; the number in every replica shown, NaN where it diverged. */
  readonly points: readonly StepValues[];
}

/** Memoised as the loss chart. */
export interface TrendChartProps
  extends Pick<
    LossChartProps,
    'title' | 'measure' | 'numSteps' | 'learningRateChanges' | 'cursorStep' | 'overlap'
  > {
  /** The place on the page, as in `SavedNumbers`. */
  readonly place?: string;
  /** Subject of the numbers, in words for the CSV export: "Task 1 ← shared expert". */
  readonly subject: string;
  readonly series: readonly TrendSeries[];
}

const HEIGHT = 180;
const NONE_HIDDEN: ReadonlySet<string> = new Set();

export const TrendChart = memo(function TrendChart(props: TrendChartProps) {
  const { title, measure, series, overlap, numSteps, learningRateChanges } = props;
  const rowsOf = useCallback(
    (maxPoints: number) => trendRowsOf(series, maxPoints, overlap),
    [series, overlap],
  );
  const numReplicas = series[0]?.points.at(-1)?.values.length ?? 0;
  const note = numReplicas > 0 ? text.charts.lineNote(measure, numReplicas) : measure;
  const name = text.charts.lossName(title, measure);
  const plot = { name, series, hiddenIds: NONE_HIDDEN, numSteps, learningRateChanges, height: HEIGHT };
  return (
    <LineFigure
      title={title}
      noteAt={() => note}
      place={props.place}
      unit={measure}
      again={() => <TrendChart {...props} />}
      csvRows={() => trendCsvRows(series, props.subject, measure)}
      rowsOf={rowsOf}
      plot={{ ...plot, scale: 'linear' }}
      bandRoom="all"
      cursorStep={props.cursorStep}
    />
  );
});

export const trendRowsOf = (
  series: readonly TrendSeries[],
  maxPoints: number,
  overlap = 0,
): readonly PlotRow[] =>
  plotRowsOf(
    series,
    { valuesOf: ({ values }) => values, pointOf: (values) => meanPointOf(values, overlap) },
    maxPoints,
  );

/** Every moment kept, one line per replica; empty where it diverged. */
export const trendCsvRows = (
  series: readonly TrendSeries[],
  subject: string,
  measure: string,
): readonly CsvRow[] => [
  text.charts.trendColumns,
  ...series.flatMap(({ name, points }) =>
    points.flatMap((point) => replicaRows([name, subject, measure], point)),
  ),
];
