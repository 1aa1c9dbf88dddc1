/**
 * Tasks over shared features: every task is a weighted sum of hidden non-linear features of the inputs. Knows nothing of
 * networks or of training.
 *
 * h_k = (sin(omega_k v_k . x + phi_k) - mean) / deviation with orthonormal directions v_k and x ~ N(0, I): features are
 * independent, of mean 0 and variance 1. y_t = a_t . h + noise_t over the K features of the task's group, where the heads
 * A = C Q have the Gram matrix P = C C' (orthonormal rows Q, `[T, K]`). So, unlike with `synthetic.ts`, what is asked for is
 * what the labels have: their correlation within a group is P_ij / sqrt((1 + noise_i^2) (1 + noise_j^2)). Tasks of different
 * groups meet in the common features only; there it is (common / K) P_ij on average over draws, not in each.
 * Sample-dependent correlation: the last input enters no feature; its sign picks the heads.
 */
import { cos, exp, sin } from '../core/math.ts';
import { createStream } from '../core/random.ts';
import { arithmetic } from './arithmetic/arithmetic.ts';
import { usedMatricesOf } from './correlation.ts';
import { listsOf } from './linearAlgebra.ts';
import { ofDraw, randomisationOf } from './randomisation.ts';
import { replicaFrom } from './replica.ts';
import { featureBankOf, sharedFeaturesInfo } from './sharedFeaturesInfo.ts';
import { numScoreFeatures } from './sourceSetup.ts';
import type {
  DataSetup,
  DataSource,
  DrawnSignals,
  Law,
  Matrix,
  ReplicaInParts,
  SourceSetup,
} from './types.ts';
import { orthonormalRows, taskWeights } from './weights.ts';

/** The source whose tasks need the same features, whether or not their labels go together. */
export const sharedFeatures: DataSource = {
  ...sharedFeaturesInfo,
  replicaInParts,
  truth: { signalsOf: featureSignals, directionsWith, lawOf },
};

/** Radians per standard deviation of the score: from nearly straight to a full wave, and several waves. */
const frequencies = { smooth: { low: 1, high: 2 }, rough: { low: 2, high: 4 } } as const;

/** The hidden features, and what tasks take of theirs for a possible correlation matrix. */
function drawnFeatures({ data }: DataSetup, replica: number) {
  const { size, ofTask } = featureBankOf(data);
  const draws = randomisationOf(data, replica);
  const streamOf = (purpose: string) => (row: number) =>
    createStream(data.seed, draws.directions, purpose, row);
  const directions = orthonormalRows(size, numScoreFeatures(data), streamOf('feature'));
  const rows = orthonormalRows(ofTask.length, data.numFeatures, streamOf('head'));
  return {
    features: directions.map((direction, index) => ({ direction, ...curveOf(index, data, draws.curves) })),
    ofTask,
    headsWith: (correlation: Matrix) => taskWeights(correlation, 1, rows, data), // [T][K]
    rows: draws.rows,
  };
}

function replicaInParts(setup: DataSetup, replica: number): ReplicaInParts {
  const { rows, signals } = featureSignals(setup, replica);
  return replicaFrom(setup, rows, signals);
}

/** A task points where its features do, each as much as the task takes of it: so tasks of one group have the cosines asked for. */
function directionsWith(setup: DataSetup, replica: number): (correlation: Matrix) => Matrix {
  const { features, ofTask, headsWith } = drawnFeatures(setup, replica);
  return (correlation) =>
    headsWith(correlation).map((head, task) => {
      const own = (ofTask[task] ?? []).map((k) => features[k]?.direction ?? new Float64Array());
      return Array.from(own[0] ?? [], (_, input) =>
        own.reduce((sum, direction, place) => sum + (head[place] ?? 0) * (direction[input] ?? 0), 0),
      );
    });
}

/** The law of the rows: the features and the heads, for any generator of normal numbers. */
function lawOf(setup: DataSetup, replica: number): Law {
  const { features, ofTask, headsWith } = drawnFeatures(setup, replica);
  const weights = usedMatricesOf(setup.data).map((matrix) =>
    headsWith(matrix).map((head, task) => {
      const ofAll = features.map(() => 0); // [size]
      for (const [place, k] of (ofTask[task] ?? []).entries()) ofAll[k] = head[place] ?? 0;
      return ofAll;
    }),
  );
  const constants = {
    directions: listsOf(features.map(({ direction }) => direction)),
    frequencies: features.map(({ frequency }) => frequency),
    phases: features.map(({ phase }) => phase),
    means: features.map(({ mean }) => mean),
    deviations: features.map(({ deviation }) => deviation),
  };
  return { variance: 1, constants, weights };
}

/** The targets of a replica as they follow from inputs, and the key of its rows. */
function featureSignals(setup: DataSetup, replica: number): DrawnSignals {
  const { features, ofTask, headsWith, rows } = drawnFeatures(setup, replica);
  const signalsWith = (correlation: Matrix) => {
    const heads = headsWith(correlation);
    return (inputs: Float32Array) => {
      const directions = features.map(({ direction }) => direction);
      const values = arithmetic.projections(directions, inputs, setup.data.inputDim); // [size][N]
      for (const [index, feature] of features.entries()) bend(values[index] ?? new Float64Array(), feature);
      return heads.map((head, task) =>
        weightedSum(
          head,
          (ofTask[task] ?? []).map((k) => values[k] ?? new Float64Array()),
        ),
      );
    };
  };
  return { rows, signals: { variance: 1, signalsWith } };
}

/** Adds up columns `[K][N]` with their weights, in their order; `[N]`. */
function weightedSum(weights: Float64Array, columns: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(columns[0]?.length ?? 0);
  for (const [k, column] of columns.entries()) {
    const weight = weights[k] ?? 0;
    for (let row = 0; row < sums.length; row++) sums[row] = (sums[row] ?? 0) + weight * (column[row] ?? 0);
  }
  return sums;
}

/** How a hidden feature depends on the score, and what standardises it. */
interface Curve {
  readonly frequency: number;
  readonly phase: number;
  readonly mean: number;
  readonly deviation: number;
}

function curveOf(index: number, { recipe, seed }: SourceSetup, draw: number): Curve {
  const { low, high } = frequencies[recipe];
  const { uniformBetween } = createStream(
    seed,
    'constants',
    'sharedFeatures',
    recipe,
    index,
    ...ofDraw(draw),
  );
  const frequency = uniformBetween(low, high);
  const phase = uniformBetween(0, 2 * Math.PI);
  // E sin(w u + p) = sin(p) e^(-w^2 / 2) for a standard normal u; sin^2 = (1 - cos(2 w u + 2 p)) / 2.
  const mean = sin(phase) * exp(-(frequency * frequency) / 2);
  const square = (1 - cos(2 * phase) * exp(-2 * frequency * frequency)) / 2;
  return { frequency, phase, mean, deviation: Math.sqrt(square - mean * mean) };
}

/** Puts the values of a hidden feature in the place of its scores. */
function bend(scores: Float64Array, { frequency, phase, mean, deviation }: Curve): void {
  arithmetic.toSines(scores, frequency, phase);
  for (let row = 0; row < scores.length; row++) scores[row] = ((scores[row] ?? 0) - mean) / deviation;
}
