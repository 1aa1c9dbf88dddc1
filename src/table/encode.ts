/**
 * Turns the cells of feature columns into the numbers that networks see. An encoding knows what the training rows alone say:
 * means, deviations, and which categories there are. Where every repetition has training rows of its own it has it from all rows,
 * so that there is one encoding, and one copy of what it makes.
 */

import { tableLimits } from '../schema/limits.ts';
import { type PartOfDate, partsOfDate, valuesIn } from './dateParts.ts';
import { countNumbers, isMostlyNumbers, numbersAt, numbersOf, standardOf } from './numbers.ts';
import { splitOf, type TableSplit, withAllForTraining } from './split.ts';
import { BLANK, type Categories, type Column, categoriesOf, type Table } from './table.ts';
import {
  type ColumnRole,
  type ColumnSetup,
  columnIn,
  numbersPerRow,
  numEntriesOf,
  type TableSetup,
} from './tableSetup.ts';

/** Deviations from the mean beyond which a number is taken for one at the border: single rows of a fortune would rule the sums. */
const CLIPPED_AT = 10;

/** A category that fewer training rows have goes with the others: one in a thousand, ten at most. */
const minRowsOfCategory = (numTrainRows: number): number => Math.min(10, Math.ceil(numTrainRows / 1000));

/** How one column becomes features; plain data, so that it holds for any file with such columns. */
export type EncodedColumn =
  /** A feature, 0 at the mean and where the cell is blank; where training rows have blanks, another one that is 1 there. */
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly mean: number;
      readonly deviation: number;
      readonly marksBlanks: boolean;
      /** Cells that are no numbers count as blank. Absent: the column has none. */
      readonly hasTexts?: true;
      /** The part of a date that the number is; cells that are no dates count as blank. Absent: it is the cell itself. */
      readonly date?: PartOfDate;
    }
  /** A feature per category, 1 in its rows; the last is that of all other cells, where there are any. */
  | {
      readonly kind: 'categories';
      readonly name: string;
      /** The categories in the order of their features. */
      readonly categories: readonly string[];
      readonly hasOthers: boolean;
    };

type EncodedNumber = Extract<EncodedColumn, { kind: 'number' }>;
type EncodedCategories = Extract<EncodedColumn, { kind: 'categories' }>;

/** How rows become inputs. */
export interface Encoding {
  readonly columns: readonly EncodedColumn[];
  /** I: features of a row. */
  readonly inputDim: number;
  /** Features of columns of the role `prior`, the last ones. */
  readonly numPriors: number;
  /** K: entries of a row that is kept sparse, one per column; null: rows are kept with all their zeros. */
  readonly numEntries: number | null;
}

/** A prior column of at most so many different numbers is one of kinds: of shops, regions, devices. */
const NUM_KINDS = 20;

/** How the features of a column are made; null: it is no input. */
export function featureKindOf(role: ColumnRole, column: Column): EncodedColumn['kind'] | null {
  if (role === 'number' || role === 'categories') return role;
  if (role === 'date') return 'number';
  if (role !== 'prior') return null;
  const holdsNumbers = column.kind === 'number' || isMostlyNumbers(countNumbers(column));
  return holdsNumbers && categoriesOf(column).categories.length > NUM_KINDS ? 'number' : 'categories';
}

/** Columns that say nothing take no feature: those that are the same in all training rows, and texts that should be numbers. */
export function encodingOf(table: Table, setup: TableSetup, split: TableSplit): Encoding {
  const known = setup.resplits ? withAllForTraining(split) : split;
  const encoded = (isWanted: (role: ColumnRole) => boolean) =>
    setup.columns
      .filter(({ role }) => isWanted(role))
      .flatMap((one) => {
        const column = columnIn(table, setup, one.name);
        return column === undefined ? [] : encodedColumn(one, column, known);
      });
  const priors = encoded((role) => role === 'prior');
  const columns = [...encoded((role) => role !== 'prior'), ...priors];
  const inputDim = sumOfFeatures(columns);
  const numEntries = numEntriesOf(columns.length, inputDim);
  return { columns, inputDim, numPriors: sumOfFeatures(priors), numEntries };
}

/** How the rows of a file are dealt, and how they become inputs: what takes long to find of a large one. */
export type EncodedTable = ReturnType<typeof encodedOf>;

/** Never throws. */
export function encodedOf(table: Table, setup: TableSetup) {
  const split = splitOf(table, setup);
  return { split, encoding: encodingOf(table, setup, split) };
}

/** Rows of every part, and features of a row. */
export type TableSizes = Omit<ReturnType<typeof sizesOf>, 'numPriors'> & { readonly numPriors?: number };

/** The sizes of a file without problems. */
export function sizesOf(
  table: Table,
  setup: TableSetup,
  { split, encoding }: EncodedTable = encodedOf(table, setup),
) {
  return {
    inputDim: encoding.inputDim,
    numPriors: encoding.numPriors,
    numTrainRows: split.train.length,
    numValidationRows: split.validation.length,
    numTestRows: split.test.length,
  };
}

/** Features that a column takes. */
export const numFeaturesOf = (column: EncodedColumn): number =>
  column.kind === 'number'
    ? 1 + Number(column.marksBlanks)
    : column.categories.length + Number(column.hasOthers);

const sumOfFeatures = (columns: readonly EncodedColumn[]): number =>
  columns.reduce((sum, column) => sum + numFeaturesOf(column), 0);

function encodedColumn({ name, role }: ColumnSetup, column: Column, split: TableSplit): EncodedColumn[] {
  if (role === 'date') return encodedDate(name, column, split.train);
  const kind = featureKindOf(role, column);
  if (kind === 'categories') return encodedCategories(name, categoriesOf(column), split);
  if (kind !== 'number') return [];
  const hasTexts = column.kind === 'text' && { hasTexts: true as const };
  return encodedNumber(name, numbersOf(column), split.train).map((one) => ({ ...one, ...hasTexts }));
}

function encodedNumber(name: string, values: Float64Array, train: Int32Array): readonly EncodedNumber[] {
  const known = numbersAt(values, train);
  const { mean, deviation } = standardOf(known);
  if (!(deviation > 0)) return [];
  return [{ kind: 'number', name, mean, deviation, marksBlanks: known.length < train.length }];
}

/** A number for each part that differs between training rows; the first one marks the blanks of all. */
function encodedDate(name: string, column: Column, train: Int32Array): EncodedColumn[] {
  const encoded = partsOfDate(column).flatMap((date) =>
    encodedNumber(name, valuesIn(column, { date }), train).map((number) => ({ ...number, date })),
  );
  return encoded.map((number, index) => (index === 0 ? number : { ...number, marksBlanks: false }));
}

function encodedCategories(
  name: string,
  { categories, codes }: Categories,
  split: TableSplit,
): EncodedColumn[] {
  const counts = new Int32Array(categories.length);
  for (const row of split.train) {
    const code = codes[row] ?? BLANK;
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  const least = minRowsOfCategory(split.train.length);
  const kept = Array.from(categories.keys())
    .filter((code) => (counts[code] ?? 0) >= least)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || inOrder(categories[a] ?? '', categories[b] ?? ''))
    .slice(0, tableLimits.categoriesEncoded);
  const isKept = new Set(kept);
  const isOther = (row: number) => !isKept.has(codes[row] ?? BLANK);
  const hasOthers = [split.train, split.validation, split.test].some((rows) => rows.some(isOther));
  const names = kept.map((code) => categories[code] ?? '');
  const isConstant = names.length + Number(hasOthers) < 2;
  return isConstant ? [] : [{ kind: 'categories', name, categories: names, hasOthers }];
}

/** Order of code units, so that the order is the same everywhere. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The inputs of `rows` of a file, as of `SplitData`. Stops after each column. */
export function* inputsOf(
  { columns, inputDim, numEntries }: Encoding,
  file: { readonly table: Table; readonly setup: TableSetup },
  rows: Int32Array,
): Generator<void, Float32Array, void> {
  const rowLength = numbersPerRow(inputDim, numEntries);
  const inputs = new Float32Array(rows.length * rowLength); // [N, I] or [N, 2K]
  const writeTo = (place: number, first: number): Write =>
    numEntries === null
      ? (row, feature, value) => {
          inputs[row * rowLength + first + feature] = value;
        }
      : (row, feature, value) => {
          inputs[row * rowLength + place] = first + feature;
          inputs[row * rowLength + numEntries + place] = value;
        };
  let first = 0;
  for (const [place, encoded] of columns.entries()) {
    const column = columnIn(file.table, file.setup, encoded.name);
    const write = writeTo(place, first);
    if (column !== undefined && encoded.kind === 'categories')
      writeCategories(encoded, categoriesOf(column), rows, write);
    else if (column !== undefined && encoded.kind === 'number')
      writeNumber(encoded, valuesIn(column, encoded), rows, write);
    first += numFeaturesOf(encoded);
    yield;
  }
  return inputs;
}

/** Makes a feature, counted from the first one of its column, what it is in a row; all others stay 0. */
type Write = (row: number, feature: number, value: number) => void;

function writeNumber(
  { mean, deviation, marksBlanks }: EncodedNumber,
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

function writeCategories(
  encoded: EncodedCategories,
  cells: Categories,
  rows: Int32Array,
  write: Write,
): void {
  const featureOfCode = featuresOfCodes(encoded, cells);
  const numFeatures = numFeaturesOf(encoded);
  for (let i = 0; i < rows.length; i++) {
    const code = cells.codes[rows[i] ?? -1] ?? BLANK;
    const feature = featureOfCode[code] ?? encoded.categories.length;
    // Another file may have categories for which this one had no feature.
    if (feature < numFeatures) write(i, feature, 1);
  }
}

/** The feature of each text of a column by its place, or that of the others. */
export function featuresOfCodes(
  { categories }: EncodedCategories,
  cells: Pick<Categories, 'categories'>,
): Int32Array {
  const places = new Map(categories.map((category, feature) => [category, feature]));
  return Int32Array.from(cells.categories, (cell) => places.get(cell) ?? categories.length);
}
