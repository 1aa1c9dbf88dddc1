/** Collects the cells of one column: numbers for as long as nothing else comes, then places in a list of texts. */

import { tableLimits } from '../schema/limits.ts';
import { isBlank, numberIn } from './cells.ts';
import { BLANK, type Column, categoryOfNumber, type Delimiter, UNTOLD } from './table.ts';

/** Texts that may still be told apart in the table. Shared by its columns, which take from it. */
export interface TextBudget {
  left: number;
}

/** One column while it is read. */
export interface ColumnBuilder {
  /** Puts a clean cell at `row`, which is at most one beyond the last; another one that was there is gone. */
  readonly set: (row: number, cell: string) => void;
  /** The column of the first `numRows` rows; nothing may be set afterwards. */
  readonly build: (name: string, numRows: number) => Column;
}

/** A column without cells. */
export function createColumnBuilder(delimiter: Delimiter, budget: TextBudget): ColumnBuilder {
  let numbers: Float64Array | null = new Float64Array(1024);
  let codes = new Int16Array();
  const places = new Map<string, number>();

  const codeOf = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    if (places.size >= tableLimits.categoriesOfColumn || budget.left <= 0) return UNTOLD;
    budget.left -= 1;
    places.set(text, places.size);
    return places.size - 1;
  };
  const turnToTexts = (read: Float64Array) => {
    codes = Int16Array.from(read, (value) => (Number.isNaN(value) ? BLANK : codeOf(categoryOfNumber(value))));
    numbers = null;
  };
  return {
    set: (row, cell) => {
      const blank = isBlank(cell);
      const value = blank ? Number.NaN : numberIn(cell, delimiter);
      if (numbers !== null && !blank && Number.isNaN(value)) turnToTexts(numbers.subarray(0, row + 1));
      if (numbers !== null) {
        numbers = withRoomFor(row, numbers);
        numbers[row] = value;
        return;
      }
      codes = withRoomFor(row, codes);
      if (blank) codes[row] = BLANK;
      else codes[row] = codeOf(Number.isNaN(value) ? cell : categoryOfNumber(value));
    },
    build: (name, numRows) => {
      if (numbers !== null) return { kind: 'number', name, values: numbers.slice(0, numRows) };
      return textColumn(name, [...places.keys()], codes.slice(0, numRows));
    },
  };
}

/** With only the texts that are left: rows may have been replaced by others. */
function textColumn(name: string, texts: readonly string[], codes: Int16Array): Column {
  const newCodes = new Map<number, number>();
  const categories: string[] = [];
  for (const code of codes) {
    if (code < 0 || newCodes.has(code)) continue;
    newCodes.set(code, categories.length);
    categories.push(texts[code] ?? '');
  }
  return { kind: 'text', name, categories, codes: codes.map((code) => newCodes.get(code) ?? code) };
}

function withRoomFor<A extends Float64Array | Int16Array>(row: number, values: A): A {
  if (row < values.length) return values;
  const longer = new (values.constructor as new (length: number) => A)(Math.max(1024, 2 * row));
  longer.set(values);
  return longer;
}
