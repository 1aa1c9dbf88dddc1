/** Held-out losses of tasks in a funnel, along their paths and by the preceding labels. */
import { logLoss, nullLoss } from '../../analysis/metrics.ts';
import type { FunnelLosses, KnownFunnel } from '../../analysis/produced/evaluation.ts';
import { exp, log1p } from '../../core/math.ts';
import {
  type FunnelPopulation,
  isFunnel,
  type RecordByPopulation,
  recordByPopulation,
  taskPathOf,
} from '../../data/funnel.ts';
import { sigmoid } from '../../data/labelling.ts';
import type { ReplicaData, SplitData, TaskSetup } from '../../data/types.ts';
import type { HeldOutSplit } from './heldOutChunks.ts';
import { labelsOfTask } from './heldOutMeasures.ts';
import type { PassValues } from './heldOutPasses.ts';

/** Arrays `[N]` of one task; missing labels are 0 with mask 0. */
interface RowsOfTask {
  readonly logits: Float32Array;
  readonly labels: Float32Array;
  readonly mask: Float32Array;
}

type LabelsWithMask = Pick<RowsOfTask, 'labels' | 'mask'>;

/** Logits of the product of the probabilities, `[N]`; for two: -log(e^-a + e^-b + e^-(a + b)). */
function productLogits([first, ...others]: readonly Pick<RowsOfTask, 'logits'>[]): Float64Array {
  const product = Float64Array.from(first?.logits ?? []);
  for (const { logits } of others)
    for (let row = 0; row < product.length; row++) {
      const [a, b] = [product[row] ?? 0, logits[row] ?? Number.NaN];
      product[row] = -logAddExp(logAddExp(-a, -b), -(a + b));
    }
  return product;
}

/** Product of the labels on a path: known if one of them is known to be no, or all are known. */
function productLabels(path: readonly LabelsWithMask[]): LabelsWithMask {
  const numRows = path[0]?.labels.length ?? 0;
  const labels = new Float32Array(numRows).fill(1);
  const mask = new Float32Array(numRows);
  for (let row = 0; row < numRows; row++) {
    const isNo = path.some((task) => task.mask[row] === 1 && task.labels[row] === 0);
    mask[row] = isNo || path.every((task) => task.mask[row] === 1) ? 1 : 0;
    for (const task of path) labels[row] = (labels[row] ?? 0) * (task.labels[row] ?? 0);
  }
  return { labels, mask };
}

/** Rows of each population, 1 or 0; rows with unknown preceding labels are in none. */
function rowsByPopulation(before: readonly LabelsWithMask[]): RecordByPopulation<Float32Array> {
  const { labels, mask } = productLabels(before);
  return {
    clicked: mask.map((is, row) => is * (labels[row] ?? 0)),
    unclicked: mask.map((is, row) => is * (1 - (labels[row] ?? 0))),
    all: mask,
  };
}

const logAddExp = (x: number, y: number): number => Math.max(x, y) + log1p(exp(-Math.abs(x - y)));

/** For each task, its predecessors and itself, `[T]`; null if no task follows another. */
export type TaskPaths = readonly (readonly number[])[];

export const taskPathsOf = (tasks: readonly Pick<TaskSetup, 'after'>[]): TaskPaths | null =>
  isFunnel(tasks) ? tasks.map((_, task) => taskPathOf(tasks, task)) : null;

interface PlainLosses {
  readonly validation: readonly number[];
  readonly test: readonly number[];
}

interface MeasuredNetwork {
  readonly paths: TaskPaths;
  readonly replicas: readonly ReplicaData[];
  readonly logits: PassValues['logits'];
  readonly isAlive: readonly boolean[];
}

export function funnelLossesOf(network: MeasuredNetwork, plain: PlainLosses): FunnelLosses {
  const measured = (
    split: HeldOutSplit,
    ofOthers: readonly number[],
    after: (path: readonly RowsOfTask[]) => number,
  ) =>
    funnelOrPlainValues(network, split, ofOthers, (path, replica) =>
      network.isAlive[replica] === true ? after(path) : Number.NaN,
    );
  return {
    validation: measured('validation', plain.validation, pathProductLoss),
    ofRows: recordByPopulation((population) => ({
      losses: measured('test', plain.test, (path) => lossOnPopulation(population, path)),
      predicted: measured('test', [], (path) => meanPredictionOn(population, path)),
    })),
  };
}

export function knownFunnelOf(
  paths: TaskPaths,
  replicas: readonly ReplicaData[],
  nullLosses: PlainLosses,
): KnownFunnel {
  const known = { paths, replicas };
  const isDependent = replicas.some(({ test }) => test.truthGivenPath !== undefined);
  const meanTruth = (of: 'truth' | 'truthGivenPath', population: FunnelPopulation) =>
    funnelOrPlainValues(known, 'test', [], (path, replica, task) => {
      const { [of]: truth, numRows = 0 } = replicas[replica]?.test ?? {};
      const rows = rowsByPopulation(path.slice(0, -1))[population];
      return weightedMeanOn(rows, (row) => truth?.[task * numRows + row] ?? Number.NaN);
    });
  return {
    validation: funnelOrPlainValues(known, 'validation', nullLosses.validation, (path) => {
      const { labels, mask } = productLabels(path);
      return nullLoss(true, labels, mask);
    }),
    ofRows: recordByPopulation((population) => ({
      nullLosses: funnelOrPlainValues(known, 'test', nullLosses.test, (path) => {
        const { own, mask } = labelledRowsOn(population, path);
        return nullLoss(true, own.labels, mask);
      }),
      truth: meanTruth('truth', population),
      ...(isDependent && { truthGivenPath: meanTruth('truthGivenPath', population) }),
    })),
  };
}

/** `[R*T]`: `after` for tasks with predecessors, else `plain` (NaN if missing). */
const funnelOrPlainValues = (
  { paths, replicas, logits }: Pick<MeasuredNetwork, 'paths' | 'replicas'> & Partial<MeasuredNetwork>,
  split: HeldOutSplit,
  plain: readonly number[],
  after: (path: readonly RowsOfTask[], replica: number, task: number) => number,
): readonly number[] =>
  replicas.flatMap((data, replica) => {
    const first = replica * paths.length;
    const rowsOf = (task: number) => taskRowsOf(data[split], task, logits?.[split], first);
    return paths.map((path, task) =>
      path.length === 1 ? (plain[first + task] ?? Number.NaN) : after(path.map(rowsOf), replica, task),
    );
  });

function pathProductLoss(path: readonly RowsOfTask[]): number {
  const { labels, mask } = productLabels(path);
  return logLoss(productLogits(path), labels, mask);
}

function lossOnPopulation(population: FunnelPopulation, path: readonly RowsOfTask[]): number {
  const { own, mask } = labelledRowsOn(population, path);
  return logLoss(own.logits, own.labels, mask);
}

function labelledRowsOn(population: FunnelPopulation, path: readonly RowsOfTask[]) {
  const own = lastTaskOfPath(path);
  const rows = rowsByPopulation(path.slice(0, -1));
  const labelled: RecordByPopulation<Float32Array> = recordByPopulation((one) =>
    rows[one].map((is, row) => is * (own.mask[row] ?? 0)),
  );
  // A log labels only rows with a click; their loss is not that of all rows.
  const isLog = rows.unclicked.includes(1) && !labelled.unclicked.includes(1);
  return { own, mask: population === 'all' && isLog ? labelled.unclicked : labelled[population] };
}

// Mean prediction over labelled and unlabelled rows.
function meanPredictionOn(population: FunnelPopulation, path: readonly RowsOfTask[]): number {
  const { logits } = lastTaskOfPath(path);
  return weightedMeanOn(rowsByPopulation(path.slice(0, -1))[population], (row) =>
    sigmoid(logits[row] ?? Number.NaN),
  );
}

function weightedMeanOn(rows: Float32Array, numberOf: (row: number) => number): number {
  let sum = 0;
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] !== 1) continue;
    sum += numberOf(row);
    count++;
  }
  return sum / count;
}

function lastTaskOfPath(path: readonly RowsOfTask[]): RowsOfTask {
  const last = path.at(-1);
  if (last === undefined) throw new Error('A path has at least one task.');
  return last;
}

/** `first`: the replica's first row of the logits, `[R*T, N]`. */
const taskRowsOf = (
  split: SplitData,
  task: number,
  logits: Float32Array = new Float32Array(),
  first = 0,
): RowsOfTask => ({
  ...labelsOfTask(split, task),
  logits: logits.subarray((first + task) * split.numRows, (first + task + 1) * split.numRows),
});
