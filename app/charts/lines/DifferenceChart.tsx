/** The gain of the reference over each rival through training: a line per rival, 0 where both are equal. */
import { memo, useCallback, useMemo } from 'react';
import { text } from '../../../src/text/text.ts';
import { differenceCsvRows, differenceRowsOf } from './differences.ts';
import { DivergedNotes, LineFigure } from './LineFigure.tsx';
import type { LossChartProps } from './LossChart.tsx';
import { type LossSeries, noteOf } from './series.ts';

const words = text.charts.difference;

/** Series are rivals; the floor and the scale of losses mean nothing here. */
export interface DifferenceChartProps extends Omit<LossChartProps, 'measure' | 'floor' | 'scale' | 'height'> {
  readonly reference: LossSeries;
  /** Pixels. */
  readonly height: number;
}

export const DifferenceChart = memo(function DifferenceChart(props: DifferenceChartProps) {
  const { title, reference, series, split, task, numTasks, overlap = 0, hiddenIds } = props;
  const { reported, numSteps, learningRateChanges, height } = props;
  const selection = useMemo(() => ({ split, task, numTasks, overlap }), [split, task, numTasks, overlap]);
  const rowsOf = useCallback(
    (maxPoints: number) => differenceRowsOf(reference, series, selection, maxPoints),
    [reference, series, selection],
  );
  const measure = words.measure(reference.id);
  const shown = series.filter(({ id }) => !hiddenIds.has(id));
  const name = words.name(title, reference.name);
  const plot = { name, series, hiddenIds, reported, numSteps, learningRateChanges, height };
  return (
    <LineFigure
      title={title}
      noteAt={(width) => noteOf(measure, [reference], selection, width)}
      unit={words.unit(reference.name)}
      exportKey={shown}
      again={() => <DifferenceChart {...props} />}
      csvRows={() => differenceCsvRows(reference, series, selection, title)}
      rowsOf={rowsOf}
      plot={{ ...plot, scale: 'linear', hasZero: true }}
      axis={props.axis}
      bandRoom="some"
      cursorStep={props.cursorStep}
    >
      <DivergedNotes series={[reference, ...shown]} selection={selection} />
    </LineFigure>
  );
});
