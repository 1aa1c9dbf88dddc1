/** A table of results; too narrow for its columns, it shows each row as a block. */
import type { ReactNode } from 'react';
import { type CsvRow, csvOf, tsvOf } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import { useWidth } from '../../charts/base/useWidth.ts';
import type { SavedNumbers } from '../../charts/figure/picture.ts';
import { saveChoicesPart } from '../../charts/figure/SaveMenu.tsx';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/browser.ts';
import styles from './ResultTable.module.css';
import verdictStyles from './verdict.module.css';

interface AnswerColumn {
  readonly key: string | number;
  readonly label: string;
  readonly note?: string | undefined;
}

interface AnswerRow {
  readonly key: string;
  readonly header: ReactNode;
  readonly cells: readonly ReactNode[];
}

interface AnswerTableProps {
  readonly name: string;
  readonly corner: string;
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly AnswerRow[];
  readonly cellIdOf?: (row: string, column: AnswerColumn['key']) => string;
}

// Pixels for "+12.3 % to +45.6 %" in two lines.
const cellWidth = 82;
// Share of the width, as in the style sheet.
const headerShare = 0.15;
// Pixels for "Cross-Stitch" in two lines.
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

const words = text.verdict;

interface CopyButtonsProps {
  readonly table?: () => readonly CsvRow[];
  readonly numbers: SavedNumbers;
  readonly children?: ReactNode;
}

export function CopyButtons({ table, numbers, children }: CopyButtonsProps) {
  const { messages } = usePlayground();
  const copy = async (written: string): Promise<void> => {
    const isCopied = await copyText(written);
    // If the browser forbids copying, the numbers are saved as a file.
    if (!isCopied) (await saveChoicesPart.load()).saveCsv(numbers);
    messages.showToast(isCopied ? words.copied : words.savedInstead, false);
  };
  return (
    <span className={verdictStyles['copy']}>
      {table !== undefined && (
        <Button look="quiet" onClick={() => void copy(tsvOf(table()))}>
          {words.copyTable}
        </Button>
      )}
      <Button look="quiet" onClick={() => void copy(csvOf(numbers.csvRows()))}>
        {words.copyCsv}
      </Button>
      {children}
    </span>
  );
}
