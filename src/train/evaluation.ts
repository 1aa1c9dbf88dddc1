/** Held-out losses and gate statistics of one network, from one readback. Losses are sums in float64, made here. */
import { logLoss, meanSquaredError } from '../analysis/metrics.ts';
import type { ReplicaData } from '../data/types.ts';
import type { GateSnapshot, LevelGates, LossPoint } from '../experiment/run.ts';
import type { Network } from '../network/network.ts';
import { add, concat, reshape, square, sum, zeros } from '../tf/tf.ts';
import type { Tensor } from '../tf/tf.ts';
import type { DeviceData } from './deviceData.ts';
import { readTogether } from './readback.ts';

export interface HeldOut {
  readonly device: DeviceData;
  readonly replicas: readonly ReplicaData[];
  /** `[T]`, 1 for a binary task. */
  readonly isBinary: readonly number[];
}

/** Evaluates at `step`; `trainLossSum` `[R*T]` holds the sum over `numSteps` batches since the last evaluation. */
export async function evaluateNetwork(
  network: Network,
  heldOut: HeldOut,
  { step, trainLossSum, numSteps }: { step: number; trainLossSum: Tensor; numSteps: number },
): Promise<{ loss: LossPoint; gates: GateSnapshot }> {
  const { levels } = network.plan;
  const [validation, test, trainSum, norms, ...gateValues] = await readTogether(() => {
    const testPass = predictChunks(network, heldOut.device.chunks.test);
    const validationPass = predictChunks(network, heldOut.device.chunks.validation);
    return [validationPass.logits, testPass.logits, trainLossSum, weightNorms(network), ...gateTensors(network, testPass.gates)];
  });
  if (validation === undefined || test === undefined || trainSum === undefined || norms === undefined) {
    throw new Error('The evaluation read nothing.');
  }
  const numTestRows = heldOut.replicas[0]?.test.numRows ?? 0;
  const isAlive = aliveReplicas(network.numReplicas, [validation, test, norms]);
  return {
    loss: {
      step,
      train: numSteps === 0 ? [] : Array.from(trainSum, (total) => total / numSteps),
      validation: lossesOf(validation, heldOut, 'validation', isAlive),
      test: lossesOf(test, heldOut, 'test', isAlive),
    },
    gates: { step, levels: levels.map((_, l) => levelGatesOf(gateValues.slice(3 * l, 3 * l + 3), numTestRows)) },
  };
}

/** Logits `[R*T, N]` of all chunks, and per level the sums over rows of the gates and their squares, `[R*U, E]` each. */
function predictChunks(network: Network, chunks: readonly Tensor[]) {
  const passes = chunks.map((chunk) => network.predict(chunk));
  const logits = concat(passes.map((pass) => pass.logits), 1);
  const gates = network.plan.levels.map((_, l) => {
    const perChunk = passes.flatMap((pass) => pass.gates[l] ?? []);
    if (perChunk.length === 0) return null;
    return {
      sum: total(perChunk.map((gate) => sum(gate, 1))),
      squares: total(perChunk.map((gate) => sum(square(gate), 1))),
    };
  });
  return { logits, gates };
}

/** Three tensors per level, `[R*U, E]` each: gate sums, sums of squares, native weights; 0 where a level has none. */
function gateTensors(network: Network, gates: ReturnType<typeof predictChunks>['gates']): Tensor[] {
  return network.plan.levels.flatMap((level, l) => {
    const none = () => zeros([network.numReplicas * level.mix.numUnits, level.mix.numExperts]);
    const native = level.native === null ? undefined : network.parameters()[level.native];
    return [gates[l]?.sum ?? none(), gates[l]?.squares ?? none(), native ?? none()];
  });
}

function levelGatesOf([sums, squares, native]: readonly Float32Array[], numRows: number): LevelGates {
  if (sums === undefined || squares === undefined || native === undefined) throw new Error('Gate statistics are missing.');
  const gateMean = sums.map((value) => value / numRows);
  const variance = squares.map((value, i) => value / numRows - (gateMean[i] ?? 0) ** 2);
  return { gateMean, gateSpread: variance.map((value) => Math.sqrt(Math.max(value, 0))), native };
}

/** Sum of squares of all parameters per replica, `[R]`: not finite once any weight is not, which logits may hide on a GPU. */
function weightNorms(network: Network): Tensor {
  const perTensor = network.parameters().map((parameter) => sum(square(reshape(parameter, [network.numReplicas, -1])), 1));
  return total(perTensor);
}

function total(tensors: readonly Tensor[]): Tensor {
  return tensors.reduce((sumSoFar, next) => add(sumSoFar, next));
}

/** Per replica: every value of every array is finite. Each array has the replica as its slowest axis. */
function aliveReplicas(numReplicas: number, arrays: readonly Float32Array[]): boolean[] {
  return Array.from({ length: numReplicas }, (_, r) =>
    arrays.every((values) => {
      const size = values.length / numReplicas;
      return values.subarray(r * size, (r + 1) * size).every(Number.isFinite);
    }),
  );
}

/** `[R*T]`; NaN for every task of a replica that is not alive. */
function lossesOf(
  logits: Float32Array,
  { replicas, isBinary }: HeldOut,
  split: 'validation' | 'test',
  isAlive: readonly boolean[],
): number[] {
  const numTasks = isBinary.length;
  return replicas.flatMap((replica, r) =>
    isBinary.map((binary, t) => {
      if (!isAlive[r]) return Number.NaN;
      const { numRows, targets, mask } = replica[split];
      const row = (r * numTasks + t) * numRows;
      const lossOf = binary === 1 ? logLoss : meanSquaredError;
      const ofTask = (values: Float32Array) => values.subarray(t * numRows, (t + 1) * numRows);
      return lossOf(logits.subarray(row, row + numRows), ofTask(targets), ofTask(mask));
    }),
  );
}
