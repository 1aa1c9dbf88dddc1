/** Guesses from the beginning of a file how it is cut into cells. */
import Papa from 'papaparse';
import { cleanCell, isBlank, numberIn } from '../columnBuilder.ts';
import { type CsvForm, type Delimiter, delimiters, signs } from '../table.ts';

type Newline = '\n' | '\r';

/** Rows that a guess is made from. */
const NUM_ROWS = 100;

/** Sign that ends a row; a carriage return before a line feed is a space at the end of the last cell. */
export const newlineOf = (head: string): Newline =>
  !head.includes('\n') && head.includes('\r') ? '\r' : '\n';

/** A parser of rows; `ignoreLastRow` of its `parse` leaves out a row whose end has not come yet. */
export const rowParser = (delimiter: Delimiter, newline: Newline) =>
  new Papa.Parser({ delimiter: signs[delimiter], newline });

/** The whole rows of `head`, the last of which may be cut off unless it `isAll`. Blank lines are left out. */
export function rowsOfHead(
  head: string,
  delimiter: Delimiter,
  isAll: boolean,
): readonly (readonly string[])[] {
  const rows = rowParser(delimiter, newlineOf(head)).parse(head, 0, !isAll).data as string[][];
  return rows
    .filter((row) => !isBlankLine(row))
    .slice(0, NUM_ROWS)
    .map((row) => row.map(cleanCell));
}

/** A line with nothing in it. */
export const isBlankLine = (row: readonly string[]): boolean => row.length === 1 && row[0]?.trim() === '';

/** The first line of files that say how their cells are cut, as Excel writes and reads it: its length, 0: it is none; and the sign. */
export function separatorLine(head: string): {
  readonly length: number;
  readonly delimiter: Delimiter | null;
} {
  const [line = '', sign] = /^sep=(.)\r?\n?/i.exec(head) ?? [];
  return { length: line.length, delimiter: delimiters.find((name) => signs[name] === sign) ?? null };
}

/** How a file that begins with `head` is cut into cells; what is `given` is taken as it is. */
export function guessForm(
  head: string,
  isAll: boolean,
  given: Partial<CsvForm>,
): Pick<CsvForm, 'delimiter' | 'hasHeader'> {
  const delimiter = given.delimiter ?? guessDelimiter(head, isAll);
  return { delimiter, hasHeader: given.hasHeader ?? looksLikeHeader(head, delimiter, isAll) };
}

/** The one that cuts most rows into the same number of cells, and of those the one with most cells. */
function guessDelimiter(head: string, isAll: boolean): Delimiter {
  const guesses = delimiters.map((delimiter) => {
    const rows = rowsOfHead(head, delimiter, isAll);
    const numCells = usualLength(rows);
    const share = rows.filter((row) => row.length === numCells).length / Math.max(1, rows.length);
    return { delimiter, score: numCells < 2 ? 0 : share * share + Math.min(numCells, 20) / 100 };
  });
  return guesses.reduce((best, other) => (other.score > best.score ? other : best)).delimiter;
}

/** The length that most rows have; of equals the first that is met. */
export function usualLength(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce((best, other) => (other[1] > best[1] ? other : best), [0, 0])[0];
}

/** Names are no numbers and no cells of their own column; they are different, or there are numbers under one of them. */
function looksLikeHeader(head: string, delimiter: Delimiter, isAll: boolean): boolean {
  const [first = [], ...others] = rowsOfHead(head, delimiter, isAll);
  const isNumber = (cell: string) => !Number.isNaN(numberIn(cell, delimiter));
  const isName = (cell: string) => !isBlank(cell) && !isNumber(cell);
  const named = first.filter(isName);
  if (others.length === 0 || named.length < Math.max(1, first.length - 1)) return false;
  const isAnywhereBelow = (holds: (cell: string, name: string) => boolean) =>
    others.some((row) => row.some((cell, column) => holds(cell, first[column] ?? '')));
  if (isAnywhereBelow((cell, name) => isName(cell) && cell === name)) return false;
  return (
    new Set(named).size === named.length || isAnywhereBelow((cell, name) => isName(name) && isNumber(cell))
  );
}
