/** Gains under the pointer, with their intervals. */
import { answerText, chartText } from '../../src/index.ts';
import { formatTick } from './format.ts';
import { PlotTooltip } from './PlotTooltip.tsx';
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
    const details = [answerText.interval(gain.low, gain.high), chartText.count(gain.n)];
    return [{ series: one, mean: gain.mean, value: answerText.signed(gain.mean), details }];
  });
  return (
    <PlotTooltip place={`${valueName} ${formatTick(row.value)}`} entries={entries} hiddenIds={hiddenIds} />
  );
}
