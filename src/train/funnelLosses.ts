/** Held-out losses of tasks that come after others: of the products along their paths, and of test rows by what came before. */
import { logLoss, nullLoss } from '../analysis/metrics.ts';
import { productLabels, productLogits, type RowsOfTask, rowsByPopulation } from '../analysis/paths.ts';
import { sigmoid } from '../data/floor.ts';
import { type ByPopulation, byPopulation, isFunnel, type Population, taskPathOf } from '../data/funnel.ts';
import type { ReplicaData, SplitData, TaskSetup } from '../data/types.ts';
import type { FunnelLosses, KnownFunnel } from '../run/produced/evaluation.ts';
import type { PassValues } from './heldOutPasses.ts';

/** The tasks before each task and itself, `[T]`; null: none comes after another. */
export type Paths = readonly (readonly number[])[];

export const pathsOf = (tasks: readonly Pick<TaskSetup, 'after'>[]): Paths | null =>
  isFunnel(tasks) ? tasks.map((_, task) => taskPathOf(tasks, task)) : null;

/** The losses of tasks that come after none, `[R*T]` each: they are the same whatever came before. */
interface PlainLosses {
  readonly validation: readonly number[];
  readonly test: readonly number[];
}

/** A network whose replicas are alive or not, on all held-out rows. */
export interface MeasuredNetwork {
  readonly paths: Paths;
  readonly replicas: readonly ReplicaData[];
  readonly logits: PassValues['logits'];
  readonly isAlive: readonly boolean[];
}

export function funnelLossesOf(network: MeasuredNetwork, plain: PlainLosses): FunnelLosses {
  const { paths, replicas, logits } = network;
  /** A number for each replica and task, NaN where it is not alive; `after` for tasks after others, `plain` for the rest. */
  const measured = (
    split: 'validation' | 'test',
    after: (path: readonly RowsOfTask[]) => number,
    plainly: (index: number) => number,
  ) =>
    replicas.flatMap((replica, r) =>
      paths.map((path, task) => {
        if (path.length === 1) return plainly(r * paths.length + task);
        if (network.isAlive[r] !== true) return Number.NaN;
        return after(path.map((on) => rowsOf(replica[split], on, logits[split], r * paths.length)));
      }),
    );
  return {
    validation: measured('validation', productLoss, (index) => plain.validation[index] ?? Number.NaN),
    ofRows: byPopulation((population) => ({
      losses: measured(
        'test',
        (path) => lossOn(population, path),
        (index) => plain.test[index] ?? Number.NaN,
      ),
      predicted: measured(
        'test',
        (path) => predictedOn(population, path),
        () => Number.NaN,
      ),
    })),
  };
}

/** Numbers known without training; `nullLosses`: of tasks after none. */
export function knownFunnelOf(
  paths: Paths,
  replicas: readonly ReplicaData[],
  nullLosses: PlainLosses,
): KnownFunnel {
  const known = (
    split: 'validation' | 'test',
    after: (path: readonly RowsOfTask[], replica: ReplicaData, task: number) => number,
    plainly: (index: number) => number,
  ) =>
    replicas.flatMap((replica, r) =>
      paths.map((path, task) =>
        path.length === 1
          ? plainly(r * paths.length + task)
          : after(
              path.map((on) => rowsOf(replica[split], on)),
              replica,
              task,
            ),
      ),
    );
  return {
    validation: known(
      'validation',
      (path) => {
        const { labels, mask } = productLabels(path);
        return nullLoss(true, labels, mask);
      },
      (index) => nullLosses.validation[index] ?? Number.NaN,
    ),
    ofRows: byPopulation((population) => ({
      nullLosses: known(
        'test',
        (path) => {
          const { own, mask } = labelledOn(population, path);
          return nullLoss(true, own.labels, mask);
        },
        (index) => nullLosses.test[index] ?? Number.NaN,
      ),
      truth: known(
        'test',
        (path, { test }, task) => {
          const rows = rowsByPopulation(path.slice(0, -1))[population];
          return meanOn(rows, (row) => test.truth?.[task * test.numRows + row] ?? Number.NaN);
        },
        () => Number.NaN,
      ),
    })),
  };
}

/** Log loss of the product along a path, over the rows where it is known. */
function productLoss(path: readonly RowsOfTask[]): number {
  const { labels, mask } = productLabels(path);
  return logLoss(productLogits(path), labels, mask);
}

/** Log loss of the last task of a path on the rows of a population that carry its label; NaN where none does. */
function lossOn(population: Population, path: readonly RowsOfTask[]): number {
  const { own, mask } = labelledOn(population, path);
  return logLoss(own.logits, own.labels, mask);
}

function labelledOn(population: Population, path: readonly RowsOfTask[]) {
  const own = lastOf(path);
  const rows = rowsByPopulation(path.slice(0, -1));
  const labelled: ByPopulation<Float32Array> = byPopulation((one) =>
    rows[one].map((is, row) => is * (own.mask[row] ?? 0)),
  );
  // Of a log only rows with a click have a label: a loss on them is none on all rows.
  const isLog = rows.unclicked.includes(1) && !labelled.unclicked.includes(1);
  return { own, mask: population === 'all' && isLog ? labelled.unclicked : labelled[population] };
}

/** Mean probability of the last task of a path on the rows of a population, whether or not they carry its label. */
function predictedOn(population: Population, path: readonly RowsOfTask[]): number {
  const { logits } = lastOf(path);
  return meanOn(rowsByPopulation(path.slice(0, -1))[population], (row) => sigmoid(logits[row] ?? Number.NaN));
}

function meanOn(rows: Float32Array, numberOf: (row: number) => number): number {
  let sum = 0;
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] !== 1) continue;
    sum += numberOf(row);
    count++;
  }
  return sum / count;
}

function lastOf(path: readonly RowsOfTask[]): RowsOfTask {
  const last = path.at(-1);
  if (last === undefined) throw new Error('A path has at least one task.');
  return last;
}

/** One task on the rows of a split; `first`: the row of the replica's first task in the logits `[R*T, N]`, none: there are none. */
function rowsOf(
  { numRows, targets, mask }: SplitData,
  task: number,
  logits: Float32Array = new Float32Array(),
  first = 0,
): RowsOfTask {
  const at = task * numRows;
  return {
    logits: logits.subarray((first + task) * numRows, (first + task + 1) * numRows),
    labels: targets.subarray(at, at + numRows),
    mask: mask.subarray(at, at + numRows),
  };
}
