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
import { drawsOf } from './draws.ts';
import { targetCovariance } from './labelCorrelation.ts';
import { dot } from './linearAlgebra.ts';
import { type RecipeConstants, recipeConstants } from './recipe.ts';
import { replicaFrom } from './replica.ts';
import { numScoreFeatures } from './sourceSetup.ts';
import { syntheticInfo } from './syntheticInfo.ts';
import type { DataSetup, DataSource, ReplicaInParts } from './types.ts';
import { orthonormalRows, taskWeights } from './weights.ts';

/** The source that needs no file: tasks made to order. */
export const synthetic: DataSource = { ...syntheticInfo, replicaInParts };

function replicaInParts(setup: DataSetup, replica: number): ReplicaInParts {
  const { seed, recipe } = setup.data;
  const draws = drawsOf(setup.data, replica);
  const constants = recipeConstants(recipe, seed, draws.curves);
  const directions = orthonormalRows(setup.tasks.length, numScoreFeatures(setup.data), (row) =>
    createStream(seed, draws.directions, 'direction', row),
  );
  return replicaFrom(setup, draws.rows, {
    variance: targetCovariance(constants)(1),
    signalsWith: (correlation) => {
      const weights = taskWeights(correlation, constants.scale, directions); // [T][d]
      return (inputs) => weights.map((ofTask) => signalOf(dot(ofTask, inputs), constants));
    },
  });
}

/** s + sum over k of sin(alpha_k s + beta_k). */
function signalOf(score: number, { frequencies, phases }: RecipeConstants): number {
  let signal = score;
  for (let k = 0; k < frequencies.length; k++)
    signal += sin((frequencies[k] ?? 0) * score + (phases[k] ?? 0));
  return signal;
}
