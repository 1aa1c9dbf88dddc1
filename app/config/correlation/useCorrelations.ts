/** The matrices that the editor shows: asked for, used, and what the labels of the tasks share. */
import { useMemo } from 'react';
import { type Repair, repairOf } from '../../../src/data/correlation.ts';
import { areApart, expectedLabelCorrelation } from '../../../src/data/expectedCorrelation.ts';
import type { Matrix } from '../../../src/data/types.ts';
import type { MatrixKey } from '../../../src/experiment/edit.ts';
import { useExperiment, useRunStatus, useShownExperiment } from '../../state/playground.ts';

export interface Correlations {
  readonly requested: Matrix;
  readonly repair: Repair;
  /** Correlation of the labels of the rows that have this matrix, or, for the first one, of all rows. */
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
  const expected = useMemo(() => {
    const second = matrixKey === 'correlation' ? data.secondCorrelation : null;
    const cosines = [repair.matrix, ...(second === null ? [] : [repairOf(second).matrix])];
    return expectedLabelCorrelation({ tasks, data }, cosines);
  }, [tasks, data, matrixKey, repair]);
  const measured = useMeasured();
  // What was measured belongs to all rows, not to those where the second matrix holds.
  return {
    requested,
    repair,
    expected,
    measured: matrixKey === 'correlation' ? measured : null,
    areApart: (row, column) => areApart(data, row, column),
  };
}

function useMeasured(): Matrix | null {
  const measuredCorrelation = useRunStatus((status) => status.measuredCorrelation);
  return useShownExperiment().isStale ? null : measuredCorrelation;
}
