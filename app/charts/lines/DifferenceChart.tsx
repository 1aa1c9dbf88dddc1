/** The gain of the reference over each rival through training: a line per rival, 0 where both are equal. */
import { memo, useMemo } from 'react';
import { text } from '../../../src/text/text.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import { differenceCsvRows, differenceRowsOf } from './differences.ts';
import { LineTable } from './LineValues.tsx';
import type { LossChartProps } from './LossChart.tsx';
import { DivergedNotes, PlotFrame } from './PlotFrame.tsx';
import { type LossSeries, maxPointsOf, noteOf } from './series.ts';

const words = text.charts.difference;
const stepLegend = () => [text.charts.byStep];
const INITIAL_WIDTH = 320;

/** Series are rivals; the floor and the scale of losses mean nothing here. */
export interface DifferenceChartProps extends Omit<LossChartProps, 'measure' | 'floor' | 'scale' | 'height'> {
  readonly reference: LossSeries;
  /** Pixels. */
  readonly height: number;
}

export const DifferenceChart = memo(function DifferenceChart(props: DifferenceChartProps) {
  const { title, reference, series, split, task, numTasks, overlap = 0, hiddenIds, height } = props;
  const selection = useMemo(() => ({ split, task, numTasks, overlap }), [split, task, numTasks, overlap]);
  const [ref, width] = useWidth(INITIAL_WIDTH);
  const maxPoints = maxPointsOf(width);
  const rows = useMemo(
    () => differenceRowsOf(reference, series, selection, maxPoints),
    [reference, series, selection, maxPoints],
  );
  const measure = words.measure(reference.id);
  const shown = series.filter(({ id }) => !hiddenIds.has(id));
  return (
    <Figure
      title={title}
      note={noteOf(measure, [reference], selection, width)}
      unit={words.unit(reference.name)}
      exportKey={shown}
      exportLegend={stepLegend}
      again={() => <DifferenceChart {...props} />}
      csvRows={() => differenceCsvRows(reference, series, selection, title)}
      table={() => <LineTable series={series} rows={rows} />}
    >
      <div ref={ref}>
        <PlotFrame
          name={words.name(title, reference.name)}
          rows={rows}
          axis={props.axis}
          reported={props.reported}
          series={series}
          hiddenIds={hiddenIds}
          scale="linear"
          hasZero
          bandRoom="some"
          numSteps={props.numSteps}
          learningRateChanges={props.learningRateChanges}
          cursorStep={props.cursorStep}
          width={width}
          height={height}
        />
      </div>
      <DivergedNotes series={[reference, ...shown]} selection={selection} />
    </Figure>
  );
});
