/** Deals the rows of a file to training, validation and test. */
import { createStream } from '../../core/random.ts';
import { type DateForm, datesOf } from './dates.ts';
import { dealtGroups, type GroupDeal } from './groupSplit.ts';
import { BLANK, categoriesOf, type Table } from './table.ts';
import { columnIn, columnsWith, dealingOf, type TableSetup, timeColumnOf } from './tableSetup.ts';

/** Randomly ordered: a smaller experiment takes the first rows. */
export interface TableSplit {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

export type PartName = keyof TableSplit;

export const MIN_ROWS_OF_PART = 10;

// In lower case.
const PART_NAMES: Readonly<Record<string, PartName>> = {
  train: 'train',
  training: 'train',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
  holdout: 'test',
};

export const partNamed = (cell: string): PartName | undefined =>
  Object.hasOwn(PART_NAMES, cell.toLowerCase()) ? PART_NAMES[cell.toLowerCase()] : undefined;

export const waysToWrite = (part: PartName): readonly string[] =>
  Object.keys(PART_NAMES).filter((name) => PART_NAMES[name] === part);

/** Drawn from the split's seed. Omits rows that a split column does not name; takes parts that no row names from the training rows. */
export function splitOf(table: Table, setup: TableSetup): TableSplit {
  const order = createStream(setup.splitSeed, 'table', 'split', 0).permutation(table.numRows);
  const partOf = partsDealt(table, setup);
  if (partOf === null) return dealt(order, setup, { validation: true, test: true });
  const rowsOf = (part: PartName) => order.filter((row) => partOf(row) === part);
  const [validation, test] = [rowsOf('validation'), rowsOf('test')];
  if (dealingOf(setup) !== 'column') return { train: rowsOf('train'), validation, test };
  const parts = dealt(rowsOf('train'), setup, {
    validation: validation.length === 0,
    test: test.length === 0,
  });
  return {
    train: parts.train,
    validation: validation.length > 0 ? validation : parts.validation,
    test: test.length > 0 ? test : parts.test,
  };
}

export function withAllForTraining({ train, validation, test }: TableSplit): TableSplit {
  const none = new Int32Array();
  const all = new Int32Array(train.length + validation.length + test.length);
  all.set(train);
  all.set(validation, train.length);
  all.set(test, train.length + validation.length);
  return { train: all, validation: none, test: none };
}

type PartOfRow = (row: number) => PartName | undefined;

function partsDealt(table: Table, setup: TableSetup): PartOfRow | null {
  const dealing = dealingOf(setup);
  switch (dealing) {
    case 'column':
      return partsNamed(table, setup);
    case 'time':
      return partsInTime(table, setup);
    case 'group':
      return partsOfGroups(table, setup);
    case 'random':
      return null;
    default:
      return dealing satisfies never;
  }
}

/** Milliseconds since 1970: first validation row, first test row. Rows without a time are in no part. */
export interface TimeCuts {
  readonly column: string;
  readonly form: DateForm;
  readonly validationFrom: number;
  readonly testFrom: number;
}

/** Newest rows are test rows; rows of one time stay together. Null unless dealt by time. */
export function timeCutsIn(table: Table, setup: TableSetup): TimeCuts | null {
  const name = dealingOf(setup) === 'time' ? timeColumnOf(setup) : null;
  const column = columnIn(table, setup, name);
  if (name === null || column === undefined) return null;
  const { form, times } = datesOf(column);
  const sorted = times.filter((time) => !Number.isNaN(time)).sort();
  if (sorted.length === 0) return null;
  const firstOfTest = borderNear(sorted, countOf(setup.testShare, sorted.length));
  const before = sorted.subarray(0, firstOfTest);
  const firstOfValidation = borderNear(before, countOf(setup.validationShare, sorted.length));
  const [first = 0] = sorted;
  const testFrom = sorted[firstOfTest] ?? first;
  return { column: name, form, validationFrom: before[firstOfValidation] ?? testFrom, testFrom };
}

function borderNear(sorted: Float64Array, wanted: number): number {
  const place = Math.max(0, sorted.length - wanted);
  const time = sorted[place] ?? 0;
  const [before, after] = [sorted.indexOf(time), sorted.lastIndexOf(time) + 1];
  const isNearer = place - before <= after - place && before > 0;
  return isNearer || sorted.length - after < MIN_ROWS_OF_PART ? before : after;
}

function partsInTime(table: Table, setup: TableSetup): PartOfRow | null {
  const cuts = timeCutsIn(table, setup);
  const column = columnIn(table, setup, cuts?.column);
  if (cuts === null || column === undefined) return null;
  const { times } = datesOf(column);
  return (row) => {
    const time = times[row] ?? Number.NaN;
    if (time >= cuts.testFrom) return 'test';
    if (time >= cuts.validationFrom) return 'validation';
    return Number.isNaN(time) ? undefined : 'train';
  };
}

export function groupsDealt(table: Table, setup: TableSetup): GroupDeal | null {
  const column = dealingOf(setup) === 'group' ? columnIn(table, setup, setup.group) : undefined;
  if (column === undefined) return null;
  const { numRows } = table;
  return dealtGroups(column, setup.splitSeed, {
    validation: countOf(setup.validationShare, numRows),
    test: countOf(setup.testShare, numRows),
  });
}

function partsOfGroups(table: Table, setup: TableSetup): PartOfRow | null {
  const deal = groupsDealt(table, setup);
  const column = columnIn(table, setup, setup.group);
  if (deal === null || column === undefined) return null;
  const { codes } = categoriesOf(column);
  return (row) => deal.partOf(codes[row] ?? BLANK);
}

function partsNamed(table: Table, setup: TableSetup): PartOfRow | null {
  const column = columnIn(table, setup, columnsWith(setup, 'split')[0]);
  if (column === undefined) return null;
  const { categories, codes } = categoriesOf(column);
  const parts = categories.map(partNamed);
  return (row) => parts[codes[row] ?? -1];
}

const countOf = (share: number, numRows: number): number =>
  Math.max(MIN_ROWS_OF_PART, Math.round(share * numRows));

function dealt(
  rows: Int32Array,
  { validationShare, testShare }: TableSetup,
  wanted: { readonly validation: boolean; readonly test: boolean },
): TableSplit {
  const numTest = wanted.test ? countOf(testShare, rows.length) : 0;
  const numHeldOut = numTest + (wanted.validation ? countOf(validationShare, rows.length) : 0);
  return {
    test: rows.slice(0, numTest),
    validation: rows.slice(numTest, numHeldOut),
    train: rows.slice(numHeldOut),
  };
}
