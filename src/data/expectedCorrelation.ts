/**
 * Correlations that labels are expected to have before there are any rows: closed forms, one per data source. Not part of
 * what the registry says of a source, since a form can do without their arithmetic.
 */
import { closedFormOfSines } from './labelCorrelation.ts';
import { at, squareOf } from './linearAlgebra.ts';
import { closedFormOfFeatures, sharedFeaturesInfo } from './sources/sharedFeaturesInfo.ts';
import { syntheticInfo } from './sources/syntheticInfo.ts';
import type { ClosedForm, DataSetup, Matrix, SourceSetup } from './types.ts';

/** A source with a closed form; without one the page expects nothing. */
const closedForms: ReadonlyMap<string, (data: SourceSetup) => ClosedForm> = new Map([
  [syntheticInfo.id, closedFormOfSines],
  [sharedFeaturesInfo.id, closedFormOfFeatures],
]);

/** The closed form of the noise-free targets of these data. */
export const closedFormOf = (data: SourceSetup): ClosedForm | undefined =>
  closedForms.get(data.source)?.(data);

/** True if two tasks have nothing in common that their labels could share, whatever is asked for. */
export const areApart = (data: SourceSetup, row: number, column: number): boolean =>
  closedFormOf(data)?.covarianceOf(row, column, 1) === 0;

/**
 * Expected correlation of the regression targets of every pair of tasks, `[T, T]`: of binary tasks, of the scores behind
 * their labels, which share more. `cosines` are the matrices in use (repaired), one for all rows or one for each half of
 * them, of which the mean counts. NaN off the diagonal for a source without a closed form.
 */
export function expectedLabelCorrelation({ tasks, data }: DataSetup, cosines: readonly Matrix[]): Matrix {
  const form = closedFormOf(data);
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
