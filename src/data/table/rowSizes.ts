/** Sizes of rows by what a set-up says of its columns: the same without the file, so that a link has the same rows everywhere. */
import { tableLimits } from '../../core/schema/limits.ts';
import { isInput, type TableSetup } from './tableSetup.ts';

/** Features of a date that all say something. */
const PARTS_OF_DATE = 9;

/** How many columns are inputs of the networks, as far as they say anything; each part of a date is one of its own. */
export const numInputColumns = ({ columns }: Pick<TableSetup, 'columns'>): number =>
  columns.reduce((sum, { role }) => sum + (role === 'date' ? PARTS_OF_DATE : Number(isInput(role))), 0);

/**
 * Rows are kept sparse from so many features per column on: at most one feature of a column is not 0, and what a sparse layer does
 * for it takes up to twice as long as what a dense one does for each feature. A rule on the columns alone, never on time, so that
 * no number depends on the machine.
 */
const LEAST_FEATURES_PER_COLUMN = 4;

/**
 * N: numbers that a row is kept as. An id is one of them, and counts among the inputs as long as its vector.
 */
export const rowDimOf = (
  { numVectors, embeddingDim }: Pick<TableSetup, 'numVectors' | 'embeddingDim'>,
  inputDim: number,
): number => inputDim - numVectors.length * (embeddingDim - 1);

/** K: entries of a sparse row, one per column; null: rows of so many columns and features are kept with their zeros. */
export const numEntriesOf = (numColumns: number, rowDim: number): number | null =>
  LEAST_FEATURES_PER_COLUMN * numColumns <= rowDim ? numColumns : null;

/** Numbers that are kept of a row. */
export const numbersPerRow = (rowDim: number, numEntries: number | null): number =>
  numEntries === null ? rowDim : 2 * numEntries;

/** `numbersPerRow` by what is said of a file; its columns that say nothing may make it less. */
export function rowLengthBy(setup: TableSetup, inputDim: number): number {
  const rowDim = rowDimOf(setup, inputDim);
  return numbersPerRow(rowDim, numEntriesOf(numInputColumns(setup), rowDim));
}

/** The most rows of `numColumns` cells that are used. The same on every machine, so that a link has the same rows everywhere. */
export function rowsThatFit(numColumns: number): number {
  const ofCells = Math.floor(tableLimits.cells / Math.max(1, numColumns));
  return Math.min(tableLimits.rows, Math.max(tableLimits.usualRows, ofCells));
}
