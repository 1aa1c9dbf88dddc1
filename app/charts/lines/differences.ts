/** Gains of one architecture over another from the losses of both: paired by replica, as verdicts are. Knows no chart library. */
import { gainOf, ofTask, pairedRatios, replicaGains } from '../../../src/analysis/pairs.ts';
import { LEVEL } from '../../../src/analysis/statistics.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { thinned } from '../base/thinning.ts';
import type { LossSelection, LossSeries, PlotPoint, PlotRow } from './series.ts';

const PERCENT = 100;

/** Steps at which the reference was evaluated, with the ratios of every rival that was evaluated then too. */
interface Step {
  readonly step: number;
  /** Ratios by rival, `[R]`; null: no evaluation. */
  readonly ratios: readonly (readonly number[] | null)[];
}

function stepsOf(
  reference: LossSeries,
  rivals: readonly LossSeries[],
  { split, task, numTasks }: LossSelection,
): readonly Step[] {
  const byStep = rivals.map(({ points }) => new Map(points.map((point) => [point.step, point])));
  return reference.points.map((point) => ({
    step: point.step,
    ratios: byStep.map((points) => {
      const other = points.get(point.step);
      if (other === undefined) return null;
      const [losses, others] = [point, other].map((one) => ofTask(one[split], task, numTasks));
      return pairedRatios(losses ?? [], others ?? [], 1).perTask[0] ?? null;
    }),
  }));
}

/** Gains in percent of the rival's loss, at most `maxPoints` steps. */
export function differenceRowsOf(
  reference: LossSeries,
  rivals: readonly LossSeries[],
  selection: LossSelection,
  maxPoints: number,
): readonly PlotRow[] {
  const rows = stepsOf(reference, rivals, selection).map(({ step, ratios }) => ({
    step,
    points: ratios.map((one) => (one === null ? null : pointOf(one, selection.overlap))),
  }));
  const lines = rivals.map((_, s) => Float64Array.from(rows, ({ points }) => points[s]?.mean ?? Number.NaN));
  const steps = rows.map(({ step }) => step);
  return thinned(steps, lines, maxPoints).flatMap((at) => rows[at] ?? []);
}

function pointOf(ratios: readonly number[], overlap = 0): PlotPoint | null {
  const { mean, low, high, n } = gainOf(ratios, LEVEL, overlap);
  if (!Number.isFinite(mean)) return null;
  const hasInterval = Number.isFinite(low) && Number.isFinite(high);
  return {
    mean: PERCENT * mean,
    interval: hasInterval ? [PERCENT * low, PERCENT * high] : null,
    n,
    isPercent: true,
  };
}

/** The gain of the reference in every repetition, as a share; empty where one of the two diverged. */
export const differenceCsvRows = (
  reference: LossSeries,
  rivals: readonly LossSeries[],
  selection: LossSelection,
  taskName: string,
): readonly CsvRow[] => [
  ['reference', 'against', 'task', 'split', 'step', 'repetition', 'gain'],
  ...stepsOf(reference, rivals, selection).flatMap(({ step, ratios }) =>
    rivals.flatMap(({ name }, s) =>
      replicaGains(ratios[s] ?? []).map((gain, replica): CsvRow => {
        const printed = Number.isFinite(gain) ? gain : '';
        return [reference.name, name, taskName, selection.split, step, replica + 1, printed];
      }),
    ),
  ),
];
