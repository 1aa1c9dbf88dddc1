/** Reads columns as numbers, including those with a few texts such as "None" or "inf", which count as blank. */
import { exactNumberIn, numberIn } from './columnBuilder.ts';
import { BLANK, type Column, UNTOLD } from './table.ts';

/** `[N]`; NaN if blank or no number. */
export function numbersOf(column: Column): Float64Array {
  if (column.kind === 'number') return column.values;
  const ofCategories = column.categories.map(numberOfCategory);
  return Float64Array.from(column.codes, (code) => ofCategories[code] ?? Number.NaN);
}

// A decimal comma was turned into a point when the file was read.
const numberOfCategory = (category: string): number => numberIn(category, 'comma');

/** `numLong` counts numbers with more digits than a float64 keeps, as in long ids. */
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

const NUM_LOOKED_AT = 50;

const WRITTEN_NUMBER = /^[-+(]?\s*\p{Sc}?\s*\d{1,3}([,.'’ \u00a0\u202f]?\d{3})*([.,]\d+)?\s*(\p{Sc}|%)?\)?$/u;

/** Example of a notation of numbers that is not read; null if the cells are something else. */
export function writtenNumberIn(column: Column): string | null {
  if (column.kind === 'number') return null;
  const cells = column.categories.slice(0, NUM_LOOKED_AT).filter((cell) => /\d/.test(cell));
  const [first = null] = cells;
  const isWritten =
    cells.every((cell) => WRITTEN_NUMBER.test(cell)) && cells.some((cell) => /[^\d.]/.test(cell));
  return isWritten ? first : null;
}

/** Nine in ten cells are numbers. */
export const isMostlyNumbers = ({
  numNumbers,
  numOthers,
}: Pick<ReturnType<typeof countNumbers>, 'numNumbers' | 'numOthers'>): boolean =>
  numNumbers >= 9 * numOthers && numNumbers > 0;

/** False for ids and postal codes: too long, or with a leading 0. */
export const isOfNumbers = (counts: ReturnType<typeof countNumbers>): boolean =>
  isMostlyNumbers(counts) && counts.numLong === 0 && !/^0\d+$/.test(counts.firstOther ?? '');

// A loop for speed: files have up to 1e8 cells.
export function numbersAt(values: Float64Array, rows: Int32Array): Float64Array {
  const known = new Float64Array(rows.length);
  let numKnown = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] ?? -1] ?? Number.NaN;
    if (Number.isFinite(value)) known[numKnown++] = value;
  }
  return known.subarray(0, numKnown);
}

/** Divisor N, without overflow; the deviation of equal values is exactly 0. */
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
