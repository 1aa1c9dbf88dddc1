/** Measures of held-out rows (ranking, calibration), computed on the CPU from logits, task by task. */
import { calibrationOf } from '../../analysis/calibration.ts';
import type { CalibrationBins } from '../../analysis/produced/evaluation.ts';
import { aucOfSorted, groupedAuc, sortedScoresOf } from '../../core/areaUnderCurve.ts';
import type { ReplicaData, SplitData } from '../../data/types.ts';
import type { HeldOutSplit } from './heldOutChunks.ts';

interface MeasuredRows {
  readonly replicas: readonly ReplicaData[];
  readonly betweenParts: () => Promise<void>;
}

type TaskMeasure<V> = (
  logits: Float32Array,
  labels: Float32Array,
  mask: Float32Array,
  groups: Int32Array | undefined,
) => V;

export const rankingMeasureOf =
  (isBinary: number): TaskMeasure<{ auc: number; gauc: number; calibration: CalibrationBins } | undefined> =>
  (logits, labels, mask, groups) => {
    if (isBinary === 0) return;
    const sorted = sortedScoresOf(logits, labels, mask);
    const gauc = groups === undefined ? Number.NaN : groupedAuc(logits, labels, mask, groups);
    return { auc: aucOfSorted(sorted), gauc, calibration: calibrationOf(sorted) };
  };

/** Measures `[R*T]`; undefined for diverged replicas. */
export async function measureTasks<V>(
  measures: readonly TaskMeasure<V>[],
  logits: Float32Array,
  { replicas, betweenParts }: MeasuredRows,
  split: HeldOutSplit,
  isAlive: readonly boolean[],
): Promise<(V | undefined)[]> {
  const measured: (V | undefined)[] = [];
  for (const [r, replica] of replicas.entries()) {
    for (const [t, measure] of measures.entries()) {
      const { numRows } = replica[split];
      const row = (r * measures.length + t) * numRows;
      const { labels, mask } = labelsOfTask(replica[split], t);
      const ofTask = logits.subarray(row, row + numRows);
      measured.push(isAlive[r] ? measure(ofTask, labels, mask, replica[split].groups) : undefined);
    }
    await betweenParts();
  }
  return measured;
}

/** Labels and mask of one task, `[N]` each. */
export function labelsOfTask(
  { numRows, targets, mask }: SplitData,
  task: number,
): { labels: Float32Array; mask: Float32Array } {
  const ofTask = (values: Float32Array) => values.subarray(task * numRows, (task + 1) * numRows);
  return { labels: ofTask(targets), mask: ofTask(mask) };
}
