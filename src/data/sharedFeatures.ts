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
import { drawsOf, ofDraw } from './draws.ts';
import { dot } from './linearAlgebra.ts';
import { replicaFrom } from './replica.ts';
import { featureBankOf, sharedFeaturesInfo } from './sharedFeaturesInfo.ts';
import { numScoreFeatures } from './sourceSetup.ts';
import type { DataSetup, DataSource, ReplicaInParts, SourceSetup } from './types.ts';
import { orthonormalRows, taskWeights } from './weights.ts';

/** The source whose tasks need the same features, whether or not their labels go together. */
export const sharedFeatures: DataSource = { ...sharedFeaturesInfo, replicaInParts };

/** Radians per standard deviation of the score: from nearly straight to a full wave, and several waves. */
const frequencies = { smooth: { low: 1, high: 2 }, rough: { low: 2, high: 4 } } as const;

function replicaInParts(setup: DataSetup, replica: number): ReplicaInParts {
  const { data } = setup;
  const { size, ofTask } = featureBankOf(data);
  const draws = drawsOf(data, replica);
  const streamOf = (purpose: string) => (row: number) =>
    createStream(data.seed, draws.directions, purpose, row);
  const directions = orthonormalRows(size, numScoreFeatures(data), streamOf('feature'));
  const features = directions.map((direction, index) => featureOf(direction, index, data, draws.curves));
  const rows = orthonormalRows(ofTask.length, data.numFeatures, streamOf('head'));
  return replicaFrom(setup, draws.rows, {
    variance: 1,
    signalsWith: (correlation) => {
      const heads = taskWeights(correlation, 1, rows); // [T][K]
      return (inputs) => {
        const values = features.map((feature) => feature(inputs));
        return heads.map((head, task) =>
          dot(
            head,
            (ofTask[task] ?? []).map((k) => values[k] ?? 0),
          ),
        );
      };
    },
  });
}

/** The value of a hidden feature for a row. `direction` `[d]` is a unit vector; the curve is that of the draw. */
function featureOf(
  direction: Float64Array,
  index: number,
  { recipe, seed }: SourceSetup,
  draw: number,
): (inputs: Float32Array) => number {
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
  const deviation = Math.sqrt(square - mean * mean);
  return (inputs) => (sin(frequency * dot(direction, inputs) + phase) - mean) / deviation;
}
