/** Health of the gates and experts of one level, with the spread over replicas. */
import { useMemo } from 'react';
import { levelHealthOf } from '../../../src/analysis/gateHealth.ts';
import type { ReplicaRange } from '../../../src/analysis/statistics.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { formatCount, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { unitName } from '../../charts/base/names.ts';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { useReplica } from '../../state/playground.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Help } from '../../ui/Popover.tsx';
import { nameOfCard } from '../../view/cardNames.ts';
import type { GatedCard } from '../../view/useCards.ts';
import { useTaskNames } from '../../view/useSeries.ts';
import styles from './Health.module.css';
import { HealthTrends } from './Trends.tsx';

const words = text.gates;

interface HealthSectionProps {
  readonly level: number;
  readonly gated: readonly GatedCard[];
  readonly experiment: Experiment;
}

export function HealthSection({ level, gated, experiment }: HealthSectionProps) {
  const taskNames = useTaskNames(experiment);
  const levelName = text.app.ui.level(level + 1);
  return (
    <section className={panelStyles['card']} aria-label={levelName}>
      <h2 className={panelStyles['level']}>{levelName}</h2>
      <div className={styles['cards']}>
        {gated.map((one) => (
          <CardHealth key={one.card.id} level={level} gated={one} taskNames={taskNames} />
        ))}
      </div>
      <HealthTrends level={level} experiment={experiment} />
    </section>
  );
}

interface CardHealthProps {
  readonly level: number;
  readonly gated: GatedCard;
  readonly taskNames: readonly string[];
}

function CardHealth({ level, gated: { card, topology, gates }, taskNames }: CardHealthProps) {
  const replica = useReplica();
  const spec = topology.levels[level];
  const statistics = gates?.levels[level];
  const health = useMemo(
    () => spec && statistics && levelHealthOf(spec, statistics, replica),
    [spec, statistics, replica],
  );
  if (spec === undefined) return null;
  const name = nameOfCard(card);
  const title = text.charts.placed(name, text.app.ui.level(level + 1));
  const { unit, expert } = words.health;
  return (
    <section className={styles['card']} aria-label={name}>
      <h3 className={styles['title']}>
        {name}
        <span className="note">
          {gates === null ? text.panels.stage.before : text.time.step(formatCount(gates.step))}
        </span>
      </h3>
      {health && (
        <>
          <HealthTable
            title={text.charts.placed(title, expert)}
            heading={expert}
            columns={expertColumnsOf(1 / health.experts.length)}
            rows={health.experts.map((one, e) => ({
              name: unitName(spec.experts, e, taskNames),
              values: [one.utilisation, one.rms, one.sparsity, one.deadFraction],
            }))}
          />
          <HealthTable
            title={text.charts.placed(title, unit)}
            heading={unit}
            columns={unitColumns}
            rows={health.units.map((one, u) => ({
              name: unitName(spec.units, u, taskNames),
              note: words.health.sees(one.numSeen),
              values: [one.entropy, one.effectiveExperts],
            }))}
          />
        </>
      )}
    </section>
  );
}

interface HealthColumn {
  readonly label: string;
  readonly help: string;
  readonly format: (value: number) => string;
  readonly mark?: number;
}

const percentText = (share: number): string => formatWeight(100 * share, 0);

const { utilisation, rms, sparsity, deadFraction, entropy, effectiveExperts } = words.health.measures;
const expertColumnsOf = (evenShare: number): readonly HealthColumn[] => [
  { ...utilisation, format: formatWeight, mark: evenShare },
  { ...rms, format: formatWeight },
  { ...sparsity, format: percentText },
  { ...deadFraction, format: percentText },
];
const unitColumns: readonly HealthColumn[] = [
  { ...entropy, format: formatWeight, mark: 1 },
  { ...effectiveExperts, format: formatWeight },
];

interface HealthTableProps {
  readonly title: string;
  readonly heading: string;
  readonly columns: readonly HealthColumn[];
  readonly rows: readonly {
    readonly name: string;
    readonly note?: string;
    readonly values: readonly (ReplicaRange | null)[];
  }[];
}

function HealthTable({ title, heading, columns, rows }: HealthTableProps) {
  const csvRows = (): readonly CsvRow[] => [
    [heading, ...columns.flatMap(({ label }) => [label, ...words.health.ends(label)])],
    ...rows.map(({ name, values }) => [name, ...columns.flatMap((_, at) => rangeEndsOf(values[at] ?? null))]),
  ];
  return (
    <NumbersTable
      className={styles['table']}
      aria-label={title}
      headings={[
        <span key="rows" className={styles['label']}>
          {heading}
          <SaveMenu numbers={{ title, csvRows }} />
        </span>,
        ...columns.map(({ label, help }) => (
          <Help key={label} about={label} isWord>
            {help}
          </Help>
        )),
      ]}
      rows={rows.map(({ name, note, values }) => [
        <>
          {name}
          {note && <span className={styles['range']}>{note}</span>}
        </>,
        ...columns.map((column, at) => (
          <HealthValue key={column.label} column={column} value={values[at] ?? null} />
        )),
      ])}
    />
  );
}

const rangeEndsOf = (value: ReplicaRange | null): readonly number[] =>
  value === null ? [Number.NaN, Number.NaN, Number.NaN] : [value.mean, value.low, value.high];

function HealthValue({
  column,
  value,
}: {
  readonly column: HealthColumn;
  readonly value: ReplicaRange | null;
}) {
  if (value === null || !Number.isFinite(value.mean)) return text.app.ui.noValue;
  const { format, mark } = column;
  return (
    <>
      <span className={styles['measure']}>
        {mark !== undefined && <ShareBar share={value.mean} mark={mark} />}
        {format(value.mean)}
      </span>
      {value.n > 1 && (
        <span className={styles['range']}>{words.health.range(format(value.low), format(value.high))}</span>
      )}
    </>
  );
}

const BAR = { width: 44, height: 8 } as const;

function ShareBar({ share, mark }: { readonly share: number; readonly mark: number }) {
  const { width, height } = BAR;
  return (
    <svg width={width} height={height} aria-hidden="true" className={styles['bar']}>
      <rect fill="var(--sunken)" stroke="var(--line)" width={width} height={height} rx={2} />
      <rect fill="var(--accent)" width={width * Math.min(1, share)} height={height} rx={2} />
      <line stroke="var(--ink)" x1={width * mark} x2={width * mark} y1={0} y2={height} />
    </svg>
  );
}
