/** One matrix as the editor shows and sets it: asked for, used, and what the labels of the tasks share. */
import { useMemo } from 'react';
import { type Repair, repairOf } from '../../src/data/correlation.ts';
import { squareOf } from '../../src/data/linearAlgebra.ts';
import type { Matrix } from '../../src/data/types.ts';
import { type MatrixKey, setCorrelation } from '../../src/experiment/edit.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment, useRunStatus, useShownExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { lazyPart, useContentOf } from '../ui/Lazy.tsx';

const closedForms = lazyPart(() => import('../../src/data/expectedCorrelation.ts'));

export interface Correlations {
  readonly matrixKey: MatrixKey;
  readonly taskNames: readonly string[];
  readonly requested: Matrix;
  readonly repair: Repair;
  /** Correlation of the labels of the rows that have this matrix, or, for the first one, of all rows; NaN until it can be worked out. */
  readonly expected: Matrix;
  /** Correlation of the labels of a run; null before one, and when it is one of another configuration. */
  readonly measured: Matrix | null;
  /** True if two tasks have nothing in common that their labels could share. */
  readonly areApart: (row: number, column: number) => boolean;
  /** Sets a pair; all changes of one pair in a row are undone together. */
  readonly setPair: (pair: Pair, value: number) => void;
}

export function useCorrelations(matrixKey: MatrixKey): Correlations {
  const { tasks, data } = useExperiment();
  const edit = useEdit();
  const requested = data[matrixKey] ?? data.correlation;
  const repair = useMemo(() => repairOf(requested), [requested]);
  const forms = useContentOf(closedForms);
  const expected = useMemo(() => {
    if (forms === null) return squareOf(tasks.length, () => Number.NaN);
    const second = matrixKey === 'correlation' ? data.secondCorrelation : null;
    const cosines = [repair.matrix, ...(second === null ? [] : [repairOf(second).matrix])];
    return forms.expectedLabelCorrelation({ tasks, data }, cosines);
  }, [forms, tasks, data, matrixKey, repair]);
  const measured = useRunStatus((status) => status.measuredCorrelation);
  const { isStale } = useShownExperiment();
  return {
    matrixKey,
    taskNames: tasks.map(({ name }) => name),
    requested,
    repair,
    expected,
    // It belongs to all rows, not to those where the second matrix holds.
    measured: matrixKey === 'correlation' && !isStale ? measured : null,
    areApart: (row, column) => forms?.areApart(data, row, column) ?? false,
    setPair: ({ row, column }, value) =>
      edit((before) => setCorrelation(before, matrixKey, { row, column, value }), {
        mergeKey: `${matrixKey} ${Math.min(row, column)} ${Math.max(row, column)}`,
      }),
  };
}

/** Two tasks, counted from 0; `row` is smaller than `column`, unless a place in the matrix is meant. */
export interface Pair {
  readonly row: number;
  readonly column: number;
}

/** "Task 1 and Task 2". */
export const nameOfPair = (taskNames: readonly string[], { row, column }: Pair): string =>
  text.correlation.pair(taskNames[row] ?? '', taskNames[column] ?? '');

/** The cell of a pair; NaN: there is none. */
export const cellOfPair = (matrix: Matrix | null, { row, column }: Pair): number =>
  matrix?.[row]?.[column] ?? Number.NaN;

/** True if that cell had to be changed to make a matrix of correlations. */
export const isRepaired = ({ changedCells }: Repair, { row, column }: Pair): boolean =>
  changedCells.some((cell) => cell.row === Math.min(row, column) && cell.column === Math.max(row, column));
