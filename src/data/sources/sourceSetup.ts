/** Checks of a set-up that all made-up sources share: matrices of the right size, and which inputs enter the targets. */
import { text } from '../../text/text.ts';
import type { DataSetup, Matrix, SourceSetup } from '../types.ts';

/** One sentence per matrix that is not one number per pair of tasks. */
export function matrixProblems({ tasks, data }: DataSetup): readonly string[] {
  return matricesOf(data)
    .filter((matrix) => !isSquareOf(matrix, tasks.length))
    .map((matrix) => text.data.wrongMatrixSize(tasks.length, matrix.length));
}

/** The correlation, and the second one where there is one. */
export function matricesOf({ correlation, secondCorrelation }: SourceSetup): readonly Matrix[] {
  return secondCorrelation === null ? [correlation] : [correlation, secondCorrelation];
}

/** d: inputs that enter the targets; the one whose sign picks the matrix, and those that tell groups apart, do not. */
export function numScoreFeatures({ inputDim, secondCorrelation, numGroups }: SourceSetup): number {
  return Math.max(inputDim - numGroups - (secondCorrelation === null ? 0 : 1), 0);
}

/** One sentence per reason why rows cannot come in so many groups. */
export function groupProblems({ data: { numGroups, secondCorrelation } }: DataSetup): readonly string[] {
  return [
    ...(numGroups === 1 ? [text.data.oneGroup] : []),
    ...(numGroups > 0 && secondCorrelation !== null ? [text.data.groupsAndSwitch] : []),
  ];
}

function isSquareOf(matrix: Matrix, size: number): boolean {
  return (
    matrix.length === size && matrix.every((cells) => cells.length === size && cells.every(Number.isFinite))
  );
}
