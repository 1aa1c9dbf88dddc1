/** Measures of held-out rows that are made from logits after they were read, task by task. Knows no network. */
import { calibrationOf } from '../analysis/calibration.ts';
import { areaOfSorted, groupedArea, sortedScoresOf } from '../core/areaUnderCurve.ts';
import type { ReplicaData, SplitData } from '../data/types.ts';
import type { CalibrationBins } from '../run/produced/evaluation.ts';
import type { HeldOutSplit } from './heldOutChunks.ts';

/** The rows that are measured. */
interface MeasuredRows {
  readonly replicas: readonly ReplicaData[];
  /** Awaited after every replica. */
  readonly betweenParts: () => Promise<void>;
}

/** `groups`: as of `HeldOutData`. */
type Measure<V> = (
  logits: Float32Array,
  labels: Float32Array,
  mask: Float32Array,
  groups: Int32Array | undefined,
) => V;

/** Measures the order of the logits of a binary task; undefined of others. */
export const rankingOf =
  (isBinary: number): Measure<{ auc: number; gauc: number; calibration: CalibrationBins } | undefined> =>
  (logits, labels, mask, groups) => {
    if (isBinary === 0) return;
    const sorted = sortedScoresOf(logits, labels, mask);
    const gauc = groups === undefined ? Number.NaN : groupedArea(logits, labels, mask, groups);
    return { auc: areaOfSorted(sorted), gauc, calibration: calibrationOf(sorted) };
  };

/** One measure per task, `[R*T]`; undefined for every task of a replica that is not alive. */
export async function measuresOf<V>(
  measures: readonly Measure<V>[],
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
