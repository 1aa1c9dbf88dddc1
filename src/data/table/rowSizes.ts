/** Computes sizes of rows from the set-up alone, without the file, so that a link has the same rows everywhere. */
import { tableLimits } from '../../core/schema/limits.ts';
import { isInput, type TableSetup } from './tableSetup.ts';

// Date features, if all vary.
const PARTS_OF_DATE = 9;

/** Upper limit; a date counts once per part. */
export const numInputColumns = ({ columns }: Pick<TableSetup, 'columns'>): number =>
  columns.reduce((sum, { role }) => sum + (role === 'date' ? PARTS_OF_DATE : Number(isInput(role))), 0);

// Rows are sparse from so many features per column on: one entry in a sparse layer takes up to twice the time of one dense feature. Never
// measured, so that no number depends on the machine.
const LEAST_FEATURES_PER_COLUMN = 4;

/** N: stored numbers of a row, one per id instead of `embeddingDim`. */
export const rowDimOf = (
  { numVectors, embeddingDim }: Pick<TableSetup, 'numVectors' | 'embeddingDim'>,
  inputDim: number,
): number => inputDim - numVectors.length * (embeddingDim - 1);

/** K: entries of a sparse row, one per column; null if rows are dense. */
export const numEntriesOf = (numColumns: number, rowDim: number): number | null =>
  LEAST_FEATURES_PER_COLUMN * numColumns <= rowDim ? numColumns : null;

export const numbersPerRow = (rowDim: number, numEntries: number | null): number =>
  numEntries === null ? rowDim : 2 * numEntries;

/** Upper limit. */
export function rowLengthBy(setup: TableSetup, inputDim: number): number {
  const rowDim = rowDimOf(setup, inputDim);
  return numbersPerRow(rowDim, numEntriesOf(numInputColumns(setup), rowDim));
}

// The same on every machine, so that a link has the same rows everywhere.
export function rowsThatFit(numColumns: number): number {
  const ofCells = Math.floor(tableLimits.cells / Math.max(1, numColumns));
  return Math.min(tableLimits.rows, Math.max(tableLimits.usualRows, ofCells));
}
