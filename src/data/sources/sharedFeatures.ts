/**
 * Makes tasks that are weighted sums of hidden non-linear features of the inputs.
 * h_k = (sin(omega_k v_k . x + phi_k) - mean) / deviation with orthonormal v_k and x ~ N(0, I). y_t = a_t . h +
 * noise_t over the K features of the task's group; heads A = C Q with C C' = P and orthonormal rows Q, `[T, K]`.
 * Within a group, labels correlate by P_ij / sqrt((1 + noise_i^2) (1 + noise_j^2)), between groups by (common / K)
 * P_ij on average. Groups of rows share features, but have their own Q. With sample-dependent correlation, the sign
 * of the last input picks the heads, and that input enters no feature.
 */
import { cos, exp, sin } from '../../core/math.ts';
import { createStream } from '../../core/random.ts';
import { rowArithmetic } from '../arithmetic/arithmetic.ts';
import { byGroup, ofGroup, orthonormalRows, taskWeights } from '../drawnTasks.ts';
import { listsOf } from '../linearAlgebra.ts';
import { drawKeySuffix, randomisationOf } from '../randomisation.ts';
import { madeToOrder } from '../replica.ts';
import type { DataSetup, DataSource, DrawnTasks, Matrix, SourceSetup } from '../types.ts';
import { featureBankOf, sharedFeaturesInfo } from './sharedFeaturesInfo.ts';
import { numScoreFeatures } from './sourceSetup.ts';

export const sharedFeatures: DataSource = madeToOrder(sharedFeaturesInfo, drawnFeatures);

// Radians per standard deviation of the score: nearly straight to one full wave, or several waves.
const frequencyRanges = { smooth: { low: 1, high: 2 }, rough: { low: 2, high: 4 } } as const;

function drawnFeatures(setup: DataSetup, replica: number): DrawnTasks {
  const { data } = setup;
  const { size, ofTask } = featureBankOf(setup);
  const draws = randomisationOf(data, replica);
  const streamOf =
    (purpose: string, group = 0) =>
    (row: number) =>
      createStream(data.seed, draws.directions, purpose, row, ...ofGroup(group));
  const directions = orthonormalRows(size, numScoreFeatures(data), streamOf('feature'));
  const rows = byGroup(data, (group) =>
    orthonormalRows(ofTask.length, data.numFeatures, streamOf('head', group)),
  );
  const curves = directions.map((_, index) => featureCurveOf(index, data, draws.curves));
  const headsWith = (correlation: Matrix, group: number) =>
    taskWeights(correlation, 1, rows[group] ?? [], data); // [T][K]
  const ownOf = (task: number, ofAll: readonly Float64Array[]) =>
    (ofTask[task] ?? []).map((k) => ofAll[k] ?? new Float64Array());
  return {
    rows: draws.rows,
    variance: 1,
    constants: {
      directions: listsOf(directions),
      frequencies: curves.map(({ frequency }) => frequency),
      phases: curves.map(({ phase }) => phase),
      means: curves.map(({ mean }) => mean),
      deviations: curves.map(({ deviation }) => deviation),
    },
    weightsWith: (correlation, group) =>
      headsWith(correlation, group).map((head, task) => {
        const ofAll = directions.map(() => 0); // [size]
        for (const [place, k] of (ofTask[task] ?? []).entries()) ofAll[k] = head[place] ?? 0;
        return ofAll;
      }),
    // The features' directions, weighted by the head: within a group, tasks then have the requested cosines.
    directionsWith: (correlation, group) =>
      listsOf(headsWith(correlation, group).map((head, task) => weightedSum(head, ownOf(task, directions)))),
    signalsWith: (correlation, group) => {
      const heads = headsWith(correlation, group);
      return (inputs) => {
        const values = rowArithmetic.projections(directions, inputs, data.inputDim); // [size][N]
        for (const [index, curve] of curves.entries())
          applyFeatureCurve(values[index] ?? new Float64Array(), curve);
        return heads.map((head, task) => weightedSum(head, ownOf(task, values)));
      };
    },
  };
}

function weightedSum(weights: Float64Array, columns: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(columns[0]?.length ?? 0);
  for (const [k, column] of columns.entries()) {
    const weight = weights[k] ?? 0;
    for (let row = 0; row < sums.length; row++) sums[row] = (sums[row] ?? 0) + weight * (column[row] ?? 0);
  }
  return sums;
}

type FeatureCurve = ReturnType<typeof featureCurveOf>;

function featureCurveOf(index: number, { recipe, seed }: SourceSetup, draw: number) {
  const { low, high } = frequencyRanges[recipe];
  const { uniformBetween } = createStream(
    seed,
    'constants',
    'sharedFeatures',
    recipe,
    index,
    ...drawKeySuffix(draw),
  );
  const frequency = uniformBetween(low, high);
  const phase = uniformBetween(0, 2 * Math.PI);
  // E sin(w u + p) = sin(p) e^(-w^2 / 2) for a standard normal u; sin^2 = (1 - cos(2 w u + 2 p)) / 2.
  const mean = sin(phase) * exp(-(frequency * frequency) / 2);
  const square = (1 - cos(2 * phase) * exp(-2 * frequency * frequency)) / 2;
  return { frequency, phase, mean, deviation: Math.sqrt(square - mean * mean) };
}

function applyFeatureCurve(scores: Float64Array, { frequency, phase, mean, deviation }: FeatureCurve): void {
  rowArithmetic.toSines(scores, frequency, phase);
  for (let row = 0; row < scores.length; row++) scores[row] = ((scores[row] ?? 0) - mean) / deviation;
}
