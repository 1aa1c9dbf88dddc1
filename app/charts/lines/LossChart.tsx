/**
 * One task's losses, or the gain of a reference over each rival, 0 where both are equal: a line per architecture and the band of its
 * mean. Knows no store; loads the chart library itself.
 */
import { memo, useCallback, useMemo } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { LearningRateChange } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import type { SeriesStyle } from '../base/palette.ts';
import { type Axis, courseRowsOf } from './axis.ts';
import { differenceCsvRows } from './differences.ts';
import { DivergedNotes, LineFigure } from './LineFigure.tsx';
import type { ReportedSteps } from './LineMarks.tsx';
import {
  farMarksOf,
  type LossSelection,
  type LossSeries,
  lossCsvRows,
  meanPointOf,
  noteOf,
  overWork,
  type PlotRow,
  plotRowsOf,
  replicaRows,
  type ScaleKind,
  type StepValues,
  type StepWork,
} from './series.ts';

const words = text.charts.difference;

/** Memoised: keep `series`, `axis`, `reported`, `hiddenIds` and `learningRateChanges` identical while nothing changed. */
export interface LossChartProps extends LossSelection {
  readonly title: string;
  /** Words for the y-axis of losses, e.g. "validation MSE". */
  readonly measure: string;
  readonly series: readonly LossSeries[];
  /** Drawn is how much lower its loss is than theirs; null: their losses. */
  readonly reference: LossSeries | null;
  readonly hiddenIds: ReadonlySet<string>;
  readonly scale: ScaleKind;
  /** The loss that no model can go below, drawn as a line; null: not known. */
  readonly floor: number | null;
  /** Shared with other charts; its own when left out. */
  readonly axis?: Axis;
  readonly reported?: readonly ReportedSteps[];
  /**
   * Million multiply-adds of a step of one repetition, by id of the series: the x-axis is then what training took instead of steps,
   * and shows nothing that is said of a step. Null or absent: steps, as differences are of the same step.
   */
  readonly work?: StepWork | null;
  /** The x-axis ends here, or at the last point when training went on. */
  readonly numSteps: number;
  readonly learningRateChanges: readonly LearningRateChange[];
  /** Step shown by the scrubber; null: no line. Changing it redraws nothing but the line. */
  readonly cursorStep: number | null;
  readonly height: number;
}

/** The course over work shows nothing that is said of a step, and ends at its last point. */
const noSteps = { numSteps: 0, learningRateChanges: [], reported: [], cursorStep: null } as const;

export const LossChart = memo(function LossChart(props: LossChartProps) {
  const { title, split, task, numTasks, overlap = 0, series, reference, hiddenIds, work = null } = props;
  const scale = reference === null ? props.scale : 'linear';
  const selection = useMemo(() => ({ split, task, numTasks, overlap }), [split, task, numTasks, overlap]);
  const placed = useMemo(() => (work === null ? series : overWork(series, work)), [series, work]);
  const rowsOf = useCallback(
    (maxPoints: number) => courseRowsOf({ series: placed, reference, scale }, selection, maxPoints),
    [placed, reference, selection, scale],
  );
  const farMarks = useMemo(
    () => (reference === null ? farMarksOf(placed, selection) : []),
    [placed, reference, selection],
  );
  const shown = series.filter(({ id }) => !hiddenIds.has(id));
  const isOverWork = work !== null;
  const { numSteps, learningRateChanges, reported, cursorStep } = isOverWork ? noSteps : props;
  const made = reference === null ? shown : [reference, ...shown];
  const course = courseOf(props, isOverWork);
  const lines = { name: course.name, series, hiddenIds, scale, farMarks, height: props.height };
  const plot = { ...lines, isOverWork, numSteps, learningRateChanges, reported };
  return (
    <LineFigure
      title={title}
      noteAt={(width) => noteOf(course.measure, made, selection, width)}
      unit={course.unit}
      again={() => <LossChart {...props} />}
      csvRows={() =>
        reference === null
          ? lossCsvRows(series, selection, title)
          : differenceCsvRows(reference, series, selection, title)
      }
      rowsOf={rowsOf}
      tableRowsOf={(maxPoints) => courseRowsOf({ series, reference, scale }, selection, maxPoints)}
      plot={{ ...plot, floor: reference === null ? props.floor : null, hasZero: reference !== null }}
      axis={props.axis}
      bandRoom="some"
      cursorStep={cursorStep}
    >
      <DivergedNotes series={made} selection={selection} />
    </LineFigure>
  );
});

function courseOf({ title, measure, reference }: LossChartProps, isOverWork: boolean) {
  if (reference === null)
    return { name: text.charts.lossName(title, measure, isOverWork), measure, unit: measure };
  const { id, name } = reference;
  return { name: words.name(title, name), measure: words.measure(id), unit: words.unit(name) };
}

/** A number of one architecture through training. Replace `points` when they change, never mutate them. */
export interface TrendSeries extends SeriesStyle {
  /** Increasing steps; the number in every replica shown, NaN where it diverged. */
  readonly points: readonly StepValues[];
}

/** Memoised as the loss chart. */
interface TrendChartProps
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

/** A number through training: a line per architecture and the band of its mean. Knows no store. */
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
