/** Columns of numbers: standardised, 0 at the mean and for blanks, which a second input marks if training rows have any. */
import { spanOf } from '../../../core/lists.ts';
import type { RandomStream } from '../../../core/random.ts';
import { formatNumber } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import {
  countNumbers,
  countsRows,
  isMostlyNumbers,
  isOfNumbers,
  numbersAt,
  numbersOf,
  standardOf,
  writtenNumberIn,
} from '../numbers.ts';
import { type Column, categoriesOf } from '../table.ts';
import {
  BLANK_CELLS,
  type ColumnKind,
  type EncodedPart,
  NUM_DISTINCT,
  type NumberRange,
  numberCell,
  oneOf,
  reasons,
  UNKNOWN_CELLS,
  type Write,
} from './kind.ts';

const words = text.tableFile.problems;

interface Standardised {
  readonly mean: number;
  readonly deviation: number;
  readonly marksBlanks: boolean;
}

export interface EncodedNumber extends EncodedPart, Standardised {
  readonly kind: 'number';
  /** True if some cells are texts, which count as blank. */
  readonly hasTexts?: true;
}

// Deviations from the mean; without the limit single extreme rows would dominate sums.
const CLIPPED_AT = 10;

export const numberKind: ColumnKind<EncodedNumber> = {
  reasonFor: (column, { numDifferent }) => {
    const isNumber =
      column.kind === 'number' ? numDifferent >= 2 && !countsRows(column) : holdsAmounts(column);
    return isNumber ? reasons.storage : reasons.none;
  },
  shownSpan: (column) => {
    const span = column.kind === 'number' ? spanOf(column.values) : null;
    return span && [formatNumber(span[0]), formatNumber(span[1])];
  },
  numbersOf,
  encode: ({ name, column }, { train }) =>
    scaleOfNumbers(numbersOf(column), train).map((one) => ({
      kind: 'number',
      name,
      ...one,
      ...(column.kind === 'text' && { hasTexts: true }),
    })),
  numPlaces: numPlacesOfNumber,
  write: (encoded, column, rows, write) => writeNumbers(encoded, numbersOf(column), rows, write),
  typical: () => 0,
  axisName: ({ name }) => name,
  problemOf: ({ name, column }) => {
    const counts = countNumbers(column);
    return column.kind === 'number' || isMostlyNumbers(counts)
      ? null
      : words.textsAsNumber(name, counts.firstOther ?? '');
  },
  notesOn: ({ name, column }, { marksBlanks }) => {
    const { numOthers, firstOther } = countNumbers(column);
    return [
      ...(numOthers === 0 ? [] : [words.oddCells(name, numOthers, firstOther ?? '')]),
      ...(marksBlanks ? [words.blankNumbers(name)] : []),
    ];
  },
  unusedNote: ({ name, column, role }) => {
    const cell = role === 'ignored' ? writtenNumberIn(column) : null;
    return cell === null ? null : words.writtenNumbers(name, cell);
  },
  drawCell: (encoded, range, setup) => {
    const { mean, deviation, hasTexts } = encoded;
    return (stream, isPlain) => {
      if (stream.uniform() < 0.2) return oneOf(hasTexts ? UNKNOWN_CELLS : BLANK_CELLS, stream);
      if (isPlain) return numberCell(numberWithin(range ?? [mean, mean], encoded, stream), setup);
      // Some of the numbers are so large that they are clipped.
      return numberCell(mean + deviation * (stream.uniform() < 0.2 ? 30 : 1) * stream.normal(), setup);
    };
  },
  exported: (encoded) => ({
    call: 'Number',
    given: [...exportedScale(encoded), ...(encoded.hasTexts ? ([['texts_are_blank', true]] as const) : [])],
  }),
};

/** True for numbers, or texts that are nearly all numbers, with many different values. */
export const holdsAmounts = (column: Column): boolean =>
  (column.kind === 'number' || isOfNumbers(countNumbers(column))) &&
  categoriesOf(column).categories.length > NUM_DISTINCT;

/** Empty if the values of training rows do not differ. */
export function scaleOfNumbers(values: Float64Array, train: Int32Array): readonly Standardised[] {
  const known = numbersAt(values, train);
  const { mean, deviation } = standardOf(known);
  return deviation > 0 ? [{ mean, deviation, marksBlanks: known.length < train.length }] : [];
}

export function numPlacesOfNumber({ marksBlanks }: Standardised): number {
  return 1 + Number(marksBlanks);
}

export function writeNumbers(
  { mean, deviation, marksBlanks }: Standardised,
  values: Float64Array,
  rows: Int32Array,
  write: Write,
): void {
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] ?? -1] ?? Number.NaN;
    if (!Number.isNaN(value))
      write(i, 0, Math.max(-CLIPPED_AT, Math.min((value - mean) / deviation, CLIPPED_AT)));
    else if (marksBlanks) write(i, 1, 1);
  }
}

// Draws between the ends only, since these are cells of the file.
function numberWithin(
  [low, high]: NumberRange,
  { mean, deviation }: Standardised,
  { normal, uniform }: RandomStream,
): number {
  for (let attempt = 0; attempt < 20; attempt++) {
    const value = mean + deviation * normal();
    if (value > low && value < high) return value;
  }
  return low + (high - low) * (0.1 + 0.8 * uniform());
}

export const exportedScale = ({ name, mean, deviation, marksBlanks }: EncodedPart & Standardised) => [
  [null, name] as const,
  ['mean', mean] as const,
  ['deviation', deviation] as const,
  ...(marksBlanks ? ([['marks_blanks', true]] as const) : []),
];
