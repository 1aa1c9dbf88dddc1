/** Measures of units or experts as a table: a number each, how far replicas are apart, and a bar for shares. */
import type { Range } from '../../../src/analysis/statistics.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { Help } from '../../ui/Popover.tsx';
import styles from './Health.module.css';

const words = text.gates;

export interface HealthColumn {
  readonly label: string;
  readonly help: string;
  readonly format: (value: number) => string;
  /** Drawn as a bar from 0 to 1 with a mark there; left out: no bar. */
  readonly mark?: number;
}

export interface HealthRow {
  readonly name: string;
  readonly note?: string;
  /** One per column; null: there is no such number. */
  readonly values: readonly (Range | null)[];
}

interface HealthTableProps {
  /** Subject of the table, for whoever saves or hears it. */
  readonly title: string;
  readonly heading: string;
  readonly columns: readonly HealthColumn[];
  readonly rows: readonly HealthRow[];
}

export function HealthTable({ title, heading, columns, rows }: HealthTableProps) {
  return (
    <NumbersTable
      className={styles['table']}
      aria-label={title}
      headings={[
        <span key="rows" className={styles['label']}>
          {heading}
          <SaveMenu numbers={{ title, csvRows: () => rowsOf(heading, columns, rows) }} />
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
          <Measure key={column.label} column={column} value={values[at] ?? null} />
        )),
      ])}
    />
  );
}

const rowsOf = (
  heading: string,
  columns: readonly HealthColumn[],
  rows: readonly HealthRow[],
): readonly CsvRow[] => [
  [heading, ...columns.flatMap(({ label }) => [label, ...words.health.ends(label)])],
  ...rows.map(({ name, values }) => [
    name,
    ...columns.flatMap((_, at) => {
      const { mean, low, high } = values[at] ?? nothing;
      return [mean, low, high];
    }),
  ]),
];

const nothing = { mean: Number.NaN, low: Number.NaN, high: Number.NaN };

function Measure({ column, value }: { readonly column: HealthColumn; readonly value: Range | null }) {
  if (value === null || !Number.isFinite(value.mean)) return text.app.ui.noValue;
  const { format, mark } = column;
  return (
    <>
      <span className={styles['measure']}>
        {mark !== undefined && <Bar share={value.mean} mark={mark} />}
        {format(value.mean)}
      </span>
      {value.n > 1 && (
        <span className={styles['range']}>{words.health.range(format(value.low), format(value.high))}</span>
      )}
    </>
  );
}

const BAR = { width: 44, height: 8 } as const;

function Bar({ share, mark }: { readonly share: number; readonly mark: number }) {
  const { width, height } = BAR;
  return (
    <svg width={width} height={height} aria-hidden="true" className={styles['bar']}>
      <rect className={styles['track']} width={width} height={height} rx={2} />
      <rect className={styles['fill']} width={width * Math.min(1, share)} height={height} rx={2} />
      <line className={styles['mark']} x1={width * mark} x2={width * mark} y1={0} y2={height} />
    </svg>
  );
}
