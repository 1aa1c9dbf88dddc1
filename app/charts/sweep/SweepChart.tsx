/** Gains over one setting: a line per architecture and the band of its mean. Knows no store. */
import { memo, type ReactNode, useMemo } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { formatGain, formatTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import plotStyles from '../lines/Plot.module.css';
import type { PlotRow } from '../lines/series.ts';
import { SweepPlot } from './SweepPlot.tsx';
import { divergedValues, isAnyBandCut, type SweepSeries, sweepAxis, sweepPlotRows } from './sweepSeries.ts';

const HEIGHT = 320;
/** Memoised: keep `series`, `values` and `hiddenIds` identical while nothing changed. */
export interface SweepChartProps {
  readonly title: string;
  readonly note: string;
  /** Name of the swept setting with its unit. */
  readonly valueName: string;
  /** All values that are or will be trained, ascending. */
  readonly values: readonly number[];
  readonly isLog: boolean;
  readonly series: readonly SweepSeries[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly csvRows: () => readonly CsvRow[];
  readonly table: () => ReactNode;
}

export const SweepChart = memo(function SweepChart(props: SweepChartProps) {
  const { title, note, valueName, values, isLog, series, hiddenIds, csvRows, table } = props;
  const [ref, width] = useWidth();
  const rows = useMemo(() => sweepPlotRows(series), [series]);
  const shown = useMemo(() => series.filter(({ id }) => !hiddenIds.has(id)), [series, hiddenIds]);
  const { axis, isCut } = useMemo(() => {
    const isVisible = (s: number): boolean => !hiddenIds.has(series[s]?.id ?? '');
    const visible = sweepAxis(rows, isVisible);
    return { axis: visible, isCut: isAnyBandCut(rows, isVisible, visible) };
  }, [rows, series, hiddenIds]);
  const name = text.charts.sweepName(title);
  const plot = { rows, axis, series, hiddenIds, values, valueName, isLog, width, height: HEIGHT, name };
  return (
    <Figure
      title={title}
      note={note}
      unit={text.charts.gain}
      exportKey={shown}
      csvRows={csvRows}
      table={table}
      again={() => <SweepChart {...props} />}
    >
      <div ref={ref} className={plotStyles['frame']} style={{ height: HEIGHT }}>
        <SweepPlot {...plot} />
        <p className="visuallyHidden">{summaryOf(series, rows)}</p>
      </div>
      {isCut && <p className={plotStyles['cut']}>{text.charts.bandsCut}</p>}
      {shown.map((one) => {
        const places = divergedValues(one).map(formatTick);
        return places.length === 0 ? null : (
          <p key={one.id} className={plotStyles['diverged']}>
            {text.charts.allDivergedAt(one.name, places)}
          </p>
        );
      })}
    </Figure>
  );
});

/** The last values of the lines, for those who cannot see them. */
function summaryOf(series: readonly SweepSeries[], rows: readonly PlotRow[]): string {
  const last = rows.at(-1);
  if (last === undefined) return '';
  const parts = series.flatMap(({ name }, s) => {
    const gain = last.points[s];
    return gain ? [`${name} ${formatGain(gain.mean)}`] : [];
  });
  return text.punctuation.said(formatTick(last.x), text.punctuation.list(parts));
}
