/** From one weight at every moment kept to what a chart draws. Knows no chart library. */
import type { CsvRow, WeightSeries } from './props.ts';
import { type PlotRow, plotPointOfValues } from './series.ts';
import { thinned } from './thinning.ts';

/** Rows of the chart, at most `maxPoints`, thinned as those of losses. */
export function weightRowsOf(series: readonly WeightSeries[], maxPoints: number): readonly PlotRow[] {
  const lists = series.map(({ points }) => new Map(points.map(({ step, weights }) => [step, weights])));
  const steps = [...new Set(lists.flatMap((list) => [...list.keys()]))].toSorted((a, b) => a - b);
  const rows = steps.map((step) => ({
    step,
    points: lists.map((list) => plotPointOfValues(list.get(step) ?? [])),
  }));
  const lines = series.map((_, s) => Float64Array.from(rows, ({ points }) => points[s]?.mean ?? Number.NaN));
  return thinned(steps, lines, maxPoints).flatMap((at) => rows[at] ?? []);
}

/** Every moment kept, one line per repetition; empty where it diverged. */
export function weightCsvRows(
  series: readonly WeightSeries[],
  cell: string,
  reading: string,
): readonly CsvRow[] {
  const rows = series.flatMap(({ name, points }) =>
    points.flatMap(({ step, weights }) =>
      weights.map((weight, replica): CsvRow => {
        const printed = Number.isFinite(weight) ? weight : '';
        return [name, cell, reading, step, replica + 1, printed];
      }),
    ),
  );
  return [['architecture', 'cell', 'reading', 'step', 'repetition', 'weight'], ...rows];
}
