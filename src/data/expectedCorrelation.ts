/**
 * What the labels of tasks are expected to share before there are any rows: closed forms, one per data source. Not part of
 * what the registry says of a source, since a form can do without their arithmetic.
 */

import { targetCovariance } from './labelCorrelation.ts';
import { at, squareOf } from './linearAlgebra.ts';
import { randomisationOf } from './randomisation.ts';
import { recipeConstants } from './recipe.ts';
import { featureBankOf, sharedFeaturesInfo } from './sharedFeaturesInfo.ts';
import { syntheticInfo } from './syntheticInfo.ts';
import type { DataSetup, Matrix, SourceSetup } from './types.ts';

/** Of the noise-free targets of a source, before standardisation. */
interface ClosedForm {
  readonly variance: number;
  /** Covariance of the tasks `row` and `column` where their cosine is `cosine`. */
  readonly covarianceOf: (row: number, column: number, cosine: number) => number;
}

/** Of the first repetition's draw. */
function ofSines(data: SourceSetup): ClosedForm {
  const { curves } = randomisationOf(data, 0);
  const covarianceOf = targetCovariance(recipeConstants(data.recipe, data.seed, curves));
  return { variance: covarianceOf(1), covarianceOf: (_row, _column, cosine) => covarianceOf(cosine) };
}

/** Tasks meet in the features that they have in common; where these are not all, it is so on average over draws. */
function ofSharedFeatures(data: SourceSetup): ClosedForm {
  const numCommon = numCommonFeatures(data);
  return {
    variance: 1,
    covarianceOf: (row, column, cosine) => (numCommon(row, column) / data.numFeatures) * cosine,
  };
}

/** How many features two tasks have in common. */
function numCommonFeatures(data: SourceSetup): (row: number, column: number) => number {
  const { ofTask } = featureBankOf(data);
  return (row, column) => {
    const own = new Set(ofTask[row]);
    return (ofTask[column] ?? []).filter((feature) => own.has(feature)).length;
  };
}

/** Whether two tasks have no feature in common, so that their labels share nothing, whatever is asked for. */
export const areApart = (data: SourceSetup, row: number, column: number): boolean =>
  data.source === sharedFeaturesInfo.id && numCommonFeatures(data)(row, column) === 0;

const closedForms: ReadonlyMap<string, (data: SourceSetup) => ClosedForm> = new Map([
  [syntheticInfo.id, ofSines],
  [sharedFeaturesInfo.id, ofSharedFeatures],
]);

/**
 * Expected correlation of the regression targets of every pair of tasks, `[T, T]`: of binary tasks, of the scores behind
 * their labels, which share more. `cosines` are the matrices in use (repaired), one for all rows or one for each half of
 * them, of which the mean counts. NaN off the diagonal for a source without a closed form.
 */
export function expectedLabelCorrelation({ tasks, data }: DataSetup, cosines: readonly Matrix[]): Matrix {
  const form = closedForms.get(data.source)?.(data);
  if (form === undefined) return squareOf(tasks.length, (row, column) => (row === column ? 1 : Number.NaN));
  const noiseVariance = (noise: number) =>
    data.noiseUnit === 'share' ? noise * form.variance : noise * noise;
  const deviations = tasks.map(({ noise }) => Math.sqrt(form.variance + noiseVariance(noise)));
  return squareOf(tasks.length, (row, column) => {
    if (row === column) return 1;
    const covariances = cosines.map((matrix) => form.covarianceOf(row, column, at(matrix, row, column)));
    const covariance = covariances.reduce((sum, one) => sum + one, 0) / cosines.length;
    return covariance / ((deviations[row] ?? 1) * (deviations[column] ?? 1));
  });
}
