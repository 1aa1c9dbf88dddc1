/** The matrices that the editor shows: asked for, used, and what the labels of the tasks share. */
import { useMemo } from 'react';
import { type Repair, repairOf } from '../../../src/data/correlation.ts';
import { squareOf } from '../../../src/data/linearAlgebra.ts';
import type { Matrix } from '../../../src/data/types.ts';
import { type MatrixKey, setCorrelation } from '../../../src/experiment/edit.ts';
import { useExperiment, useRunStatus, useShownExperiment } from '../../state/playground.ts';
import { useEdit } from '../../state/useEdit.ts';
import { lazyPart, useContentOf } from '../../ui/Lazy.tsx';

const closedForms = lazyPart(() => import('../../../src/data/expectedCorrelation.ts'));

export interface Correlations {
  readonly requested: Matrix;
  readonly repair: Repair;
  /** Correlation of the labels of the rows that have this matrix, or, for the first one, of all rows; NaN until it can be worked out. */
  readonly expected: Matrix;
  /** Correlation of the labels of a run; null before one, and when it is one of another configuration. */
  readonly measured: Matrix | null;
  /** True if two tasks have nothing in common that their labels could share. */
  readonly areApart: (row: number, column: number) => boolean;
}

export function useCorrelations(matrixKey: MatrixKey): Correlations {
  const { tasks, data } = useExperiment();
  const requested = data[matrixKey] ?? data.correlation;
  const repair = useMemo(() => repairOf(requested), [requested]);
  const forms = useContentOf(closedForms);
  const expected = useMemo(() => {
    if (forms === null) return squareOf(tasks.length, () => Number.NaN);
    const second = matrixKey === 'correlation' ? data.secondCorrelation : null;
    const cosines = [repair.matrix, ...(second === null ? [] : [repairOf(second).matrix])];
    return forms.expectedLabelCorrelation({ tasks, data }, cosines);
  }, [forms, tasks, data, matrixKey, repair]);
  const measured = useMeasured();
  // What was measured belongs to all rows, not to those where the second matrix holds.
  return {
    requested,
    repair,
    expected,
    measured: matrixKey === 'correlation' ? measured : null,
    areApart: (row, column) => forms?.areApart(data, row, column) ?? false,
  };
}

function useMeasured(): Matrix | null {
  const measuredCorrelation = useRunStatus((status) => status.measuredCorrelation);
  return useShownExperiment().isStale ? null : measuredCorrelation;
}

/** Two tasks, counted from 0; `row` is smaller than `column`, unless a place in the matrix is meant. */
export interface Pair {
  readonly row: number;
  readonly column: number;
}

/** Pairs of tasks and how they are edited. */
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
