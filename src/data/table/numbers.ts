/** Reads cells and columns as numbers, including columns with a few texts such as "None" or "inf", which count as blank. */
import { memoise } from '../../core/memoise.ts';
import { tableLimits } from '../../core/schema/limits.ts';
import { BLANK_CODE, type Column, categoryOfNumber, type Delimiter, UNKNOWN_TEXT } from './table.ts';

// `?` marks a missing cell in the data sets of UCI.
const BLANK_TEXTS: ReadonlySet<string> = new Set(['', '?', 'na', 'n/a', 'nan', 'null']);

// No leading zeros: codes have those, and must stay texts.
const NUMBER_PATTERN = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const WHOLE_NUMBER_PATTERN = /^[+-]?\d+$/;
const COMMA_NUMBER_PATTERN = /^[+-]?(?:0|[1-9]\d*),\d+$/;

export function cleanCell(cell: string): string {
  const trimmed = cell.trim();
  const { cellLength } = tableLimits;
  if (trimmed.length <= cellLength) return trimmed;
  return [...trimmed.slice(0, 2 * cellLength)].slice(0, cellLength).join('');
}

export const isBlank = (cell: string): boolean => cell.length <= 4 && BLANK_TEXTS.has(cell.toLowerCase());

/** NaN if the clean `cell` is no finite number, or long enough to be cut. Decimal commas count unless commas separate cells. */
export function numberInCell(cell: string, delimiter: Delimiter): number {
  if (cell.length >= tableLimits.cellLength) return Number.NaN;
  const isNumber = NUMBER_PATTERN.test(cell);
  if (!isNumber && (delimiter === 'comma' || !COMMA_NUMBER_PATTERN.test(cell))) return Number.NaN;
  const value = Number(isNumber ? cell : cell.replace(',', '.'));
  return Number.isFinite(value) ? value : Number.NaN;
}

/** NaN also for integers that a float64 cannot hold, such as long ids, which stay texts. */
export function exactNumberInCell(cell: string): number {
  const value = numberInCell(cell, 'comma');
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER || !WHOLE_NUMBER_PATTERN.test(cell)) return value;
  return categoryOfNumber(value) === cell.replace('+', '') ? value : Number.NaN;
}

/** Cell that a category stands for; a number stands for all its spellings. */
export function cellOfCategory(category: string): string | number {
  const value = exactNumberInCell(category);
  return Number.isNaN(value) ? category : value;
}

export function numbersOfColumn(column: Column): Float64Array {
  if (column.kind === 'number') return column.values;
  const ofCategories = column.categories.map(numberOfCategory);
  return Float64Array.from(column.codes, (code) => ofCategories[code] ?? Number.NaN);
}

// Decimal commas were already turned into points when the file was read.
const numberOfCategory = (category: string): number => numberInCell(category, 'comma');

interface NumberCounts {
  readonly numNumbers: number;
  readonly numOthers: number;
  readonly numLong: number;
  readonly firstOther: string | null;
}

/** `numLong` counts numbers with more digits than a float64 keeps, as in long ids. */
export const countNumbers = memoise((column: Column): NumberCounts => {
  if (column.kind === 'number')
    return {
      numNumbers: column.values.filter((value) => !Number.isNaN(value)).length,
      numOthers: 0,
      numLong: 0,
      firstOther: null,
    };
  const isNumber = column.categories.map((category) => !Number.isNaN(numberOfCategory(category)));
  const isLong = column.categories.map((category) => Number.isNaN(exactNumberInCell(category)));
  let [numNumbers, numOthers, numLong] = [0, 0, 0];
  for (const code of column.codes) {
    if (isNumber[code] === true) {
      numNumbers++;
      if (isLong[code] === true) numLong++;
    } else if (code !== BLANK_CODE) numOthers++;
  }
  const firstOther = column.categories.find((_, code) => isNumber[code] === false) ?? null;
  return {
    numNumbers,
    numOthers,
    numLong,
    firstOther: column.codes.includes(UNKNOWN_TEXT) ? null : firstOther,
  };
});

const NUM_INSPECTED_CELLS = 50;

const FORMATTED_NUMBER_PATTERN =
  /^[-+(]?\s*\p{Sc}?\s*\d{1,3}([,.'’ \u00a0\u202f]?\d{3})*([.,]\d+)?\s*(\p{Sc}|%)?\)?$/u;

/** Example of a notation of numbers that is not read; null if the cells are something else. */
export function formattedNumberIn(column: Column): string | null {
  if (column.kind === 'number') return null;
  const cells = column.categories.slice(0, NUM_INSPECTED_CELLS).filter((cell) => /\d/.test(cell));
  const [first = null] = cells;
  const isWritten =
    cells.every((cell) => FORMATTED_NUMBER_PATTERN.test(cell)) && cells.some((cell) => /[^\d.]/.test(cell));
  return isWritten ? first : null;
}

export const isMostlyNumbers = ({
  numNumbers,
  numOthers,
}: Pick<NumberCounts, 'numNumbers' | 'numOthers'>): boolean => numNumbers >= 9 * numOthers && numNumbers > 0;

/** False for ids and postal codes: too long, or with a leading 0. */
export const isNumberColumn = (counts: NumberCounts): boolean =>
  isMostlyNumbers(counts) && counts.numLong === 0 && !/^0\d+$/.test(counts.firstOther ?? '');

// A loop for speed: files have up to 1e8 cells.
export function numbersOfRows(values: Float64Array, rows: Int32Array): Float64Array {
  const known = new Float64Array(rows.length);
  let numKnown = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] ?? -1] ?? Number.NaN;
    if (Number.isFinite(value)) known[numKnown++] = value;
  }
  return known.subarray(0, numKnown);
}

/** True for consecutive integers. */
export function isRowCounter(column: Column): boolean {
  if (column.kind !== 'number') return false;
  const [first = Number.NaN] = column.values;
  return column.values.every((value, row) => value === first + row);
}

/** Divisor N, without overflow; the deviation of equal values is exactly 0. */
export function meanAndDeviationOf(values: Float64Array): {
  readonly mean: number;
  readonly deviation: number;
} {
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
