/** Values of lines in words: under the pointer, and in the table behind the chart. */
import { formatCount, formatGain, formatPair, formatPercent, formatValue } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import type { SeriesStyle } from '../base/palette.ts';
import type { PlotWords } from './SeriesPlot.tsx';
import type { PlotPoint, PlotRow } from './series.ts';

/** `isOverWork`: see `LinePlotProps`. */
export const lineWords = (isOverWork: boolean): PlotWords => ({
  placeOf: (x) =>
    isOverWork ? text.charts.afterWork(formatCount(x)) : `${text.charts.step} ${formatCount(x)}`,
  valueOf: pointText,
  detailsOf: ({ n }) => [text.charts.count(n)],
});

/** "0.085 ± 0.004", for differences "+5.5 % ± 6.0 %"; else the mean alone. */
export function pointText({ mean, interval, isPercent = false }: PlotPoint): string {
  if (!interval) return isPercent ? formatGain(mean / 100) : formatValue(mean);
  const halfWidth = (interval[1] - interval[0]) / 2;
  const pair = isPercent
    ? ([formatGain(mean / 100), formatPercent(halfWidth / 100)] as const)
    : formatPair(mean, halfWidth);
  return text.charts.plusMinus(...pair);
}

interface LineTableProps {
  readonly series: readonly SeriesStyle[];
  readonly rows: readonly PlotRow[];
}

export function LineTable({ series, rows }: LineTableProps) {
  return (
    <NumbersTable
      headings={[text.charts.step, ...series.map(({ name }) => name)]}
      rows={rows.map(({ x, points }) => [
        formatCount(x),
        ...series.map((_, s) => (points[s] ? pointText(points[s]) : text.app.ui.noValue)),
      ])}
    />
  );
}
