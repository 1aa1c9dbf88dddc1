/** Gains of one architecture over another from the losses of both, paired by replica as in verdicts. */
import { gainOf, pairedGain, pairedRatios } from '../../../src/analysis/pairs.ts';
import { LEVEL } from '../../../src/analysis/statistics.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import {
  type LossSelection,
  type LossSeries,
  lossesOf,
  type PlotPoint,
  type PlotRow,
  plotRowsOf,
  pointOfInterval,
  replicaRows,
  type StepValues,
} from './series.ts';

const PERCENT = 100;

/** Log ratios `[R]` at the steps of the reference; empty where the rival was not evaluated. */
function ratiosOf(reference: LossSeries, rival: LossSeries, selection: LossSelection): readonly StepValues[] {
  const others = new Map(rival.points.map((point) => [point.step, point]));
  return reference.points.map((point) => {
    const other = others.get(point.step);
    const ratios = other && pairedRatios(lossesOf(point, selection), lossesOf(other, selection), 1);
    return { step: point.step, values: ratios?.perTask[0] ?? [] };
  });
}

export const differenceRowsOf = (
  reference: LossSeries,
  rivals: readonly LossSeries[],
  selection: LossSelection,
  maxPoints: number,
): readonly PlotRow[] =>
  plotRowsOf(
    rivals.map((rival) => ({ points: ratiosOf(reference, rival, selection) })),
    {
      valuesOf: ({ values }) => values,
      pointOf: (ratios) => pointOf(ratios, selection.overlap),
      heightOf: (ratio) => -Math.expm1(-ratio),
    },
    maxPoints,
  );

function pointOf(ratios: readonly number[], overlap = 0): PlotPoint | null {
  const gain = gainOf(ratios, LEVEL, overlap);
  const [mean, low, high] = [PERCENT * gain.mean, PERCENT * gain.low, PERCENT * gain.high];
  const point = pointOfInterval({ ...gain, mean, low, high });
  return point && { ...point, isPercent: true };
}

export function differenceCsvRows(
  reference: LossSeries,
  rivals: readonly LossSeries[],
  selection: LossSelection,
  taskName: string,
): readonly CsvRow[] {
  const lines = rivals.map((rival) => ({ name: rival.name, points: ratiosOf(reference, rival, selection) }));
  const rows = reference.points.flatMap(({ step }, at) =>
    lines.flatMap(({ name, points }) =>
      replicaRows([reference.name, name, taskName, selection.split], {
        step,
        values: pairedGain(points[at]?.values ?? [], LEVEL).perReplica,
      }),
    ),
  );
  return [['reference', 'against', 'task', 'split', 'step', 'repetition', 'gain'], ...rows];
}
