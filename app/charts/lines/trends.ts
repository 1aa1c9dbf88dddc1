/** Numbers other than losses through training, as lines. Knows no chart library. */
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { SeriesStyle } from '../base/palette.ts';
import { thinned } from '../base/thinning.ts';
import { type PlotRow, plotPointOfValues } from './series.ts';

/** A number of one architecture through training. Replace `points` when they change, never mutate them. */
export interface TrendSeries extends SeriesStyle {
  /** Increasing steps; the number in every replica shown, NaN where it diverged. */
  readonly points: readonly { readonly step: number; readonly values: readonly number[] }[];
}

/** Rows of the chart, at most `maxPoints`, thinned as those of losses. */
export function trendRowsOf(
  series: readonly TrendSeries[],
  maxPoints: number,
  overlap = 0,
): readonly PlotRow[] {
  const lists = series.map(({ points }) => new Map(points.map(({ step, values }) => [step, values])));
  const steps = [...new Set(lists.flatMap((list) => [...list.keys()]))].toSorted((a, b) => a - b);
  const rows = steps.map((step) => ({
    step,
    points: lists.map((list) => plotPointOfValues(list.get(step) ?? [], overlap)),
  }));
  const lines = series.map((_, s) => Float64Array.from(rows, ({ points }) => points[s]?.mean ?? Number.NaN));
  return thinned(steps, lines, maxPoints).flatMap((at) => rows[at] ?? []);
}

/** Every moment kept, one line per replica; empty where it diverged. */
export function trendCsvRows(
  series: readonly TrendSeries[],
  subject: string,
  measure: string,
): readonly CsvRow[] {
  const rows = series.flatMap(({ name, points }) =>
    points.flatMap(({ step, values }) =>
      values.map((value, replica): CsvRow => {
        const printed = Number.isFinite(value) ? value : '';
        return [name, subject, measure, step, replica + 1, printed];
      }),
    ),
  );
  return [['architecture', 'subject', 'measure', 'step', 'repetition', 'value'], ...rows];
}
