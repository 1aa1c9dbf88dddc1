/** One task's losses, or the gain of each rival over a reference, with the bands of their means. */
import { memo, useCallback, useMemo } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { LearningRateChange } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import type { SeriesStyle } from '../base/palette.ts';
import { type Axis, lossChartRowsOf } from './axis.ts';
import { DivergedNotes, LineFigure } from './LineFigure.tsx';
import type { ReportedSteps } from './LineMarks.tsx';
import {
  differenceCsvRows,
  farMarksOf,
  type LossSelection,
  type LossSeries,
  lossCsvRows,
  lossNoteOf,
  meanPointOf,
  type PlotRow,
  plotRowsOf,
  replicaRows,
  type ScaleKind,
  type StepValues,
  type StepWork,
  seriesOverWork,
} from './series.ts';

const words = text.charts.difference;

/** Memoised: keep arrays, sets and `axis` identical while nothing changed. */
export interface LossChartProps extends LossSelection {
  readonly title: string;
  readonly measure: string;
  readonly series: readonly LossSeries[];
  /** Null: losses are drawn; else each series' gain over the reference. */
  readonly reference: LossSeries | null;
  readonly hiddenIds: ReadonlySet<string>;
  readonly scale: ScaleKind;
  readonly floor: number | null;
  readonly axis?: Axis;
  readonly reported?: readonly ReportedSteps[];
  /** Million multiply-adds per step of one repetition, by id; not for differences, which compare equal steps. */
  readonly work?: StepWork | null;
  readonly numSteps: number;
  readonly learningRateChanges: readonly LearningRateChange[];
  readonly cursorStep: number | null;
  readonly height: number;
}

const emptyStepMarks = { numSteps: 0, learningRateChanges: [], reported: [], cursorStep: null } as const;

export const LossChart = memo(function LossChart(props: LossChartProps) {
  const { title, split, task, numTasks, overlap = 0, series, reference, hiddenIds, work = null } = props;
  const scale = reference === null ? props.scale : 'linear';
  const selection = useMemo(() => ({ split, task, numTasks, overlap }), [split, task, numTasks, overlap]);
  const placed = useMemo(() => (work === null ? series : seriesOverWork(series, work)), [series, work]);
  const rowsOf = useCallback(
    (maxPoints: number) => lossChartRowsOf({ series: placed, reference, scale }, selection, maxPoints),
    [placed, reference, selection, scale],
  );
  const farMarks = useMemo(
    () => (reference === null ? farMarksOf(placed, selection) : []),
    [placed, reference, selection],
  );
  const shown = series.filter(({ id }) => !hiddenIds.has(id));
  const isOverWork = work !== null;
  const { numSteps, learningRateChanges, reported, cursorStep } = isOverWork ? emptyStepMarks : props;
  const made = reference === null ? shown : [reference, ...shown];
  const course = chartTitlesOf(props, isOverWork);
  const lines = { name: course.name, series, hiddenIds, scale, farMarks, height: props.height };
  const plot = { ...lines, isOverWork, numSteps, learningRateChanges, reported, task };
  return (
    <LineFigure
      title={title}
      noteAt={(width) => lossNoteOf(course.measure, made, selection, width)}
      unit={course.unit}
      again={() => <LossChart {...props} />}
      csvRows={() =>
        reference === null
          ? lossCsvRows(series, selection, title)
          : differenceCsvRows(reference, series, selection, title)
      }
      rowsOf={rowsOf}
      tableRowsOf={(maxPoints) => lossChartRowsOf({ series, reference, scale }, selection, maxPoints)}
      plot={{ ...plot, floor: reference === null ? props.floor : null, hasZero: reference !== null }}
      axis={props.axis}
      bandRoom="some"
      cursorStep={cursorStep}
    >
      <DivergedNotes series={made} selection={selection} />
    </LineFigure>
  );
});

function chartTitlesOf({ title, measure, reference }: LossChartProps, isOverWork: boolean) {
  if (reference === null)
    return { name: text.charts.lossName(title, measure, isOverWork), measure, unit: measure };
  const { id, name } = reference;
  return { name: words.name(title, name), measure: words.measure(id), unit: words.unit(name) };
}

/** Replace `points` when they change, never mutate them. */
export interface TrendSeries extends SeriesStyle {
  /** Increasing steps; one value per replica, NaN if the replica diverged. */
  readonly points: readonly StepValues[];
}

interface TrendChartProps
  extends Pick<
    LossChartProps,
    'title' | 'measure' | 'numSteps' | 'learningRateChanges' | 'cursorStep' | 'overlap'
  > {
  readonly place?: string;
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
