/** Finds test rows that stand out by gate weights or by errors. */
import { logLoss, meanSquaredError } from '../../analysis/metrics.ts';
import type { RowSearch } from '../../analysis/produced/probe.ts';
import { EVALUATION_ROWS } from '../../experiment/costs/memory.ts';
import { type PassedRows, type ReplicaNetwork, readPass } from './networkPass.ts';
import type { RowsInOrder } from './probePoints.ts';

interface Searched {
  readonly test: RowsInOrder;
  readonly passed: PassedRows;
  readonly numRows: number;
  readonly isBinary: readonly boolean[];
}

const scoresBy: Record<
  RowSearch,
  (networks: readonly ReplicaNetwork[], searched: Searched) => Promise<Float64Array>
> = { gates: gateDistances, error: excessLosses };

/** Most extreme first, ties in row order, NaN last. */
export async function rowsBy(
  search: RowSearch,
  networks: readonly ReplicaNetwork[],
  test: RowsInOrder,
  isBinary: readonly boolean[],
): Promise<readonly number[]> {
  const { inputs, rowLength } = test;
  const numRows = Math.min(EVALUATION_ROWS, test.numRows);
  const passed = { values: inputs.subarray(0, numRows * rowLength), rowLength };
  const scores = await scoresBy[search](networks, { test, passed, numRows, isBinary });
  const known = scores.map((score) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score));
  const scoreOf = (row: number) => known[row] ?? 0;
  return [...known.keys()].sort((a, b) => (scoreOf(a) === scoreOf(b) ? a - b : scoreOf(b) - scoreOf(a)));
}

/** Total variation from the mean over rows, summed over the units of all networks. */
async function gateDistances(
  networks: readonly ReplicaNetwork[],
  { passed, numRows }: Searched,
): Promise<Float64Array> {
  const distances = new Float64Array(numRows);
  for (const network of networks) {
    if (network.plan.levels.every(({ gate }) => gate === null)) continue;
    const levels = network.plan.topology.levels.map(({ experts }) => experts.length);
    const gates = await readPass(network, passed, ({ gates }) =>
      gates.map((ofLevel) => (ofLevel === null ? [] : [ofLevel])),
    );
    for (const [level, numExperts] of levels.entries())
      for (const weights of gates[level] ?? []) addDistances(distances, weights, numExperts);
  }
  return distances;
}

/** `weights` `[U, N, E]`. */
function addDistances(distances: Float64Array, weights: Float32Array, numExperts: number): void {
  const sizeOfUnit = distances.length * numExperts;
  for (let start = 0; start < weights.length; start += sizeOfUnit)
    for (let expert = 0; expert < numExperts; expert++) {
      const weightOf = (row: number) => weights[start + row * numExperts + expert] ?? Number.NaN;
      const mean = distances.reduce((sum, _, row) => sum + weightOf(row), 0) / distances.length;
      for (const row of distances.keys())
        distances[row] = (distances[row] ?? 0) + Math.abs(weightOf(row) - mean) / 2;
    }
}

/** Loss of the first network minus that of the second, if any. */
async function excessLosses(
  [first, second]: readonly ReplicaNetwork[],
  searched: Searched,
): Promise<Float64Array> {
  const none = new Float64Array(searched.numRows);
  const ofFirst = first === undefined ? none : await lossesIn(first, searched);
  const ofSecond = second === undefined ? none : await lossesIn(second, searched);
  return ofFirst.map((loss, row) => loss - (ofSecond[row] ?? Number.NaN));
}

/** Sum over the tasks with a label. */
async function lossesIn(
  network: ReplicaNetwork,
  { test, passed, numRows, isBinary }: Searched,
): Promise<Float64Array> {
  const { logits } = await readPass(network, passed, (result) => ({ logits: result.logits })); // [T, N]
  return Float64Array.from({ length: numRows }, (_, row) =>
    isBinary.reduce((sum, binary, task) => {
      const at = task * test.numRows + row;
      if (test.mask[at] !== 1) return sum;
      const lossOf = binary ? logLoss : meanSquaredError;
      return sum + lossOf([logits[task * numRows + row] ?? NaN], [test.targets[at] ?? NaN], [1]);
    }, 0),
  );
}
