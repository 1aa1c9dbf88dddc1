/** When rows are kept sparse, and what they take then. Apart from the encoding, for those who plan without the file. */
import { columnsWith } from './columns.ts';
import type { TableSetup } from './tableSetup.ts';

/**
 * Rows are kept sparse from so many features per column on: at most one feature of a column is not 0, and what a sparse layer does
 * for it takes up to twice as long as what a dense one does for each feature. A rule on the columns alone, never on time, so that
 * no number depends on the machine.
 */
const LEAST_FEATURES_PER_COLUMN = 4;

/** K: entries of a sparse row, one per column; null: rows of so many columns and features are kept with their zeros. */
export const numEntriesOf = (numColumns: number, inputDim: number): number | null =>
  LEAST_FEATURES_PER_COLUMN * numColumns <= inputDim ? numColumns : null;

/** Numbers that a row of inputs takes. */
export const rowLengthOf = (inputDim: number, numEntries: number | null): number =>
  numEntries === null ? inputDim : 2 * numEntries;

/** `rowLengthOf` by what is said of a file; its columns that say nothing may make it less. */
export function rowLengthBy(setup: TableSetup, inputDim: number): number {
  const numColumns = columnsWith(setup, 'number').length + columnsWith(setup, 'categories').length;
  return rowLengthOf(inputDim, numEntriesOf(numColumns, inputDim));
}
