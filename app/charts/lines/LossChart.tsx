/** One task's losses: a line per architecture and the band of its mean. Knows no store; loads the chart library itself. */
import { memo, useCallback, useMemo } from 'react';
import type { LearningRateChange } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import type { Axis } from './axis.ts';
import { DivergedNotes, LineFigure } from './LineFigure.tsx';
import type { ReportedSteps } from './LineMarks.tsx';
import {
  farMarksOf,
  type LossSelection,
  type LossSeries,
  lossCsvRows,
  lossRowsOf,
  noteOf,
  overWork,
  type ScaleKind,
  type StepWork,
} from './series.ts';

/** Memoised: keep `series`, `axis`, `reported`, `hiddenIds` and `learningRateChanges` identical while nothing changed. */
export interface LossChartProps extends LossSelection {
  readonly title: string;
  /** Words for the y-axis, e.g. "validation MSE". */
  readonly measure: string;
  readonly series: readonly LossSeries[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly scale: ScaleKind;
  /** The loss that no model can go below, drawn as a line; null: not known. */
  readonly floor: number | null;
  /** Shared with other charts; its own when left out. */
  readonly axis?: Axis;
  /** Marked on the axis of steps. */
  readonly reported?: readonly ReportedSteps[];
  /**
   * Million multiply-adds of a step of one repetition, by id of the series: the x-axis is then what training took instead of steps,
   * and shows nothing that is said of a step. Null or absent: steps.
   */
  readonly work?: StepWork | null;
  /** The x-axis ends here, or at the last point when training went on. */
  readonly numSteps: number;
  readonly learningRateChanges: readonly LearningRateChange[];
  /** Step shown by the scrubber; null: no line. Changing it redraws nothing but the line. */
  readonly cursorStep: number | null;
  /** Pixels; 200 when left out. */
  readonly height?: number;
}

const DEFAULT_HEIGHT = 200;
/** The course over work shows nothing that is said of a step, and ends at its last point. */
const noSteps = { numSteps: 0, learningRateChanges: [], reported: [], cursorStep: null } as const;

/** Redraws when its props change and not otherwise; a new `cursorStep` moves the line and leaves the curves alone. */
export const LossChart = memo(function LossChart(props: LossChartProps) {
  const { title, measure, split, task, numTasks, overlap = 0, series, hiddenIds, scale, work = null } = props;
  const selection = useMemo(() => ({ split, task, numTasks, overlap }), [split, task, numTasks, overlap]);
  const placed = useMemo(() => (work === null ? series : overWork(series, work)), [series, work]);
  const rowsOf = useCallback(
    (maxPoints: number) => lossRowsOf(placed, selection, scale, maxPoints),
    [placed, selection, scale],
  );
  const farMarks = useMemo(() => farMarksOf(placed, selection), [placed, selection]);
  const shown = series.filter(({ id }) => !hiddenIds.has(id));
  const isOverWork = work !== null;
  const { numSteps, learningRateChanges, reported, cursorStep } = isOverWork ? noSteps : props;
  const name = text.charts.lossName(title, measure, isOverWork);
  const { floor, height = DEFAULT_HEIGHT } = props;
  const lines = { name, series, hiddenIds, scale, floor, farMarks, height };
  const plot = { ...lines, isOverWork, numSteps, learningRateChanges, reported };
  return (
    <LineFigure
      title={title}
      noteAt={(width) => noteOf(measure, shown, selection, width)}
      unit={measure}
      exportKey={shown}
      again={() => <LossChart {...props} />}
      csvRows={() => lossCsvRows(series, selection, title)}
      rowsOf={rowsOf}
      tableRowsOf={(maxPoints) => lossRowsOf(series, selection, scale, maxPoints)}
      plot={plot}
      axis={props.axis}
      bandRoom="some"
      cursorStep={cursorStep}
    >
      <DivergedNotes series={shown} selection={selection} />
    </LineFigure>
  );
});
