/** One line per value: the gain of every architecture, its conclusion, and the experiment. */
import { Fragment } from 'react';
import type { Interval } from '../../../src/analysis/statistics.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { shownSweepValue } from '../../../src/studies/sweep/axes.ts';
import type { Sweep, SweepPoint } from '../../../src/studies/sweep/sweep.ts';
import { formatGain, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import type { SweepSeries } from '../../charts/sweep/sweepSeries.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { ScrollTable } from '../../ui/NumbersTable.tsx';
import styles from './Sweep.module.css';
import { axisName } from './useSweep.ts';

const words = text.sweep.results;

interface Props {
  readonly sweep: Sweep;
  readonly points: readonly SweepPoint[];
  readonly values: readonly number[];
  readonly series: readonly SweepSeries[];
  readonly csvRows: () => readonly CsvRow[];
}

export function SweepPoints({ sweep, points, values, series, csvRows }: Props) {
  return (
    <ScrollTable
      title={words.points}
      note={words.arrows}
      menu={<SaveMenu numbers={{ title: words.points, csvRows }} />}
      headings={[
        axisName(sweep.axis),
        words.measured,
        ...series.map(({ id, name, color }) => (
          <Fragment key={id}>
            <SeriesSwatch color={color} /> {name}
          </Fragment>
        )),
      ]}
      rows={values.map((value) => [
        <PointName key="name" sweep={sweep} value={value} />,
        correlationWords(points.find(({ key }) => key === value)),
        ...series.map((line) => (
          <GainCell key={line.id} gain={line.points.find((point) => point.value === value)?.gain ?? null} />
        )),
      ])}
    />
  );
}

/** Unknown until the point is trained, and always for some data. */
const correlationWords = ({ measuredCorrelation = Number.NaN }: Partial<SweepPoint> = {}): string =>
  Number.isFinite(measuredCorrelation) ? formatWeight(measuredCorrelation) : text.app.ui.noValue;

function PointName({ sweep, value }: Pick<Props, 'sweep'> & { readonly value: number }) {
  const playground = usePlayground();
  const setting = sweep.labelOf(value, []);
  const open = (): void =>
    openExperiment(
      playground,
      { experiment: sweep.experimentAt(value, []) },
      { message: words.opened(setting) },
    );
  return (
    <>
      {shownSweepValue(sweep.axis, value)}
      <Button look="link" className={styles['open']} aria-label={words.openAt(setting)} onClick={open}>
        {words.open}
      </Button>
    </>
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
