/** A number through training: a line per architecture and the band of its mean. Knows no store. */
import { memo, useCallback } from 'react';
import { text } from '../../../src/text/text.ts';
import { LineFigure } from './LineFigure.tsx';
import type { LossChartProps } from './LossChart.tsx';
import { type TrendSeries, trendCsvRows, trendRowsOf } from './trends.ts';

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
      exportKey={series}
      again={() => <TrendChart {...props} />}
      csvRows={() => trendCsvRows(series, props.subject, measure)}
      rowsOf={rowsOf}
      plot={{ ...plot, scale: 'linear' }}
      bandRoom="all"
      cursorStep={props.cursorStep}
    />
  );
});
