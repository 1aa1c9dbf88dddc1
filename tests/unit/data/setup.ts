/** Small data requests for tests. */

import type { RecipeConstants } from '../../../src/data/drawnTasks.ts';
import { targetCovariance } from '../../../src/data/labelCorrelation.ts';
import { squareMatrixOf } from '../../../src/data/linearAlgebra.ts';
import { dataSources } from '../../../src/data/sources/registry.ts';
import type {
  DataSetup,
  DataSource,
  Matrix,
  ReplicaData,
  SourceSetup,
  SplitData,
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
  featureSet: null,
};

export const binaryTask: TaskSetup = { ...regressionTask, kind: 'binary', positiveRate: 0.2 };

/** Unit diagonal, `cosine` everywhere else. */
export const equalCorrelation = (numTasks: number, cosine: number): Matrix =>
  squareMatrixOf(numTasks, (row, column) => (row === column ? 1 : cosine));

/** Unit diagonal, with the cells above it given row by row. */
export function symmetric(...upper: readonly number[]): Matrix {
  const size = (1 + Math.sqrt(1 + 8 * upper.length)) / 2;
  const above = (row: number, column: number) =>
    upper[row * size - (row * (row + 1)) / 2 + column - row - 1] ?? Number.NaN;
  return squareMatrixOf(size, (row, column) =>
    row === column ? 1 : above(Math.min(row, column), Math.max(row, column)),
  );
}

/** `[N]` */
export const targetsOf = ({ targets, numRows }: SplitData, task: number) => [
  ...targets.subarray(task * numRows, (task + 1) * numRows),
];

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
  return finished(source.replicaInParts(setup, replica, null));
}

/** What a generator gives in the end. */
export function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
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
