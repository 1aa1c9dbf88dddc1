/**
 * A table of answers: an architecture per row, overall and tasks across. Where the columns do not fit side by side, each row
 * becomes a block of its cells, so that nothing is out of sight.
 */
import type { ReactNode } from 'react';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import { useWidth } from '../../charts/base/useWidth.ts';
import styles from './ResultTable.module.css';

export interface AnswerColumn {
  readonly key: string | number;
  readonly label: string;
  /** A word on what the column holds, below its label. */
  readonly note?: string | undefined;
}

export interface AnswerRow {
  readonly key: string;
  readonly header: ReactNode;
  /** One per column. */
  readonly cells: readonly ReactNode[];
}

export interface AnswerTableProps {
  readonly name: string;
  readonly corner: string;
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly AnswerRow[];
  /** Ids of cells that sentences lead to, which take the focus; absent: none. */
  readonly cellIdOf?: (row: string, column: AnswerColumn['key']) => string;
}

/** Pixels that a cell needs: "+12.3 % to +45.6 %" in two lines. */
const cellWidth = 82;
/** Share of the width for the names of the rows; the style sheet says so too. */
const headerShare = 0.15;
/** Pixels that a name needs: "Cross-Stitch" in two lines. */
const headerWidth = 70;
const initialWidth = 900;

export function ResultTable({ name, corner, columns, rows, cellIdOf }: AnswerTableProps) {
  const [ref, width] = useWidth(initialWidth);
  const isStacked =
    width * headerShare < headerWidth || width * (1 - headerShare) < columns.length * cellWidth;
  return (
    <div ref={ref}>
      <table className={styles['table']} data-stacked={isStacked} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map(({ key, label, note }) => (
              <th key={key} scope="col">
                {label}
                {note !== undefined && <span className={styles['note']}>{note}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key: rowKey, header, cells }) => (
            <tr key={rowKey}>
              <th scope="row">{header}</th>
              {columns.map(({ key, label, note }, index) => (
                <td
                  key={key}
                  id={cellIdOf?.(rowKey, key)}
                  tabIndex={cellIdOf === undefined ? undefined : -1}
                  data-label={note === undefined ? label : `${label} · ${note}`}
                >
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CardNameProps {
  /** Null: of what has no card, and no line. */
  readonly color: number | null;
  readonly name: string;
}

export function CardName({ color, name }: CardNameProps) {
  return (
    <span className={styles['cardName']}>
      {color !== null && <SeriesSwatch color={color} />} <span>{name}</span>
    </span>
  );
}
