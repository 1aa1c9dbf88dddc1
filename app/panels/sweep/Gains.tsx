/** The gains along a sweep: a line per architecture over the swept setting, and display options. */
import { useMemo } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { shownSweepValue } from '../../../src/studies/sweep/axes.ts';
import type { Sweep, SweepPoint } from '../../../src/studies/sweep/sweep.ts';
import { formatGain, formatValue, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { SweepChart } from '../../charts/sweep/SweepChart.tsx';
import type { SweepSeries } from '../../charts/sweep/sweepSeries.ts';
import { useView } from '../../state/playground.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './Sweep.module.css';
import { axisName } from './useSweep.ts';

const words = text.sweep.results;

export type SweepAbscissa = 'requested' | 'measured';

export interface FoundProps {
  readonly sweep: Sweep;
  readonly points: readonly SweepPoint[];
}

interface GainControlsProps extends FoundProps {
  readonly task: number | null;
  readonly setTask: (task: number | null) => void;
  readonly abscissa: SweepAbscissa;
  readonly setAbscissa: (abscissa: SweepAbscissa) => void;
}

export function GainControls({ sweep, points, task, setTask, abscissa, setAbscissa }: GainControlsProps) {
  return (
    <>
      <Select<number | null>
        label={words.of}
        className={styles['task']}
        options={[
          { value: null, label: words.meanOfTasks },
          ...sweep.experiment.tasks.map(({ name }, value) => ({ value, label: name })),
        ]}
        value={task}
        onChange={setTask}
      />
      {hasMeasured(sweep, points) && (
        <Segmented label={words.abscissa} names={words.abscissas} value={abscissa} onChange={setAbscissa} />
      )}
    </>
  );
}

interface GainChartProps extends FoundProps {
  readonly values: readonly number[];
  readonly series: readonly SweepSeries[];
  readonly task: number | null;
  readonly isMeasured: boolean;
  readonly csvRows: () => readonly CsvRow[];
}

export function GainChart({ sweep, points, values, series, task, isMeasured, csvRows }: GainChartProps) {
  const { axis, experiment } = sweep;
  const plotted = useMemo(
    () => (isMeasured ? overMeasured(series, points) : series),
    [isMeasured, series, points],
  );
  const places = useMemo(() => (isMeasured ? placesAround(plotted) : values), [isMeasured, plotted, values]);
  const hiddenIds = useView((state) => state.hiddenIds);
  const name = task === null ? null : (experiment.tasks[task]?.name ?? null);
  return (
    <SweepChart
      title={words.title(isMeasured ? words.measured : axis.field.label, name)}
      note={words.note(experiment.training.numReplicas)}
      valueName={isMeasured ? words.measured : axisName(axis)}
      values={places}
      isLog={axis.field.range?.scale === 'log' && places.every((value) => value > 0)}
      series={plotted}
      hiddenIds={hiddenIds}
      csvRows={csvRows}
      table={() => (
        <NumbersTable
          headings={[axisName(axis), words.architecture, words.task, ...words.numbers]}
          rows={csvRows()
            .slice(1)
            .map(([value = '', card = '', task = '', ...numbers]) => [
              shownSweepValue(axis, Number(value)),
              String(card),
              String(task),
              ...numbers.map(shown),
            ])}
        />
      )}
    />
  );
}

/** Columns: gain and its ends as shares, two counts, a loss, a correlation. */
function shown(cell: string | number, column: number): string {
  if (typeof cell === 'string') return text.app.ui.noValue;
  if (column < 3) return formatGain(cell);
  if (column < 5) return String(cell);
  return column === 5 ? formatValue(cell) : formatWeight(cell);
}

/** True for sweeps of the correlation with known labels. */
export const hasMeasured = ({ axis }: Sweep, points: readonly SweepPoint[]): boolean =>
  axis.part === 'pairs' && points.some(({ measuredCorrelation }) => Number.isFinite(measuredCorrelation));

/** Leaves out points without a measured correlation. */
function overMeasured(series: readonly SweepSeries[], points: readonly SweepPoint[]): readonly SweepSeries[] {
  const measured = new Map(points.map(({ key, measuredCorrelation }) => [key, measuredCorrelation]));
  return series.map((one) => ({
    ...one,
    points: one.points.flatMap(({ value, gain }) => {
      const correlation = measured.get(value) ?? Number.NaN;
      return Number.isFinite(correlation) ? [{ value: correlation, gain }] : [];
    }),
  }));
}

/** Round correlations around all points. */
function placesAround(series: readonly SweepSeries[]): readonly number[] {
  const values = series.flatMap(({ points }) => points.map(({ value }) => value));
  const first = Math.floor(Math.min(...values) * 5);
  const last = Math.ceil(Math.max(...values) * 5);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) / 5);
}
