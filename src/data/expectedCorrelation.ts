/** Predicts correlations of labels from closed forms; outside the registry, so that forms need not load them. */
import { closedFormOfSines } from './labelCorrelation.ts';
import { at, squareMatrixOf } from './linearAlgebra.ts';
import { closedFormOfFeatures, sharedFeaturesInfo } from './sources/sharedFeaturesInfo.ts';
import { syntheticInfo } from './sources/syntheticInfo.ts';
import type { CorrelationClosedForm, DataSetup, Matrix } from './types.ts';

const closedForms: ReadonlyMap<string, (setup: DataSetup) => CorrelationClosedForm> = new Map([
  [syntheticInfo.id, closedFormOfSines],
  [sharedFeaturesInfo.id, closedFormOfFeatures],
]);

export const closedFormOf = (setup: DataSetup): CorrelationClosedForm | undefined =>
  closedForms.get(setup.data.source)?.(setup);

export const areInDifferentGroups = (setup: DataSetup, row: number, column: number): boolean =>
  closedFormOf(setup)?.covarianceOf(row, column, 1) === 0;

/** `[T, T]`; of binary tasks, that of their scores. NaN off the diagonal without a closed form. */
export function expectedLabelCorrelation(setup: DataSetup, cosines: readonly Matrix[]): Matrix {
  const { tasks, data } = setup;
  const form = closedFormOf(setup);
  if (form === undefined)
    return squareMatrixOf(tasks.length, (row, column) => (row === column ? 1 : Number.NaN));
  const noiseVariance = (noise: number) =>
    data.noiseUnit === 'share' ? noise * form.variance : noise * noise;
  const deviations = tasks.map(({ noise }) => Math.sqrt(form.variance + noiseVariance(noise)));
  return squareMatrixOf(tasks.length, (row, column) => {
    if (row === column) return 1;
    const covariances = cosines.map((matrix) => form.covarianceOf(row, column, at(matrix, row, column)));
    const covariance = covariances.reduce((sum, one) => sum + one, 0) / cosines.length;
    return covariance / ((deviations[row] ?? 1) * (deviations[column] ?? 1));
  });
}
