/** What forms and checks need to know of synthetic tasks. `synthetic.ts` makes them. */
import { text } from '../text/text.ts';
import type { DataSetup, Matrix, SourceInfo, SourceSetup } from './types.ts';

/** The source that needs no file: tasks made to order. */
export const syntheticInfo: SourceInfo = {
  id: 'synthetic',
  label: text.data.syntheticLabel,
  problemsOf,
};

function problemsOf({ tasks, data }: DataSetup): readonly string[] {
  const numTasks = tasks.length;
  const matrices = [data.correlation, ...(data.secondCorrelation === null ? [] : [data.secondCorrelation])];
  const problems = matrices
    .filter((matrix) => !isSquareOf(matrix, numTasks))
    .map((matrix) => text.data.wrongMatrixSize(numTasks, matrix.length));
  if (numScoreFeatures(data) < numTasks) {
    problems.push(text.data.tooFewInputs(numTasks, data.inputDim, data.secondCorrelation !== null));
  }
  return problems;
}

function isSquareOf(matrix: Matrix, size: number): boolean {
  return (
    matrix.length === size && matrix.every((cells) => cells.length === size && cells.every(Number.isFinite))
  );
}

/** d: features that enter the scores. */
export function numScoreFeatures({ inputDim, secondCorrelation }: SourceSetup): number {
  return secondCorrelation === null ? inputDim : inputDim - 1;
}
