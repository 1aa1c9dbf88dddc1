/** Summarises columns for people and guesses: first cells, blanks, frequent values, range. */
import { spanOf } from '../../core/lists.ts';
import { datesOf, holdsDates } from './dates.ts';
import { countNumbers } from './numbers.ts';
import { BLANK, type Column, categoriesOf, type Table } from './table.ts';

const NUM_FIRST_CELLS = 5;
// Nobody reads a longer list.
const NUM_FREQUENT = 60;

export type ColumnSummary = ReturnType<typeof summaryOf>;

export const summariesOf = ({ columns }: Table): readonly ColumnSummary[] => columns.map(summaryOf);

function summaryOf(column: Column) {
  const { categories, codes } = categoriesOf(column);
  const counts = new Int32Array(categories.length);
  let numBlank = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? BLANK;
    if (code === BLANK) numBlank++;
    else if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  const frequent = Array.from(categories, (cell, code) => ({ cell, count: counts[code] ?? 0 }))
    .sort((a, b) => b.count - a.count)
    .slice(0, NUM_FREQUENT);
  return {
    name: column.name,
    kind: column.kind,
    firstCells: Array.from(
      { length: Math.min(NUM_FIRST_CELLS, codes.length) },
      (_, row) => categories[codes[row] ?? BLANK] ?? '',
    ),
    numRows: codes.length,
    numBlank,
    numDifferent: categories.length,
    ...countNumbers(column),
    holdsDates: holdsDates(column),
    span: holdsDates(column) ? spanOf(datesOf(column).times) : null,
    frequent,
    range: column.kind === 'number' ? rangeOf(column.values) : null,
    /** True for consecutive integers. */
    countsRows: column.kind === 'number' && countsRows(column.values),
  };
}

function countsRows(values: Float64Array): boolean {
  const [first = Number.NaN] = values;
  return values.every((value, row) => value === first + row);
}

// Cells sampled for the median.
const NUM_SORTED = 2000;

function rangeOf(values: Float64Array): {
  readonly min: number;
  readonly max: number;
  /** Sample median; if that is the maximum, the largest value below it. */
  readonly median: number;
} | null {
  const span = spanOf(values);
  if (span === null) return null;
  const [min, max] = span;
  const stride = Math.ceil(values.length / NUM_SORTED);
  const sorted = values.filter((value, row) => row % stride === 0 && !Number.isNaN(value)).sort();
  const middle = sorted[sorted.length >> 1] ?? min;
  return { min, max, median: middle < max ? middle : (sorted.findLast((value) => value < max) ?? min) };
}
