/** One task's losses: a line per architecture and the band of its mean. Knows no store; loads the chart library itself. */
import { memo, type ReactNode, useMemo } from 'react';
import { text } from '../../../src/text/text.ts';
import plotStyles from '../base/Plot.module.css';
import type { LossChartProps, LossSelection, LossSeries } from '../base/props.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import { LineTable } from './LineTable.tsx';
import { PlotFrame } from './PlotFrame.tsx';
import { farMarksOf, lossCsvRows, maxPointsOf, numDiverged, numReplicasOf, plotRowsOf } from './series.ts';

const DEFAULT_HEIGHT = 200;
const INITIAL_WIDTH = 320;

/** Redraws when its props change and not otherwise; a new `cursorStep` moves the line and leaves the curves alone. */
export const LossChart = memo(function LossChart(props: LossChartProps) {
  const { title, measure, split, task, numTasks, series, hiddenIds, scale } = props;
  const selection = useMemo(() => ({ split, task, numTasks }), [split, task, numTasks]);
  const [ref, width] = useWidth(INITIAL_WIDTH);
  const maxPoints = maxPointsOf(width);
  const rows = useMemo(
    () => plotRowsOf(series, selection, scale, maxPoints),
    [series, selection, scale, maxPoints],
  );
  const farMarks = useMemo(() => farMarksOf(series, selection), [series, selection]);
  const shown = series.filter(({ id }) => !hiddenIds.has(id));
  return (
    <Figure
      title={title}
      note={noteOf(measure, shown, selection)}
      exportKey={shown}
      csvRows={() => lossCsvRows(series, selection, title)}
      table={() => <LineTable series={series} rows={rows} />}
    >
      <div ref={ref}>
        <PlotFrame
          name={text.charts.lossName(title, measure)}
          rows={rows}
          series={series}
          hiddenIds={hiddenIds}
          scale={scale}
          floor={props.floor}
          farMarks={farMarks}
          bandRoom="some"
          numSteps={props.numSteps}
          learningRateChanges={props.learningRateChanges}
          cursorStep={props.cursorStep}
          width={width}
          height={props.height ?? DEFAULT_HEIGHT}
        />
      </div>
      <DivergedNotes series={shown} selection={selection} />
    </Figure>
  );
});

function noteOf(measure: string, shown: readonly LossSeries[], selection: LossSelection): string {
  const last = shown.flatMap((one) => one.points.at(-1) ?? [])[0];
  return last ? text.charts.lineNote(measure, numReplicasOf(last, selection)) : measure;
}

function DivergedNotes({
  series,
  selection,
}: {
  readonly series: readonly LossSeries[];
  readonly selection: LossSelection;
}): ReactNode {
  return series.flatMap((one) => {
    const count = numDiverged(one, selection);
    const last = one.points.at(-1);
    if (count === 0 || !last) return [];
    return [
      <p key={one.id} className={plotStyles['diverged']}>
        {text.charts.diverged(one.name, count, numReplicasOf(last, selection))}
      </p>,
    ];
  });
}
