/** Columns read as numbers, also those with a few cells that are none: "None", "-", "inf" and the like count as blank there. */
import { exactNumberIn, numberIn } from './columnBuilder.ts';
import { BLANK, type Column, UNTOLD } from './table.ts';

/** `[N]`; NaN: blank, or no number. */
export function numbersOf(column: Column): Float64Array {
  if (column.kind === 'number') return column.values;
  const ofCategories = column.categories.map(numberOfCategory);
  return Float64Array.from(column.codes, (code) => ofCategories[code] ?? Number.NaN);
}

/** Tables write numbers with a point. */
const numberOfCategory = (category: string): number => numberIn(category, 'comma');

/**
 * How many cells of a column are numbers, how many are anything else that is not blank, and the first of those. `numLong`: how many of
 * the numbers have more digits than are kept of numbers, as long ids have.
 */
export function countNumbers(column: Column): {
  readonly numNumbers: number;
  readonly numOthers: number;
  readonly numLong: number;
  readonly firstOther: string | null;
} {
  if (column.kind === 'number')
    return {
      numNumbers: column.values.filter((value) => !Number.isNaN(value)).length,
      numOthers: 0,
      numLong: 0,
      firstOther: null,
    };
  const isNumber = column.categories.map((category) => !Number.isNaN(numberOfCategory(category)));
  const isLong = column.categories.map((category) => Number.isNaN(exactNumberIn(category)));
  let [numNumbers, numOthers, numLong] = [0, 0, 0];
  for (const code of column.codes) {
    if (isNumber[code] === true) {
      numNumbers++;
      if (isLong[code] === true) numLong++;
    } else if (code !== BLANK) numOthers++;
  }
  const firstOther = column.categories.find((_, code) => isNumber[code] === false) ?? null;
  return { numNumbers, numOthers, numLong, firstOther: column.codes.includes(UNTOLD) ? null : firstOther };
}

/** Cells that are looked at for how they are written. */
const NUM_LOOKED_AT = 50;

/** A number with signs of thousands or a currency, such as “$1,234.50”. */
const WRITTEN_NUMBER = /^[-+(]?\s*\p{Sc}?\s*\d{1,3}([,.'’ \u00a0\u202f]?\d{3})*([.,]\d+)?\s*(\p{Sc}|%)?\)?$/u;

/** A cell of a column whose texts are numbers in a way that is not read; null: they are none. */
export function writtenNumberIn(column: Column): string | null {
  if (column.kind === 'number') return null;
  const cells = column.categories.slice(0, NUM_LOOKED_AT).filter((cell) => /\d/.test(cell));
  const [first = null] = cells;
  const isWritten =
    cells.every((cell) => WRITTEN_NUMBER.test(cell)) && cells.some((cell) => /[^\d.]/.test(cell));
  return isWritten ? first : null;
}

/** True of a column that is one of numbers but for a cell in ten at most. */
export const isMostlyNumbers = ({
  numNumbers,
  numOthers,
}: Pick<ReturnType<typeof countNumbers>, 'numNumbers' | 'numOthers'>): boolean =>
  numNumbers >= 9 * numOthers && numNumbers > 0;

/** True of such a column whose numbers name nothing: none is longer than numbers are, and none begins with a 0 as postal codes do. */
export const isOfNumbers = (counts: ReturnType<typeof countNumbers>): boolean =>
  isMostlyNumbers(counts) && counts.numLong === 0 && !/^0\d+$/.test(counts.firstOther ?? '');

/** The finite values at those rows, in their order. A loop, since a file has up to a hundred million cells. */
export function numbersAt(values: Float64Array, rows: Int32Array): Float64Array {
  const known = new Float64Array(rows.length);
  let numKnown = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] ?? -1] ?? Number.NaN;
    if (Number.isFinite(value)) known[numKnown++] = value;
  }
  return known.subarray(0, numKnown);
}

/** Mean and standard deviation (divisor N) of numbers, which may be as large as numbers get; exactly 0 when they are all the same. */
export function standardOf(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] ?? 0));
  if (largest === 0) return { mean: 0, deviation: 0 };
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) / largest;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const fromMean = (values[i] ?? 0) / largest - mean;
    squares += fromMean * fromMean;
  }
  return { mean: largest * mean, deviation: largest * Math.sqrt(squares / values.length) };
}
