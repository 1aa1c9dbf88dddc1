/** Held-out losses and gate statistics of one network, from one readback. Losses are sums in float64, made here. */
import { logLoss, meanSquaredError } from '../analysis/metrics.ts';
import type { ReplicaData } from '../data/types.ts';
import type { GateSnapshot, LevelGates, LossPoint } from '../experiment/run.ts';
import type { ForwardResult } from '../network/forward.ts';
import type { Network } from '../network/network.ts';
import type { Tensor } from '../tf/tf.ts';
import { add, concat, reshape, square, sum, tidy, zeros } from '../tf/tf.ts';
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
  const { validation: validationChunks, test: testChunks } = heldOut.device.chunks;
  const [validation, test, trainSum, norms, ...gateValues] = await readTogether(() => {
    const [testLogits, ...gateSums] = sumChunks(network, testChunks);
    return [
      logitsOf(network, validationChunks),
      testLogits,
      trainLossSum,
      weightNorms(network),
      ...gateTensors(network, gateSums),
    ];
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
    gates: {
      step,
      levels: levels.map((_, l) => levelGatesOf(gateValues.slice(3 * l, 3 * l + 3), numTestRows)),
    },
  };
}

/** Logits `[R*T, N]` of all chunks. */
function logitsOf(network: Network, chunks: readonly Tensor[]): Tensor {
  // A scope per chunk: the activations of one give their memory to the next.
  return concat(
    chunks.map((chunk) => tidy(() => network.predict(chunk).logits)),
    1,
  );
}

/** The same, and for every level with gates the sums over rows of the gates and of their squares, `[R*U, E]` each. */
function sumChunks(network: Network, chunks: readonly Tensor[]): [Tensor, ...Tensor[]] {
  const passes = chunks.map((chunk) => tidy(() => sumsOf(network.predict(chunk))));
  const [logits = [], ...sums] = (passes[0] ?? []).map((_, i) => passes.flatMap((pass) => pass[i] ?? []));
  return [concat(logits, 1), ...sums.map(total)];
}

function sumsOf({ logits, gates }: ForwardResult): Tensor[] {
  return [logits, ...gates.flatMap((gate) => (gate === null ? [] : [sum(gate, 1), sum(square(gate), 1)]))];
}

/** Three tensors per level, `[R*U, E]` each: gate sums, sums of squares, native weights; 0 where a level has none. */
function gateTensors(network: Network, gateSums: readonly Tensor[]): Tensor[] {
  const rest = gateSums.values();
  return network.plan.levels.flatMap(({ gate, native, mix }) => {
    const none = () => zeros([network.numReplicas * mix.numUnits, mix.numExperts]);
    const next = () => (gate === null ? none() : (rest.next().value ?? none()));
    return [next(), next(), (native === null ? undefined : network.parameters()[native]) ?? none()];
  });
}

function levelGatesOf([sums, squares, native]: readonly Float32Array[], numRows: number): LevelGates {
  if (sums === undefined || squares === undefined || native === undefined)
    throw new Error('Gate statistics are missing.');
  const gateMean = sums.map((value) => value / numRows);
  const variance = squares.map((value, i) => value / numRows - (gateMean[i] ?? 0) ** 2);
  return { gateMean, gateSpread: variance.map((value) => Math.sqrt(Math.max(value, 0))), native };
}

/** Sum of squares of all parameters per replica, `[R]`: not finite once any weight is not, which logits may hide on a GPU. */
function weightNorms(network: Network): Tensor {
  const perTensor = network
    .parameters()
    .map((parameter) => sum(square(reshape(parameter, [network.numReplicas, -1])), 1));
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
