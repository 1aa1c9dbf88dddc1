/** One correlation matrix for the editor: requested, repaired, and what the labels of the tasks share. */
import { useMemo } from 'react';
import { type CorrelationRepair, repairedCorrelation } from '../../src/data/correlation.ts';
import { squareMatrixOf } from '../../src/data/linearAlgebra.ts';
import type { Matrix } from '../../src/data/types.ts';
import { type MatrixKey, setCorrelation } from '../../src/experiment/edit.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment, useRunStatus, useShownExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { lazyPart, useContentOf } from '../ui/Lazy.tsx';

const expectedCorrelationPart = lazyPart(() => import('../../src/data/expectedCorrelation.ts'));

export interface Correlations {
  readonly matrixKey: MatrixKey;
  readonly taskNames: readonly string[];
  readonly requested: Matrix;
  readonly repair: CorrelationRepair;
  /** Correlation of labels: for the first matrix in all rows, for the second in its rows; NaN until computed. */
  readonly expected: Matrix;
  readonly measured: Matrix | null;
  /** True if two tasks' labels can share nothing. */
  readonly areApart: (row: number, column: number) => boolean;
  readonly setPair: (pair: Pair, value: number) => void;
}

export function useCorrelations(matrixKey: MatrixKey): Correlations {
  const { tasks, data } = useExperiment();
  const edit = useEdit();
  const requested = data[matrixKey] ?? data.correlation;
  const repair = useMemo(() => repairedCorrelation(requested), [requested]);
  const forms = useContentOf(expectedCorrelationPart);
  const expected = useMemo(() => {
    if (forms === null) return squareMatrixOf(tasks.length, () => Number.NaN);
    const second = matrixKey === 'correlation' ? data.secondCorrelation : null;
    const cosines = [repair.matrix, ...(second === null ? [] : [repairedCorrelation(second).matrix])];
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
    // Labels are measured over all rows, including those of the second matrix.
    measured: matrixKey === 'correlation' && !isStale ? measured : null,
    areApart: (row, column) => forms?.areInDifferentGroups({ tasks, data }, row, column) ?? false,
    setPair: ({ row, column }, value) =>
      edit((before) => setCorrelation(before, matrixKey, { row, column, value }), {
        mergeKey: `${matrixKey} ${Math.min(row, column)} ${Math.max(row, column)}`,
      }),
  };
}

/** A pair of tasks by index, `row` < `column`; elsewhere any cell of the matrix. */
export interface Pair {
  readonly row: number;
  readonly column: number;
}

export const nameOfPair = (taskNames: readonly string[], { row, column }: Pair): string =>
  text.correlation.pair(taskNames[row] ?? '', taskNames[column] ?? '');

export const cellOfPair = (matrix: Matrix | null, { row, column }: Pair): number =>
  matrix?.[row]?.[column] ?? Number.NaN;

export const isRepaired = ({ changedCells }: CorrelationRepair, { row, column }: Pair): boolean =>
  changedCells.some((cell) => cell.row === Math.min(row, column) && cell.column === Math.max(row, column));
