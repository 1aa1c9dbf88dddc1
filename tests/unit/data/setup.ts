/** Small data requests for tests. */

import type { RecipeConstants } from '../../../src/data/drawnTasks.ts';
import { targetCovariance } from '../../../src/data/labelCorrelation.ts';
import { squareOf } from '../../../src/data/linearAlgebra.ts';
import { dataSources } from '../../../src/data/sources/registry.ts';
import type {
  DataSetup,
  DataSource,
  Matrix,
  ReplicaData,
  SourceSetup,
  TaskSetup,
} from '../../../src/data/types.ts';

/** Sources that make rows of nothing but a seed. */
export const madeUpSources: readonly DataSource[] = dataSources.flatMap((source) =>
  'load' in source ? [] : [source],
);

/** The one of them with that id. */
export function madeUpSourceOf(id: string): DataSource {
  const source = madeUpSources.find((one) => one.id === id);
  if (source === undefined) throw new Error(`No source makes up the data of ${id}.`);
  return source;
}

export const regressionTask: TaskSetup = {
  kind: 'regression',
  noise: 0.1,
  positiveRate: 0.5,
  labelFraction: 1,
  after: null,
};

/** Unit diagonal, `cosine` everywhere else. */
export const equalCorrelation = (numTasks: number, cosine: number): Matrix =>
  squareOf(numTasks, (row, column) => (row === column ? 1 : cosine));

/** The given tasks, 8 inputs, 200 / 50 / 100 rows; `changes` override what all tasks share. */
export function setupOf(tasks: readonly TaskSetup[], changes: Partial<SourceSetup> = {}): DataSetup {
  return {
    tasks,
    data: {
      source: 'synthetic',
      recipe: 'smooth',
      inputDim: 8,
      numTrainRows: 200,
      numValidationRows: 50,
      numTestRows: 100,
      labelTemperature: 0.3,
      noiseDependence: 0,
      correlation: equalCorrelation(tasks.length, 0.5),
      secondCorrelation: null,
      table: null,
      numFeatures: 6,
      numCommonFeatures: 6,
      numGroups: 0,
      noiseUnit: 'deviation',
      switching: 'laterTasks',
      positives: 'expected',
      redraw: 'directions',
      draw: 0,
      seed: 1,
      ...changes,
    },
  };
}

/** The whole of a replica at once. */
export function replicaOf(source: DataSource, setup: DataSetup, replica: number): ReplicaData {
  const parts = source.replicaInParts(setup, replica, null);
  for (;;) {
    const part = parts.next();
    if (part.done) return part.value;
  }
}

/**
 * Expected correlation of the regression targets of two tasks whose weight vectors have cosine `cosine`, in closed form:
 * Cov(p) / sqrt((Cov(1) + noise^2) (Cov(1) + otherNoise^2)). Labels of binary tasks correlate less than this: measure those.
 */
export function labelCorrelation(
  cosine: number,
  constants: RecipeConstants,
  noise: number,
  otherNoise: number = noise,
): number {
  const covarianceOf = targetCovariance(constants);
  const signal = covarianceOf(1);
  return covarianceOf(cosine) / Math.sqrt((signal + noise * noise) * (signal + otherNoise * otherNoise));
}
