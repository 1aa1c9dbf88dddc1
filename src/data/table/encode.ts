/** Chooses how columns of a file become features, from the training rows alone, without labels. */
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

// Rarer categories share one feature.
const minRowsOfCategory = (numTrainRows: number): number => Math.min(10, Math.ceil(numTrainRows / 1000));

/** Holds for any file with such columns. */
export type EncodedColumn =
  /** One feature, 0 at the mean and for blanks, and one that marks blanks if training rows have any. */
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly mean: number;
      readonly deviation: number;
      readonly marksBlanks: boolean;
      /** Some cells are texts, which count as blank. */
      readonly hasTexts?: true;
      /** Cells that are no dates count as blank. */
      readonly date?: PartOfDate;
    }
  /** One-hot features; the last is for all other cells if `hasOthers`. */
  | {
      readonly kind: 'categories';
      readonly name: string;
      readonly categories: readonly string[];
      readonly hasOthers: boolean;
    }
  /** Stored in a row as the index of its vector. */
  | {
      readonly kind: 'id';
      readonly name: string;
      /** Values of the vectors from index 1 on; vector 0 is that of all other values. */
      readonly values: readonly string[];
      readonly dim: number;
    };

type EncodedId = Extract<EncodedColumn, { kind: 'id' }>;
type EncodedNumber = Extract<EncodedColumn, { kind: 'number' }>;

export interface Encoding {
  readonly columns: readonly EncodedColumn[];
  /** I: features of a row, `dim` per id. */
  readonly inputDim: number;
  /** N: stored numbers of a row, one per id. */
  readonly rowDim: number;
  /** Vectors of each id column. */
  readonly numVectors: readonly number[];
  /** Features from `priorId` and `prior`; they come last. */
  readonly numPriors: number;
  /** K: entries of a sparse row, one per column; null if rows are dense. */
  readonly numEntries: number | null;
}

// A prior column with at most so many different numbers is categorical: shops, regions, devices.
const NUM_KINDS = 20;

export function featureKindOf(role: ColumnRole, column: Column): EncodedColumn['kind'] | null {
  if (role === 'number' || role === 'categories') return role;
  if (isId(role)) return 'id';
  if (role === 'date') return 'number';
  if (role !== 'prior') return null;
  const holdsNumbers = column.kind === 'number' || isOfNumbers(countNumbers(column));
  return holdsNumbers && categoriesOf(column).categories.length > NUM_KINDS ? 'number' : 'categories';
}

/**
 * Drops columns that say nothing. With resplits, all rows (held-out ones too) give the encoding, so that repetitions share one copy of
 * inputs.
 */
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

export type EncodedTable = ReturnType<typeof encodedOf>;

/** Never throws. */
export function encodedOf(table: Table, setup: TableSetup) {
  const split = splitOf(table, setup);
  return { split, encoding: encodingOf(table, setup, split) };
}

export type TableSizes = Omit<ReturnType<typeof sizesOf>, 'numPriors' | 'numVectors'> & {
  readonly numPriors?: number;
  readonly numVectors?: readonly number[];
};

/** Assumes a file without problems. */
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

export const numFeaturesOf = (column: EncodedColumn): number =>
  column.kind === 'id' ? column.dim : numPlacesOf(column);

export function numPlacesOf(column: EncodedColumn): number {
  if (column.kind === 'id') return 1;
  return column.kind === 'number'
    ? 1 + Number(column.marksBlanks)
    : column.categories.length + Number(column.hasOthers);
}

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

/** Keeps parts that vary among training rows; only the first marks blanks. */
function encodedDate(name: string, column: Column, train: Int32Array): EncodedColumn[] {
  const encoded = partsOfDate(column).flatMap((date) =>
    encodedNumber(name, valuesIn(column, { date }), train).map((number) => ({ ...number, date })),
  );
  return encoded.map((number, index) => (index === 0 ? number : { ...number, marksBlanks: false }));
}

// Columns that say nothing stay, since sizes in a set-up go by their order.
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

/** Keeps at most `most` categories with at least `least` rows, the most frequent first. */
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
