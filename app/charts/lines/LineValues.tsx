/** Values of lines in words: under the pointer, and in the table behind the chart. */
import { formatCount, formatGain, formatPair, formatPercent, formatValue } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { PlotTooltip } from '../base/PlotTooltip.tsx';
import type { SeriesStyle } from '../base/palette.ts';
import { NumbersTable } from '../figure/NumbersTable.tsx';
import type { PlotPoint, PlotRow } from './series.ts';

interface LineTooltipProps {
  readonly row: PlotRow;
  readonly series: readonly SeriesStyle[];
  readonly hiddenIds: ReadonlySet<string>;
  /** True if `step` is work, see `LinePlotProps`. */
  readonly isOverWork?: boolean;
}

export function LineTooltip({ row, series, hiddenIds, isOverWork = false }: LineTooltipProps) {
  const entries = series.flatMap((one, s) => {
    const point = row.points[s];
    if (!point) return [];
    return [
      { series: one, mean: point.mean, value: pointText(point), details: [text.charts.count(point.n)] },
    ];
  });
  const at = formatCount(row.step);
  const place = isOverWork ? text.charts.afterWork(at) : `${text.charts.step} ${at}`;
  return <PlotTooltip place={place} entries={entries} hiddenIds={hiddenIds} />;
}

/** "0.085 ± 0.004", of a difference "+5.5 % ± 6.0 %", or the mean alone without an interval. */
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
      rows={rows.map(({ step, points }) => [
        formatCount(step),
        ...series.map((_, s) => (points[s] ? pointText(points[s]) : text.charts.noValue)),
      ])}
    />
  );
}
