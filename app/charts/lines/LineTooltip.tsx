/** Means under the pointer, with their intervals. */
import { formatCount, formatGain, formatPair, formatPercent, formatValue } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { PlotTooltip } from '../base/PlotTooltip.tsx';
import type { SeriesStyle } from '../base/palette.ts';
import type { PlotPoint, PlotRow } from './series.ts';

interface LineTooltipProps {
  readonly row: PlotRow;
  readonly series: readonly SeriesStyle[];
  readonly hiddenIds: ReadonlySet<string>;
  /** See `LinePlotProps.isOverWork`. */
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
