/**
 * Turns the cells of feature columns into the numbers that networks see. An encoding knows what the training rows alone say:
 * means, deviations, and which categories there are. Where every repetition has training rows of its own it has it from all rows,
 * held-out ones too, so that there is one encoding, and one copy of what it makes; labels it knows nothing of.
 */
import { byCodeUnits } from '../../core/lists.ts';
import { tableLimits } from '../../core/schema/limits.ts';
import { type PartOfDate, partsOfDate, valuesIn } from './dateParts.ts';
import { countNumbers, isOfNumbers, numbersAt, numbersOf, standardOf } from './numbers.ts';
import { numEntriesOf, rowDimOf } from './rowSizes.ts';
import { splitOf, type TableSplit, withAllForTraining } from './split.ts';
import { BLANK, type Categories, type Column, categoriesOf, type Table } from './table.ts';
import {
  type ColumnRole,
  type ColumnSetup,
  columnIn,
  columnsWith,
  idColumnsOf,
  isId,
  type TableSetup,
} from './tableSetup.ts';

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
    }
  /** An id, which stands in a row as a number: which of the vectors of its column is its own. */
  | {
      readonly kind: 'id';
      readonly name: string;
      /** The values of the vectors from the second on; the first is that of all others. */
      readonly values: readonly string[];
      readonly dim: number;
    };

type EncodedId = Extract<EncodedColumn, { kind: 'id' }>;
type EncodedNumber = Extract<EncodedColumn, { kind: 'number' }>;

/** How rows become inputs. */
export interface Encoding {
  readonly columns: readonly EncodedColumn[];
  /** I: features of a row; an id has as many as its vector is long. */
  readonly inputDim: number;
  /** N: numbers of a row; an id is one. */
  readonly rowDim: number;
  /** Vectors of each column of ids. */
  readonly numVectors: readonly number[];
  /** Features of columns of the roles `priorId` and `prior`, the last ones. */
  readonly numPriors: number;
  /** K: entries of a row that is kept sparse, one per column; null: rows are kept with all their zeros. */
  readonly numEntries: number | null;
}

/** A prior column of at most so many different numbers is one of kinds: of shops, regions, devices. */
const NUM_KINDS = 20;

/** How the features of a column are made; null: it is no input. */
export function featureKindOf(role: ColumnRole, column: Column): EncodedColumn['kind'] | null {
  if (role === 'number' || role === 'categories') return role;
  if (isId(role)) return 'id';
  if (role === 'date') return 'number';
  if (role !== 'prior') return null;
  const holdsNumbers = column.kind === 'number' || isOfNumbers(countNumbers(column));
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
  const ids = encodedIds(table, setup, known);
  const columns = [...encoded((role) => role !== 'prior'), ...ids, ...priors];
  const numVectors = ids.map(numVectorsOf);
  const inputDim = sumOfFeatures(columns);
  const rowDim = rowDimOf({ ...setup, numVectors }, inputDim);
  const numEntries = numEntriesOf(columns.length, rowDim);
  const numPriors = columnsWith(setup, 'priorId').length * setup.embeddingDim + sumOfFeatures(priors);
  return { columns, inputDim, rowDim, numVectors, numPriors, numEntries };
}

/** How the rows of a file are dealt, and how they become inputs: what takes long to find of a large one. */
export type EncodedTable = ReturnType<typeof encodedOf>;

/** Never throws. */
export function encodedOf(table: Table, setup: TableSetup) {
  const split = splitOf(table, setup);
  return { split, encoding: encodingOf(table, setup, split) };
}

/** Rows of every part, and features of a row. */
export type TableSizes = Omit<ReturnType<typeof sizesOf>, 'numPriors' | 'numVectors'> & {
  readonly numPriors?: number;
  readonly numVectors?: readonly number[];
};

/** The sizes of a file without problems. */
export function sizesOf(
  table: Table,
  setup: TableSetup,
  { split, encoding }: EncodedTable = encodedOf(table, setup),
) {
  return {
    inputDim: encoding.inputDim,
    numPriors: encoding.numPriors,
    numVectors: encoding.numVectors,
    numTrainRows: split.train.length,
    numValidationRows: split.validation.length,
    numTestRows: split.test.length,
  };
}

/** Features that a column takes. */
export const numFeaturesOf = (column: EncodedColumn): number =>
  column.kind === 'id' ? column.dim : numPlacesOf(column);

/** Numbers of a row that a column takes. */
export function numPlacesOf(column: EncodedColumn): number {
  if (column.kind === 'id') return 1;
  return column.kind === 'number'
    ? 1 + Number(column.marksBlanks)
    : column.categories.length + Number(column.hasOthers);
}

/** Vectors of a column of ids, that of rare and unseen values among them. */
const numVectorsOf = ({ values }: EncodedId): number => values.length + 1;

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

/** Columns of ids in their order, whatever they hold: what a set-up says of their sizes goes by it. */
function encodedIds(table: Table, setup: TableSetup, split: TableSplit): EncodedId[] {
  return idColumnsOf(setup).flatMap((name) => {
    const column = columnIn(table, setup, name);
    if (column === undefined) return [];
    const cells = categoriesOf(column);
    const kept = frequentIn(cells, split.train, setup.minIdRows, tableLimits.idValues - 1);
    const values = kept.map((code) => cells.categories[code] ?? '');
    return [{ kind: 'id', name, values, dim: setup.embeddingDim }];
  });
}

/** Codes of the categories that at least `least` of the rows have, at most `most`: those that most rows have first. */
function frequentIn(
  { categories, codes }: Categories,
  rows: Int32Array,
  least: number,
  most: number,
): readonly number[] {
  const counts = new Int32Array(categories.length);
  for (const row of rows) {
    const code = codes[row] ?? BLANK;
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  return Array.from(categories.keys())
    .filter((code) => (counts[code] ?? 0) >= least)
    .sort(
      (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || byCodeUnits(categories[a] ?? '', categories[b] ?? ''),
    )
    .slice(0, most);
}

function encodedCategories(name: string, cells: Categories, split: TableSplit): EncodedColumn[] {
  const { categories, codes } = cells;
  const least = minRowsOfCategory(split.train.length);
  const kept = frequentIn(cells, split.train, least, tableLimits.categoriesEncoded);
  const isKept = new Set(kept);
  const isOther = (row: number) => !isKept.has(codes[row] ?? BLANK);
  const hasOthers = [split.train, split.validation, split.test].some((rows) => rows.some(isOther));
  const names = kept.map((code) => categories[code] ?? '');
  const isConstant = names.length + Number(hasOthers) < 2;
  return isConstant ? [] : [{ kind: 'categories', name, categories: names, hasOthers }];
}
