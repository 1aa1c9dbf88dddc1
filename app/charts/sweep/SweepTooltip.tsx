/** Gains under the pointer, with their intervals. */
import { formatGain, formatTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { PlotTooltip } from '../base/PlotTooltip.tsx';
import type { SweepRow, SweepSeries } from './sweepSeries.ts';

interface SweepTooltipProps {
  readonly row: SweepRow;
  readonly series: readonly SweepSeries[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly valueName: string;
}

export function SweepTooltip({ row, series, hiddenIds, valueName }: SweepTooltipProps) {
  const entries = series.flatMap((one, s) => {
    const gain = row.gains[s];
    if (!gain) return [];
    const details = [text.answer.interval(gain.low, gain.high), text.charts.count(gain.n)];
    return [{ series: one, mean: gain.mean, value: formatGain(gain.mean), details }];
  });
  return (
    <PlotTooltip place={`${valueName} ${formatTick(row.value)}`} entries={entries} hiddenIds={hiddenIds} />
  );
}
