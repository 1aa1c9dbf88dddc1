/** Columns of numbers: standardised, 0 at the mean and for blanks, which a second input marks if training rows have any. */
import { minAndMax } from '../../../core/lists.ts';
import type { RandomStream } from '../../../core/random.ts';
import { formatNumber } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import {
  countNumbers,
  formattedNumberIn,
  isMostlyNumbers,
  isNumberColumn,
  isRowCounter,
  meanAndDeviationOf,
  numbersOfColumn,
  numbersOfRows,
} from '../numbers.ts';
import { type Column, categoriesOf } from '../table.ts';
import { treatmentOf } from '../tableSetup.ts';
import { type AppliedTreatment, appliedTreatment, exportedTreatment, treatedNumber } from '../treatment.ts';
import {
  BLANK_CELLS,
  type ColumnKind,
  type EncodedPart,
  kindReasons,
  MAX_CATEGORY_VALUES,
  type NumberRange,
  numberAsCell,
  randomCellOf,
  UNKNOWN_CELLS,
  type WriteInput,
} from './kind.ts';

const words = text.tableFile.problems;

interface StandardisedScale {
  readonly mean: number;
  readonly deviation: number;
  readonly marksBlanks: boolean;
}

export interface EncodedNumber extends EncodedPart, StandardisedScale {
  readonly kind: 'number';
  readonly treatment?: AppliedTreatment;
  /** True if some cells are texts, which count as blank. */
  readonly hasTexts?: true;
}

// Deviations from the mean; without the limit single extreme rows would dominate sums.
const MAX_STANDARD_DEVIATIONS = 10;

export const numberKind: ColumnKind<EncodedNumber> = {
  reasonFor: (column, { numDifferent }) => {
    const isNumber =
      column.kind === 'number' ? numDifferent >= 2 && !isRowCounter(column) : holdsAmounts(column);
    return isNumber ? kindReasons.storage : kindReasons.none;
  },
  shownSpan: (column) => {
    const span = column.kind === 'number' ? minAndMax(column.values) : null;
    return span && [formatNumber(span[0]), formatNumber(span[1])];
  },
  numbersOf: numbersOfColumn,
  encode: ({ name, column }, { train }, setup) => {
    const values = numbersOfColumn(column);
    const treatment = appliedTreatment(treatmentOf(setup, name), values, train);
    const treated = treatment === null ? values : values.map((value) => treatedNumber(treatment, value));
    return scaleOfNumbers(treated, train).map((one) => ({
      kind: 'number',
      name,
      ...one,
      ...(treatment && { treatment }),
      ...(column.kind === 'text' && { hasTexts: true }),
    }));
  },
  numPlaces: numPlacesOfNumber,
  writer: (encoded, column) => {
    const values = numbersOfColumn(column);
    const { treatment } = encoded;
    return numberWriter(encoded, (row) => {
      const value = values[row] ?? Number.NaN;
      return treatment === undefined ? value : treatedNumber(treatment, value);
    });
  },
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
    const cell = role === 'ignored' ? formattedNumberIn(column) : null;
    return cell === null ? null : words.writtenNumbers(name, cell);
  },
  drawCell: (encoded, range, setup) => {
    const { mean, deviation, hasTexts } = encoded;
    return (stream, isPlain) => {
      if (stream.uniform() < 0.2) return randomCellOf(hasTexts ? UNKNOWN_CELLS : BLANK_CELLS, stream);
      if (isPlain) return numberAsCell(randomNumberWithin(range ?? [mean, mean], encoded, stream), setup);
      // Some of the numbers are so large that they are clipped.
      return numberAsCell(mean + deviation * (stream.uniform() < 0.2 ? 30 : 1) * stream.normal(), setup);
    };
  },
  exported: (encoded) => ({
    call: 'Number',
    given: [
      ...exportedScaleCall(encoded),
      ...exportedTreatment(encoded.treatment),
      ...(encoded.hasTexts ? ([['texts_are_blank', true]] as const) : []),
    ],
  }),
};

/** True for numbers, or texts that are nearly all numbers, with many different values. */
export const holdsAmounts = (column: Column): boolean =>
  (column.kind === 'number' || isNumberColumn(countNumbers(column))) &&
  categoriesOf(column).categories.length > MAX_CATEGORY_VALUES;

/** Empty if the values of training rows do not differ. */
export function scaleOfNumbers(values: Float64Array, train: Int32Array): readonly StandardisedScale[] {
  const known = numbersOfRows(values, train);
  const { mean, deviation } = meanAndDeviationOf(known);
  return deviation > 0 ? [{ mean, deviation, marksBlanks: known.length < train.length }] : [];
}

export function numPlacesOfNumber({ marksBlanks }: StandardisedScale): number {
  return 1 + Number(marksBlanks);
}

export function numberWriter(
  { mean, deviation, marksBlanks }: StandardisedScale,
  valueAt: (row: number) => number,
): (rows: Int32Array, write: WriteInput) => void {
  return (rows, write) => {
    for (let i = 0; i < rows.length; i++) {
      const value = valueAt(rows[i] ?? -1);
      if (!Number.isNaN(value))
        write(
          i,
          0,
          Math.max(-MAX_STANDARD_DEVIATIONS, Math.min((value - mean) / deviation, MAX_STANDARD_DEVIATIONS)),
        );
      else if (marksBlanks) write(i, 1, 1);
    }
  };
}

// Draws between the ends only, since these are cells of the file.
function randomNumberWithin(
  [low, high]: NumberRange,
  { mean, deviation }: StandardisedScale,
  { normal, uniform }: RandomStream,
): number {
  for (let attempt = 0; attempt < 20; attempt++) {
    const value = mean + deviation * normal();
    if (value > low && value < high) return value;
  }
  return low + (high - low) * (0.1 + 0.8 * uniform());
}

export const exportedScaleCall = ({
  name,
  mean,
  deviation,
  marksBlanks,
}: EncodedPart & StandardisedScale) => [
  [null, name] as const,
  ['mean', mean] as const,
  ['deviation', deviation] as const,
  ...(marksBlanks ? ([['marks_blanks', true]] as const) : []),
];
