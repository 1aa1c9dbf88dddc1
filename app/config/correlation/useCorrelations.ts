/** The matrices that the editor shows: asked for, used, and what the labels of the tasks share. */
import { useMemo } from 'react';
import { type Repair, repairOf } from '../../../src/data/correlation.ts';
import { squareOf } from '../../../src/data/linearAlgebra.ts';
import type { Matrix } from '../../../src/data/types.ts';
import type { MatrixKey } from '../../../src/experiment/edit.ts';
import { useExperiment, useRunStatus, useShownExperiment } from '../../state/playground.ts';
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
