/** One task's losses: a line per architecture and the band of its mean. Knows no store; loads the chart library itself. */
import { memo, useMemo } from 'react';
import { text } from '../../../src/text/text.ts';
import type { LossChartProps } from '../base/props.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import { DivergedNotes } from './DivergedNotes.tsx';
import { LineTable } from './LineTable.tsx';
import { PlotFrame } from './PlotFrame.tsx';
import { farMarksOf, lossCsvRows, maxPointsOf, noteOf, overWork, plotRowsOf } from './series.ts';

const stepLegend = () => [text.charts.byStep];
const workLegend = () => [text.charts.byWork];
const noChanges: LossChartProps['learningRateChanges'] = [];
const DEFAULT_HEIGHT = 200;
const INITIAL_WIDTH = 320;

/** Redraws when its props change and not otherwise; a new `cursorStep` moves the line and leaves the curves alone. */
export const LossChart = memo(function LossChart(props: LossChartProps) {
  const { title, measure, split, task, numTasks, overlap = 0, series, hiddenIds, scale } = props;
  const selection = useMemo(() => ({ split, task, numTasks, overlap }), [split, task, numTasks, overlap]);
  const [ref, width] = useWidth(INITIAL_WIDTH);
  const maxPoints = maxPointsOf(width);
  const { work = null } = props;
  const placed = useMemo(() => (work === null ? series : overWork(series, work)), [series, work]);
  const rows = useMemo(
    () => plotRowsOf(placed, selection, scale, maxPoints),
    [placed, selection, scale, maxPoints],
  );
  const farMarks = useMemo(() => farMarksOf(placed, selection), [placed, selection]);
  const shown = series.filter(({ id }) => !hiddenIds.has(id));
  return (
    <Figure
      title={title}
      note={noteOf(measure, shown, selection, width)}
      unit={measure}
      exportKey={shown}
      exportLegend={work === null ? stepLegend : workLegend}
      again={() => <LossChart {...props} />}
      csvRows={() => lossCsvRows(series, selection, title)}
      table={() => <LineTable series={series} rows={plotRowsOf(series, selection, scale, maxPoints)} />}
    >
      <div ref={ref}>
        <PlotFrame
          name={text.charts.lossName(title, measure, work !== null)}
          isOverWork={work !== null}
          rows={rows}
          axis={props.axis}
          reported={work === null ? props.reported : []}
          series={series}
          hiddenIds={hiddenIds}
          scale={scale}
          floor={props.floor}
          farMarks={farMarks}
          bandRoom="some"
          numSteps={work === null ? props.numSteps : Math.ceil(rows.at(-1)?.step ?? 0)}
          learningRateChanges={work === null ? props.learningRateChanges : noChanges}
          cursorStep={work === null ? props.cursorStep : null}
          width={width}
          height={props.height ?? DEFAULT_HEIGHT}
        />
      </div>
      <DivergedNotes series={shown} selection={selection} />
    </Figure>
  );
});
