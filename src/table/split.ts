/** Deals the rows of a file to training, validation and test. */
import { createStream } from '../core/random.ts';
import { categoriesOf, type Table } from './table.ts';
import { columnIn, columnsWith, type TableSetup } from './tableSetup.ts';

/** Rows of each part, in the order in which they are used: who wants fewer takes the first ones. */
export interface TableSplit {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

export type PartName = keyof TableSplit;

/** Rows that every part needs. */
export const MIN_ROWS_OF_PART = 10;

/** Ways to write the parts in a column, in lower case. */
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

/** The part that a cell names; undefined: none. */
export const partNamed = (cell: string): PartName | undefined =>
  Object.hasOwn(PART_NAMES, cell.toLowerCase()) ? PART_NAMES[cell.toLowerCase()] : undefined;

/** The ways to write a part. */
export const waysToWrite = (part: PartName): readonly string[] =>
  Object.keys(PART_NAMES).filter((name) => PART_NAMES[name] === part);

/**
 * The rows of every part, in an order drawn from the seed of the split. Where a column names the parts they are as it says, and
 * rows that name none are left out; a part that no row names is dealt from the training rows.
 */
export function splitOf(table: Table, setup: TableSetup): TableSplit {
  const order = createStream(setup.splitSeed, 'table', 'split', 0).permutation(table.numRows);
  const named = partsNamed(table, setup);
  if (named === null) return dealt(order, setup, { validation: true, test: true });
  const rowsOf = (part: PartName) => order.filter((row) => named(row) === part);
  const [validation, test] = [rowsOf('validation'), rowsOf('test')];
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

/** The same rows, all of them among the training rows. */
export function withAllForTraining({ train, validation, test }: TableSplit): TableSplit {
  const none = new Int32Array();
  const all = new Int32Array(train.length + validation.length + test.length);
  all.set(train);
  all.set(validation, train.length);
  all.set(test, train.length + validation.length);
  return { train: all, validation: none, test: none };
}

/** The part that each row names; null: no column says it. */
function partsNamed(table: Table, setup: TableSetup): ((row: number) => PartName | undefined) | null {
  const [name] = columnsWith(setup, 'split');
  const column = name === undefined ? undefined : columnIn(table, setup, name);
  if (column === undefined) return null;
  const { categories, codes } = categoriesOf(column);
  const parts = categories.map(partNamed);
  return (row) => parts[codes[row] ?? -1];
}

function dealt(
  rows: Int32Array,
  { validationShare, testShare }: TableSetup,
  wanted: { readonly validation: boolean; readonly test: boolean },
): TableSplit {
  const countOf = (share: number) => Math.max(MIN_ROWS_OF_PART, Math.round(share * rows.length));
  const numTest = wanted.test ? countOf(testShare) : 0;
  const numHeldOut = numTest + (wanted.validation ? countOf(validationShare) : 0);
  return {
    test: rows.slice(0, numTest),
    validation: rows.slice(numTest, numHeldOut),
    train: rows.slice(numHeldOut),
  };
}
