/** Held-out losses (float64 sums) and gate statistics of a network, from one readback. */
import { logLoss, meanSquaredError, nullLoss } from '../../analysis/metrics.ts';
import type { CardEvaluation, KnownLosses, LevelGates } from '../../analysis/produced/evaluation.ts';
import { concatenatedFloats } from '../../core/lists.ts';
import { exp } from '../../core/math.ts';
import { assertShape, checksShapes } from '../../core/shape.ts';
import type { ReplicaData, SplitData } from '../../data/types.ts';
import { EVALUATION_ROWS } from '../../experiment/costs/memory.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { LevelSpec } from '../../models/topology.ts';
import type { Network } from '../network/network.ts';
import { fixedNativeWeights } from '../network/plan.ts';
import type { Tensor } from '../tf/tf.ts';
import { funnelLossesOf, knownFunnelOf, type TaskPaths, taskPathsOf } from './funnelLosses.ts';
import type { HeldOutSplit } from './heldOutChunks.ts';
import { labelsOfTask, measureTasks, rankingMeasureOf } from './heldOutMeasures.ts';
import type { HeldOutPasses, LevelSums } from './heldOutPasses.ts';

export interface HeldOutSettings {
  readonly passes: HeldOutPasses;
  readonly replicas: readonly ReplicaData[];
  /** `[T]`, 1 for a binary task. */
  readonly isBinary: readonly number[];
  readonly paths: TaskPaths | null;
  readonly betweenParts: () => Promise<void>;
}

interface TrainLosses {
  readonly sum: Tensor;
  /** Number of batches with a label of the task, `[R*T]`; empty if there was no batch. */
  readonly numBatches: readonly number[];
}

export interface EvaluatedPoint {
  readonly step: number;
  readonly trainLosses: TrainLosses;
}

export async function evaluateNetwork(
  network: Network,
  heldOut: HeldOutSettings,
  { step, trainLosses }: EvaluatedPoint,
): Promise<Omit<CardEvaluation, 'cardId'>> {
  const { levels } = network.plan.topology;
  const read = await heldOut.passes.read(network, trainLosses.sum);
  const numTestRows = heldOut.replicas[0]?.test.numRows ?? 0;
  const numRows = { gates: numTestRows, experts: Math.min(numTestRows, EVALUATION_ROWS) };
  if (checksShapes)
    assertShape('The test logits', [read.logits.test.length], [numTestRows * read.trainLossSum.length]);
  const isAlive = aliveReplicas(network.numReplicas, [
    read.logits.validation,
    read.logits.test,
    ...read.weights,
  ]);
  const lossOf = heldOut.isBinary.map((binary) => (binary === 1 ? logLoss : meanSquaredError));
  const lossesOn = async (split: HeldOutSplit) =>
    (await measureTasks(lossOf, read.logits[split], heldOut, split, isAlive)).map(
      (loss) => loss ?? Number.NaN,
    );
  const validation = await lossesOn('validation');
  const test = await lossesOn('test');
  const ranked = await measureTasks(
    heldOut.isBinary.map(rankingMeasureOf),
    read.logits.test,
    heldOut,
    'test',
    isAlive,
  );
  const { paths, replicas } = heldOut;
  return {
    loss: {
      step,
      train: trainLosses.numBatches.map((count, index) => (read.trainLossSum[index] ?? Number.NaN) / count),
      validation,
      test,
      auc: ranked.map((ranking) => ranking?.auc ?? Number.NaN),
      ...(replicas.every(({ test: { groups } }) => groups) && {
        gauc: ranked.map((ranking) => ranking?.gauc ?? Number.NaN),
      }),
      calibration: ranked.map((ranking) => ranking?.calibration ?? null),
      ...(read.logVariances && { weights: learnedLossWeights(read.logVariances, heldOut.isBinary) }),
      ...(paths && {
        funnel: funnelLossesOf({ paths, replicas, logits: read.logits, isAlive }, { validation, test }),
      }),
    },
    gates: {
      step,
      levels: levels.flatMap((level, l) => {
        const sums = read.levels[l];
        return sums === undefined ? [] : [levelGatesOf(level, sums, network.numReplicas, numRows)];
      }),
    },
  };
}

// Learned factors c exp(-s) of the losses, `[R*T]`, without the fixed task weights; see `uncertainty.ts`.
const learnedLossWeights = (logVariances: Float32Array, isBinary: readonly number[]): number[] =>
  Array.from(logVariances, (s, i) => (isBinary[i % isBinary.length] === 1 ? 1 : 0.5) * exp(-s));

export function knownLossesOf(
  { tasks }: Pick<Experiment, 'tasks'>,
  replicas: readonly ReplicaData[],
): KnownLosses {
  const ofSplit = (split: 'validation' | 'test') =>
    replicas.flatMap((replica) =>
      tasks.map(({ kind }, t) => {
        const { labels, mask } = labelsOfTask(replica[split], t);
        return nullLoss(kind === 'binary', labels, mask);
      }),
    );
  const countsOf = (label: 0 | 1) =>
    replicas.flatMap(({ test }) =>
      tasks.map(({ kind }, t) => {
        const { labels, mask } = labelsOfTask(test, t);
        return kind === 'binary'
          ? labels.filter((value, row) => mask[row] === 1 && value === label).length
          : 0;
      }),
    );
  const nullLosses = { validation: ofSplit('validation'), test: ofSplit('test') };
  const paths = taskPathsOf(tasks);
  return {
    ...nullLosses,
    floor: replicas.flatMap(({ test }) => test.floor),
    numPositive: countsOf(1),
    numNegative: countsOf(0),
    trainRate: replicas.flatMap(({ train }) =>
      tasks.map(({ kind }, t) => (kind === 'binary' ? positiveRateOf(train, t) : Number.NaN)),
    ),
    ...(paths && { funnel: knownFunnelOf(paths, replicas, nullLosses) }),
  };
}

function positiveRateOf(split: SplitData, task: number): number {
  const { labels, mask } = labelsOfTask(split, task);
  let [numYes, total] = [0, 0];
  for (let row = 0; row < labels.length; row++) {
    const weight = (mask[row] ?? 0) * (split.weights?.[row] ?? 1);
    numYes += weight * (labels[row] ?? 0);
    total += weight;
  }
  return numYes / total;
}

function aliveReplicas(numReplicas: number, arrays: readonly Float32Array[]): boolean[] {
  return Array.from({ length: numReplicas }, (_, r) =>
    arrays.every((values) => {
      const size = values.length / numReplicas;
      return areAllFinite(values.subarray(r * size, (r + 1) * size));
    }),
  );
}

// Nine times as fast as `every`, which matters because all logits of all evaluations are checked here.
function areAllFinite(values: Float32Array): boolean {
  let zero = 0;
  // 0 times infinity is NaN.
  for (let i = 0; i < values.length; i++) zero += 0 * (values[i] ?? 0);
  return zero === 0;
}

/** Zero for a level without gates or native weights. */
function levelGatesOf(
  level: LevelSpec,
  { gates, native, experts }: LevelSums,
  numReplicas: number,
  /** Rows summed per replica. */
  numRows: { readonly gates: number; readonly experts: number },
): LevelGates {
  const outputDim = level.dims.at(-1) ?? 1;
  const numOutputs = numRows.experts * outputDim;
  const none = () => new Float32Array(numReplicas * level.units.length * level.experts.length);
  const { values, squares } = gates ?? { values: none(), squares: none() };
  const gateMean = values.map((value) => value / numRows.gates);
  const variance = squares.map((value, i) => value / numRows.gates - (gateMean[i] ?? 0) ** 2);
  const ofExperts = (sums: Float32Array) => sumsOfRows(sums, outputDim);
  return {
    gateMean,
    gateStd: variance.map((value) => Math.sqrt(Math.max(value, 0))),
    native:
      native ??
      concatenatedFloats(
        Array.from({ length: numReplicas }, () => Float32Array.from(fixedNativeWeights(level))),
      ),
    expertRms: ofExperts(experts.squares).map((value) => Math.sqrt(value / numOutputs)),
    sparsity: ofExperts(experts.numPositive).map((value) => 1 - value / numOutputs),
    deadFraction: ofExperts(experts.squares.map(livenessOf)).map((value) => 1 - value / outputDim),
  };
}

// 1 if the output was ever nonzero, else 0; NaN stays NaN.
function livenessOf(sumOfSquares: number): number {
  return sumOfSquares > 0 ? 1 : sumOfSquares * 0;
}

// Adds in single precision, as a device does.
function sumsOfRows(values: Float32Array, rowLength: number): Float32Array {
  const sums = new Float32Array(values.length / rowLength);
  for (const [i, value] of values.entries()) {
    const row = Math.floor(i / rowLength);
    sums[row] = (sums[row] ?? 0) + value;
  }
  return sums;
}
