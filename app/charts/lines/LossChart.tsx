/** One task's losses: a line per architecture and the band of its mean. Knows no store; loads the chart library itself. */
import { memo, useMemo } from 'react';
import type { LearningRateChange } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import type { Axis } from './axis.ts';
import type { ReportedSteps } from './LineMarks.tsx';
import { LineTable } from './LineValues.tsx';
import { DivergedNotes, PlotFrame } from './PlotFrame.tsx';
import {
  farMarksOf,
  type LossSelection,
  type LossSeries,
  lossCsvRows,
  maxPointsOf,
  noteOf,
  overWork,
  plotRowsOf,
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
