/**
 * Synthetic correlated tasks: linear scores with chosen cosines, made non-linear by shared sines. Knows nothing of networks
 * or of training.
 *
 * Source: Ma et al., MMoE, KDD 2018, section 3.2, generalised from two tasks to T and a full matrix P = C C':
 * W = c C Q with orthonormal rows Q, x ~ N(0, I), s_t = w_t . x, y_t = s_t + sum_k sin(alpha_k s_t + beta_k) + noise_t.
 * Sample-dependent correlation (Tang et al., PLE, RecSys 2020): the last feature enters no score; its sign picks the matrix.
 */
import { sin } from '../core/math.ts';
import { createStream } from '../core/random.ts';
import { repairOf } from './correlation.ts';
import { dot } from './linearAlgebra.ts';
import { type RecipeConstants, recipeConstants } from './recipe.ts';
import { replicaFrom } from './replica.ts';
import { numScoreFeatures } from './sourceSetup.ts';
import { syntheticInfo } from './syntheticInfo.ts';
import type { DataSetup, DataSource, Matrix, ReplicaInParts } from './types.ts';
import { orthonormalRows, taskWeights } from './weights.ts';

/** The source that needs no file: tasks made to order. */
export const synthetic: DataSource = { ...syntheticInfo, replicaInParts };

/** What is true of all rows of a replica. */
interface World {
  readonly setup: DataSetup;
  readonly constants: RecipeConstants;
  /** `[T][d]`. */
  readonly weights: readonly Float64Array[];
  /** The weights of rows whose last feature is negative, `[T][d]`; null: the same. */
  readonly secondWeights: readonly Float64Array[] | null;
}

function replicaInParts(setup: DataSetup, replica: number): ReplicaInParts {
  const world = worldOf(setup, replica);
  return replicaFrom(setup, replica, (inputs) =>
    setup.tasks.map((_, index) => signalsOf(index, inputs, world)),
  );
}

function worldOf(setup: DataSetup, replica: number): World {
  const { seed, recipe, correlation, secondCorrelation } = setup.data;
  const constants = recipeConstants(recipe, seed);
  const directions = orthonormalRows(setup.tasks.length, numScoreFeatures(setup.data), (row) =>
    createStream(seed, replica, 'direction', row),
  );
  const weightsOf = (matrix: Matrix) => taskWeights(repairOf(matrix).matrix, constants.scale, directions);
  const secondWeights = secondCorrelation === null ? null : weightsOf(secondCorrelation);
  return { setup, constants, weights: weightsOf(correlation), secondWeights };
}

/** Noise-free y of one task, `[N]`, from the inputs as the network sees them (rounded to float32). */
function signalsOf(task: number, inputs: Float32Array, world: World): Float64Array {
  const { inputDim } = world.setup.data;
  const weights = world.weights[task] ?? [];
  const secondWeights = world.secondWeights?.[task] ?? weights;
  return Float64Array.from({ length: inputs.length / inputDim }, (_, row) => {
    const features = inputs.subarray(row * inputDim, (row + 1) * inputDim);
    const usesSecond = (features[inputDim - 1] ?? 0) < 0;
    return signalOf(dot(usesSecond ? secondWeights : weights, features), world.constants);
  });
}

/** s + sum over k of sin(alpha_k s + beta_k). */
function signalOf(score: number, { frequencies, phases }: RecipeConstants): number {
  let signal = score;
  for (let k = 0; k < frequencies.length; k++)
    signal += sin((frequencies[k] ?? 0) * score + (phases[k] ?? 0));
  return signal;
}
