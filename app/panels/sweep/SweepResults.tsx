/** Results of a sweep: a line per architecture, and the points behind it. */

import { Fragment, useMemo, useState } from 'react';
import type { Interval } from '../../../src/analysis/statistics.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { cardIds } from '../../../src/experiment/cardIds.ts';
import { baselinesOf } from '../../../src/experiment/derived/trained.ts';
import type { CardConfig } from '../../../src/experiment/experiment.ts';
import { shownSweepValue } from '../../../src/studies/sweep/axes.ts';
import {
  readSweep,
  type Sweep,
  type SweepPoint,
  sweepLine,
  sweepRows,
} from '../../../src/studies/sweep/sweep.ts';
import { presets } from '../../../src/teach/presets/presets.ts';
import { formatGain, formatValue, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { SweepChart } from '../../charts/sweep/SweepChart.tsx';
import type { SweepSeries } from '../../charts/sweep/sweepSeries.ts';
import { openPreset } from '../../config/presets/openPreset.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { useExperiment, usePlayground, useView } from '../../state/playground.ts';
import { isBusy } from '../../state/sweep/studyState.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import { NumbersTable, ScrollTable } from '../../ui/NumbersTable.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { ShownLegend } from '../../view/Choices.tsx';
import { nameOfCard, styleOfCard } from '../../view/cardNames.ts';
import { Front } from './Front.tsx';
import styles from './Sweep.module.css';
import { axisName, useSweepState } from './useSweep.ts';

const words = text.sweep.results;

export function SweepResults() {
  const sweep = useSweepState((state) => state.study);
  const points = useSweepState((state) => state.points);
  const isUnderWay = useSweepState(isBusy);
  if (sweep !== null && (points.length > 0 || isUnderWay))
    return <SweepFigures sweep={sweep} points={points} />;
  return (
    <>
      <Banner tone="calm">
        <strong>{words.none}</strong> {words.noneDetail}
      </Banner>
      <Lazy part={savedSweepPart}>{({ default: written }) => <SavedSweep written={written} />}</Lazy>
    </>
  );
}

const savedSweepPart = lazyPart(() => import('../../recorded/sweeps/sweep.json?raw'));

function SavedSweep({ written }: { readonly written: string }) {
  const playground = usePlayground();
  const { cards } = useExperiment();
  const found = useMemo(() => sweepAsInForm(cards, written), [cards, written]);
  const preset = presets.find(({ id }) => id === 'sweep');
  if (found === null || preset === undefined) return null;
  return (
    <>
      <p className={styles['note']}>
        {words.saved(preset.title)}{' '}
        <Button look="link" onClick={() => void openPreset(playground, preset)}>
          {words.openSaved}
        </Button>
      </p>
      <SweepFigures {...found} />
    </>
  );
}

/** With the letters and colours of the form: of its cards of the same architecture, else free ones. */
function sweepAsInForm(own: readonly CardConfig[], written: string): FoundProps | null {
  const saved = readSweep(written);
  if (saved === null) return null;
  const { study: sweep, points } = saved;
  const { experiment } = sweep;
  const twins = experiment.cards.map((card) =>
    own.find(({ architecture }) => architecture === card.architecture),
  );
  const isOwn = ({ id }: { readonly id: string }) => own.some((one) => one.id === id);
  const free = cardIds
    .map((id, color) => ({ id, color }))
    .filter(({ id, color }) => !twins.some((twin) => twin?.id === id || twin?.color === color))
    .toSorted((a, b) => Number(isOwn(a)) - Number(isOwn(b)));
  const looks = new Map(experiment.cards.map((card, at) => [card.id, twins[at] ?? free.shift() ?? card]));
  const idOf = (cardId: string) => looks.get(cardId)?.id ?? cardId;
  const cards = experiment.cards
    .map((card) => ({ ...card, color: looks.get(card.id)?.color ?? card.color, id: idOf(card.id) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const renamed = points.map(({ gains, ...point }) => ({
    ...point,
    gains: gains.map((gain) => ({ ...gain, cardId: idOf(gain.cardId) })),
  }));
  return { points: renamed, sweep: { ...sweep, experiment: { ...experiment, cards } } };
}

function SweepFigures({ sweep, points }: FoundProps) {
  const [task, setTask] = useState<number | null>(null);
  const [reading, setReading] = useState<keyof typeof text.sweep.front.readings>('front');
  const series = useGainSeries(sweep, points, task);
  const values = useMemo(() => allSweptValues(sweep, points), [sweep, points]);
  const { pair } = sweep.axis;
  const front = reading === 'front' ? pair : undefined;
  const found = { sweep, points, values, series, csvRows: () => sweepCsvRows(sweep, points) };
  return (
    <>
      <div className={panelStyles['controls']}>
        <ShownLegend series={series} />
        {pair !== undefined && (
          <Segmented
            label={text.sweep.front.reading}
            names={text.sweep.front.readings}
            value={reading}
            onChange={setReading}
          />
        )}
        {front === undefined && (
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
        )}
      </div>
      <section className={panelStyles['card']}>
        {front === undefined ? <GainChart {...found} task={task} /> : <Front {...found} pair={front} />}
      </section>
      <section className={panelStyles['card']}>
        <SweepPoints {...found} />
      </section>
    </>
  );
}

function useGainSeries(
  { experiment }: Sweep,
  points: readonly SweepPoint[],
  task: number | null,
): readonly SweepSeries[] {
  return useMemo(() => {
    const baselines = baselinesOf(experiment);
    return experiment.cards
      .filter((card) => baselines.get(card.id) !== card)
      .map((card) => ({ ...styleOfCard(card), points: sweepLine(points, card.id, task) }));
  }, [experiment, points, task]);
}

const sweepCsvRows = ({ axis, experiment }: Sweep, points: readonly SweepPoint[]): readonly CsvRow[] =>
  sweepRows(points, {
    axis: axis.id,
    cardName: (id) => experiment.cards.filter((card) => card.id === id).map(nameOfCard)[0] ?? id,
    tasks: experiment.tasks.map((one) => one.name),
    overall: text.answer.overall,
  });

// Points may come from an earlier plan for the same set-up.
const allSweptValues = ({ values }: Sweep, points: readonly SweepPoint[]): readonly number[] =>
  [...new Set([...values, ...points.map(({ key }) => key)])].toSorted((a, b) => a - b);

interface FoundProps {
  readonly sweep: Sweep;
  readonly points: readonly SweepPoint[];
}

interface ShownSweep extends FoundProps {
  readonly values: readonly number[];
  readonly series: readonly SweepSeries[];
  readonly csvRows: () => readonly CsvRow[];
}

function GainChart({ sweep, values, series, task, csvRows }: ShownSweep & { readonly task: number | null }) {
  const { axis, experiment } = sweep;
  const hiddenIds = useView((state) => state.hiddenIds);
  const name = task === null ? null : (experiment.tasks[task]?.name ?? null);
  return (
    <SweepChart
      title={words.title(axis.field.label, name)}
      note={words.note(experiment.training.numReplicas)}
      valueName={axisName(axis)}
      isLog={axis.field.range?.scale === 'log' && values.every((value) => value > 0)}
      {...{ values, series, hiddenIds, csvRows }}
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

function SweepPoints({ sweep, points, values, series, csvRows }: ShownSweep) {
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

function PointName({ sweep, value }: Pick<FoundProps, 'sweep'> & { readonly value: number }) {
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
