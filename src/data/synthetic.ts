/**
 * Synthetic correlated tasks: linear scores with chosen cosines, made non-linear by shared sines. Knows nothing of networks
 * or of training.
 *
 * Source: Ma et al., MMoE, KDD 2018, section 3.2, generalised from two tasks to T and a full matrix P = C C':
 * W = c C Q with orthonormal rows Q, x ~ N(0, I), s_t = w_t . x, y_t = s_t + sum_k sin(alpha_k s_t + beta_k) + noise_t.
 * Sample-dependent correlation (Tang et al., PLE, RecSys 2020): the last feature enters no score; its sign picks the matrix.
 */
import { createStream } from '../core/random.ts';
import { arithmetic } from './arithmetic/arithmetic.ts';
import { usedMatricesOf } from './correlation.ts';
import { targetCovariance } from './labelCorrelation.ts';
import { listsOf } from './linearAlgebra.ts';
import { randomisationOf } from './randomisation.ts';
import { type RecipeConstants, recipeConstants } from './recipe.ts';
import { replicaFrom } from './replica.ts';
import { numScoreFeatures } from './sourceSetup.ts';
import { syntheticInfo } from './syntheticInfo.ts';
import type { DataSetup, DataSource, DrawnSignals, Law, Matrix, ReplicaInParts } from './types.ts';
import { orthonormalRows, taskWeights } from './weights.ts';

/** The source that needs no file: tasks made to order. */
export const synthetic: DataSource = {
  ...syntheticInfo,
  replicaInParts,
  truth: {
    signalsOf: sineSignals,
    directionsWith: (setup, replica) => {
      const { weightsWith } = drawnSines(setup, replica);
      return (correlation) => listsOf(weightsWith(correlation));
    },
    lawOf,
  },
};

/** The curve that all tasks have in common, and their weight vectors for a possible correlation matrix. */
function drawnSines({ tasks, data }: DataSetup, replica: number) {
  const draws = randomisationOf(data, replica);
  const constants = recipeConstants(data.recipe, data.seed, draws.curves);
  const directions = orthonormalRows(tasks.length, numScoreFeatures(data), (row) =>
    createStream(data.seed, draws.directions, 'direction', row),
  );
  return {
    constants,
    variance: targetCovariance(constants)(1),
    weightsWith: (correlation: Matrix) => taskWeights(correlation, constants.scale, directions, data), // [T][d]
    rows: draws.rows,
  };
}

function replicaInParts(setup: DataSetup, replica: number): ReplicaInParts {
  const { rows, signals } = sineSignals(setup, replica);
  return replicaFrom(setup, rows, signals);
}

/** The law of the rows: the curve and the weights, for any generator of normal numbers. */
function lawOf(setup: DataSetup, replica: number): Law {
  const { constants, variance, weightsWith } = drawnSines(setup, replica);
  const { frequencies, phases } = constants;
  const weights = usedMatricesOf(setup.data).map((matrix) => listsOf(weightsWith(matrix)));
  return { variance, constants: { frequencies, phases }, weights };
}

/** The targets of a replica as they follow from inputs, and the key of its rows. */
function sineSignals(setup: DataSetup, replica: number): DrawnSignals {
  const { constants, variance, weightsWith, rows } = drawnSines(setup, replica);
  const signalsWith = (correlation: Matrix) => {
    const weights = weightsWith(correlation);
    return (inputs: Float32Array) =>
      arithmetic
        .projections(weights, inputs, setup.data.inputDim)
        .map((scores) => signalsFrom(scores, constants));
  };
  return { rows, signals: { variance, signalsWith } };
}

/** s + sum over k of sin(alpha_k s + beta_k), of every score s. */
function signalsFrom(scores: Float64Array, { frequencies, phases }: RecipeConstants): Float64Array {
  const signals = scores.slice();
  for (const [k, frequency] of frequencies.entries()) {
    const sines = scores.slice();
    arithmetic.toSines(sines, frequency, phases[k] ?? 0);
    for (let row = 0; row < signals.length; row++) signals[row] = (signals[row] ?? 0) + (sines[row] ?? 0);
  }
  return signals;
}
