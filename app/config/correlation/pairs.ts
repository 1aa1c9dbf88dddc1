/** Pairs of tasks and how they are edited. */
import type { Repair } from '../../../src/data/correlation.ts';
import type { Matrix } from '../../../src/data/types.ts';
import { type MatrixKey, setCorrelation } from '../../../src/experiment/edit.ts';
import { useEdit } from '../../state/useEdit.ts';

/** Two tasks, counted from 0; `row` is smaller than `column`, unless a place in the matrix is meant. */
export interface Pair {
  readonly row: number;
  readonly column: number;
}

export const cellOfPair = (matrix: Matrix | null, { row, column }: Pair): number =>
  matrix?.[row]?.[column] ?? Number.NaN;

/** True if that cell had to be changed to make a matrix of correlations. */
export const isRepaired = ({ changedCells }: Repair, { row, column }: Pair): boolean =>
  changedCells.some((cell) => cell.row === Math.min(row, column) && cell.column === Math.max(row, column));

/** Sets a pair; all changes of one pair in a row are undone together. */
export function useSetPair(matrixKey: MatrixKey): (pair: Pair, value: number) => void {
  const edit = useEdit();
  return ({ row, column }, value) =>
    edit((experiment) => setCorrelation(experiment, matrixKey, { row, column, value }), {
      mergeKey: `${matrixKey} ${Math.min(row, column)} ${Math.max(row, column)}`,
    });
}
