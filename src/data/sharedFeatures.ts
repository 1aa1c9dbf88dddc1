/**
 * Tasks over shared features: every task is a weighted sum of hidden non-linear features of the inputs. Knows nothing of
 * networks or of training.
 *
 * h_k = (sin(omega_k v_k . x + phi_k) - mean) / deviation with orthonormal directions v_k and x ~ N(0, I): features are
 * independent, of mean 0 and variance 1. y_t = a_t . h + noise_t over the K features of the task's group, where the heads
 * A = C Q have the Gram matrix P = C C' (orthonormal rows Q, `[T, K]`). So, unlike with `synthetic.ts`, what is asked for is
 * what the labels have: their correlation within a group is P_ij / sqrt((1 + noise_i^2) (1 + noise_j^2)). Tasks of different
 * groups meet in the common features only; there it is (common / K) P_ij on average over replicas, not in each.
 * Sample-dependent correlation: the last input enters no feature; its sign picks the heads.
 */
import { cos, exp, sin } from '../core/math.ts';
import { createStream } from '../core/random.ts';
import { repairOf } from './correlation.ts';
import { dot } from './linearAlgebra.ts';
import { replicaFrom } from './replica.ts';
import { featureBankOf, sharedFeaturesInfo } from './sharedFeaturesInfo.ts';
import { numScoreFeatures } from './sourceSetup.ts';
import type { DataSetup, DataSource, Matrix, ReplicaInParts, SourceSetup } from './types.ts';
import { orthonormalRows, taskWeights } from './weights.ts';

/** The source whose tasks need the same features, whether or not their labels go together. */
export const sharedFeatures: DataSource = { ...sharedFeaturesInfo, replicaInParts };

/** One hidden feature. */
interface Feature {
  /** Unit vector, `[d]`. */
  readonly direction: Float64Array;
  readonly frequency: number;
  readonly phase: number;
  /** Of the sine, for a standard normal score. */
  readonly mean: number;
  readonly deviation: number;
}

/** What is true of all rows of a replica. */
interface World {
  readonly inputDim: number;
  readonly features: readonly Feature[];
  /** The features of every task, `[T][K]`. */
  readonly featuresOfTask: readonly (readonly number[])[];
  /** `[T][K]`. */
  readonly heads: readonly Float64Array[];
  /** The heads of rows whose last input is negative, `[T][K]`. */
  readonly secondHeads: readonly Float64Array[];
}

/** Radians per standard deviation of the score: from nearly straight to a full wave, and several waves. */
const frequencies = { smooth: { low: 1, high: 2 }, rough: { low: 2, high: 4 } } as const;

function replicaInParts(setup: DataSetup, replica: number): ReplicaInParts {
  const world = worldOf(setup.data, replica);
  return replicaFrom(setup, replica, (inputs) => signalsOf(inputs, world));
}

function worldOf(data: SourceSetup, replica: number): World {
  const { seed, numFeatures, correlation, secondCorrelation } = data;
  const { size, ofTask } = featureBankOf(data);
  const streamOf = (purpose: string) => (row: number) => createStream(seed, replica, purpose, row);
  const directions = orthonormalRows(size, numScoreFeatures(data), streamOf('feature'));
  const rows = orthonormalRows(ofTask.length, numFeatures, streamOf('head'));
  const headsOf = (matrix: Matrix) => taskWeights(repairOf(matrix).matrix, 1, rows);
  const heads = headsOf(correlation);
  return {
    inputDim: data.inputDim,
    features: directions.map((direction, index) => featureOf(direction, index, data)),
    featuresOfTask: ofTask,
    heads,
    secondHeads: secondCorrelation === null ? heads : headsOf(secondCorrelation),
  };
}

/** Its curve is the same for every replica, as are the constants of the other recipe; its direction is not. */
function featureOf(direction: Float64Array, index: number, { recipe, seed }: SourceSetup): Feature {
  const { low, high } = frequencies[recipe];
  const { uniformBetween } = createStream(seed, 'constants', 'sharedFeatures', recipe, index);
  const frequency = uniformBetween(low, high);
  const phase = uniformBetween(0, 2 * Math.PI);
  // E sin(w u + p) = sin(p) e^(-w^2 / 2) for a standard normal u; sin^2 = (1 - cos(2 w u + 2 p)) / 2.
  const mean = sin(phase) * exp(-(frequency * frequency) / 2);
  const square = (1 - cos(2 * phase) * exp(-2 * frequency * frequency)) / 2;
  return { direction, frequency, phase, mean, deviation: Math.sqrt(square - mean * mean) };
}

/** Noise-free y of every task, `[T][N]`. */
function signalsOf(inputs: Float32Array, world: World): readonly Float64Array[] {
  const { inputDim, features, featuresOfTask, heads, secondHeads } = world;
  const signals = heads.map(() => new Float64Array(inputs.length / inputDim));
  for (let row = 0; row < inputs.length / inputDim; row++) {
    const ofRow = inputs.subarray(row * inputDim, (row + 1) * inputDim);
    const values = features.map((feature) => featureValue(feature, ofRow));
    const headsHere = (ofRow[inputDim - 1] ?? 0) < 0 ? secondHeads : heads;
    for (const [task, ofTask] of signals.entries()) {
      const own = featuresOfTask[task] ?? [];
      ofTask[row] = own.reduce(
        (sum, k, index) => sum + (headsHere[task]?.[index] ?? 0) * (values[k] ?? 0),
        0,
      );
    }
  }
  return signals;
}

function featureValue(
  { direction, frequency, phase, mean, deviation }: Feature,
  inputs: Float32Array,
): number {
  return (sin(frequency * dot(direction, inputs) + phase) - mean) / deviation;
}
