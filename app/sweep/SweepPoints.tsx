/** One line per value: the gain of every architecture, whether it is a sure one, and the way to the experiment behind it. */

import type { Interval } from '../../src/analysis/statistics.ts';
import type { CsvRow } from '../../src/core/spreadsheet.ts';
import type { SweepPoint } from '../../src/sweep/points.ts';
import { shownSweepValue } from '../../src/sweep/sweep.ts';
import { formatGain, formatWeight } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import { SaveMenu } from '../charts/figure/SaveMenu.tsx';
import type { SweepSeries } from '../charts/sweep/sweepSeries.ts';
import { openExperiment } from '../state/link/openExperiment.ts';
import { usePlayground } from '../state/playground.ts';
import type { Sweep } from '../state/sweep/sweepState.ts';
import { Button } from '../ui/Button.tsx';
import { ScrollTable } from '../ui/ScrollTable.tsx';
import styles from './Sweep.module.css';
import { axisName, settingWords } from './useSweep.ts';

const words = text.sweep.results;

interface Props {
  readonly sweep: Sweep;
  readonly points: readonly SweepPoint[];
  /** A line each, trained or not. */
  readonly values: readonly number[];
  readonly series: readonly SweepSeries[];
  readonly csvRows: () => readonly CsvRow[];
}

export function SweepPoints({ sweep, points, values, series, csvRows }: Props) {
  const measuredAt = (value: number) =>
    points.find((point) => point.value === value)?.measuredCorrelation ?? Number.NaN;
  return (
    <ScrollTable
      title={words.points}
      note={words.arrows}
      menu={<SaveMenu numbers={{ title: words.points, csvRows }} />}
      headers={[
        { key: 'value', content: axisName(sweep.axis) },
        { key: 'measured', content: words.measured },
        ...series.map(({ id, name, color }) => ({
          key: id,
          content: <CardHeader name={name} color={color} />,
        })),
      ]}
    >
      {values.map((value) => (
        <PointRow key={value} sweep={sweep} value={value} measured={measuredAt(value)} series={series} />
      ))}
    </ScrollTable>
  );
}

function CardHeader({ name, color }: Pick<SweepSeries, 'name' | 'color'>) {
  return (
    <>
      <SeriesSwatch color={color} /> {name}
    </>
  );
}

interface RowProps {
  readonly sweep: Sweep;
  readonly value: number;
  /** Label correlation; NaN: not known. */
  readonly measured: number;
  readonly series: readonly SweepSeries[];
}

function PointRow({ sweep, value, measured, series }: RowProps) {
  const playground = usePlayground();
  const { axis, experiment } = sweep;
  const setting = settingWords(axis, value);
  const open = (): void =>
    openExperiment(
      playground,
      { experiment: axis.experimentAt(experiment, value), problems: [] },
      { message: words.opened(setting), problemsTitle: String },
    );
  return (
    <tr>
      <th scope="row">
        {shownSweepValue(axis, value)}
        <Button look="link" className={styles['open']} aria-label={words.openAt(setting)} onClick={open}>
          {words.open}
        </Button>
      </th>
      <td>{Number.isFinite(measured) ? formatWeight(measured) : text.app.ui.noValue}</td>
      {series.map(({ id, points }) => (
        <td key={id}>
          <GainCell gain={points.find((point) => point.value === value)?.gain ?? null} />
        </td>
      ))}
    </tr>
  );
}

function GainCell({ gain }: { readonly gain: Interval | null }) {
  if (gain === null) return <span className="note">{words.notTrained}</span>;
  if (Number.isNaN(gain.mean)) return <span className={styles['bad']}>{words.diverged}</span>;
  const { mean, low, high } = gain;
  const mark = low > 0 ? '▲ ' : high < 0 ? '▼ ' : '';
  return (
    <>
      <span className={styles['gain']} data-sure={mark !== ''}>
        {mark}
        {formatGain(mean)}
      </span>
      <span className={styles['interval']}>{text.answer.interval(low, high)}</span>
    </>
  );
}
