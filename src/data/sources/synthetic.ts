/**
 * Makes tasks from linear scores with chosen cosines and shared sines (Ma et al., MMoE, KDD 2018, section 3.2), generalised to T tasks and
 * a matrix P = C C'. W = c C Q with orthonormal rows Q, x ~ N(0, I), s_t = w_t . x, y_t = s_t + sum_k sin(alpha_k s_t + beta_k) + noise_t.
 * Groups of rows have their own Q. With sample-dependent correlation (Tang et al., PLE, RecSys 2020), the sign of the last input picks the
 * matrix, and that input enters no score.
 */
import { createStream } from '../../core/random.ts';
import { rowArithmetic } from '../arithmetic/arithmetic.ts';
import {
  byGroup,
  drawRecipeConstants,
  ofGroup,
  orthonormalRows,
  type RecipeConstants,
  taskWeights,
} from '../drawnTasks.ts';
import { targetCovariance } from '../labelCorrelation.ts';
import { listsOf } from '../linearAlgebra.ts';
import { randomisationOf } from '../randomisation.ts';
import { madeToOrder } from '../replica.ts';
import type { DataSetup, DataSource, DrawnTasks, Matrix } from '../types.ts';
import { numScoreFeatures } from './sourceSetup.ts';
import { syntheticInfo } from './syntheticInfo.ts';

export const synthetic: DataSource = madeToOrder(syntheticInfo, drawnSines);

function drawnSines({ tasks, data }: DataSetup, replica: number): DrawnTasks {
  const draws = randomisationOf(data, replica);
  const curve = drawRecipeConstants(data.recipe, data.seed, draws.curves);
  const { scale, ...constants } = curve;
  const directions = byGroup(data, (group) =>
    orthonormalRows(tasks.length, numScoreFeatures(data), (row) =>
      createStream(data.seed, draws.directions, 'direction', row, ...ofGroup(group)),
    ),
  );
  const vectorsWith = (correlation: Matrix, group: number) =>
    taskWeights(correlation, scale, directions[group] ?? [], data); // [T][d]
  const weightsWith = (correlation: Matrix, group: number) => listsOf(vectorsWith(correlation, group));
  return {
    rows: draws.rows,
    variance: targetCovariance(curve)(1),
    constants,
    weightsWith,
    directionsWith: weightsWith,
    signalsWith: (correlation, group) => {
      const vectors = vectorsWith(correlation, group);
      return (inputs) =>
        rowArithmetic.projections(vectors, inputs, data.inputDim).map((scores) => signalsFrom(scores, curve));
    },
  };
}

function signalsFrom(scores: Float64Array, { frequencies, phases }: RecipeConstants): Float64Array {
  const signals = scores.slice();
  for (const [k, frequency] of frequencies.entries()) {
    const sines = scores.slice();
    rowArithmetic.toSines(sines, frequency, phases[k] ?? 0);
    for (let row = 0; row < signals.length; row++) signals[row] = (signals[row] ?? 0) + (sines[row] ?? 0);
  }
  return signals;
}
