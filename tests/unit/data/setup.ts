/** Small data requests for tests. */
import { squareOf } from '../../../src/data/linearAlgebra.ts';
import type {
  DataSetup,
  DataSource,
  Matrix,
  ReplicaData,
  SourceSetup,
  TaskSetup,
} from '../../../src/data/types.ts';

export const regressionTask: TaskSetup = {
  kind: 'regression',
  noise: 0.1,
  positiveRate: 0.5,
  labelFraction: 1,
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
      correlation: equalCorrelation(tasks.length, 0.5),
      secondCorrelation: null,
      numFeatures: 6,
      numCommonFeatures: 6,
      seed: 1,
      ...changes,
    },
  };
}

/** The whole of a replica at once. */
export function replicaOf(source: DataSource, setup: DataSetup, replica: number): ReplicaData {
  const parts = source.replicaInParts(setup, replica);
  for (;;) {
    const part = parts.next();
    if (part.done) return part.value;
  }
}
