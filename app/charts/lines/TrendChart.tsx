/** A number through training: a line per architecture and the band of its mean. Knows no store. */
import { memo, useMemo } from 'react';
import { text } from '../../../src/text/text.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import { LineTable } from './LineValues.tsx';
import type { LossChartProps } from './LossChart.tsx';
import { PlotFrame } from './PlotFrame.tsx';
import { maxPointsOf } from './series.ts';
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

const stepLegend = () => [text.charts.byStep];
const HEIGHT = 180;
const INITIAL_WIDTH = 480;
const NONE_HIDDEN: ReadonlySet<string> = new Set();

export const TrendChart = memo(function TrendChart(props: TrendChartProps) {
  const { title, measure, series, overlap } = props;
  const [ref, width] = useWidth(INITIAL_WIDTH);
  const maxPoints = maxPointsOf(width);
  const rows = useMemo(() => trendRowsOf(series, maxPoints, overlap), [series, maxPoints, overlap]);
  const numReplicas = series[0]?.points.at(-1)?.values.length ?? 0;
  return (
    <Figure
      title={title}
      note={numReplicas > 0 ? text.charts.lineNote(measure, numReplicas) : measure}
      place={props.place}
      unit={measure}
      exportKey={series}
      exportLegend={stepLegend}
      again={() => <TrendChart {...props} />}
      csvRows={() => trendCsvRows(series, props.subject, measure)}
      table={() => <LineTable series={series} rows={rows} />}
    >
      <div ref={ref}>
        <PlotFrame
          name={text.charts.lossName(title, measure)}
          rows={rows}
          series={series}
          hiddenIds={NONE_HIDDEN}
          scale="linear"
          bandRoom="all"
          numSteps={props.numSteps}
          learningRateChanges={props.learningRateChanges}
          cursorStep={props.cursorStep}
          width={width}
          height={HEIGHT}
        />
      </div>
    </Figure>
  );
});
