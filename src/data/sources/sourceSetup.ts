/** Checks what all synthetic sources share: sizes of matrices, groups of rows, and which inputs enter targets. */
import { text } from '../../text/text.ts';
import type { DataSetup, Matrix, SourceSetup } from '../types.ts';

export function matrixProblems({ tasks, data }: DataSetup): readonly string[] {
  return matricesOf(data)
    .filter((matrix) => !isSquareOf(matrix, tasks.length))
    .map((matrix) => text.data.wrongMatrixSize(tasks.length, matrix.length));
}

export function matricesOf({ correlation, secondCorrelation }: SourceSetup): readonly Matrix[] {
  return secondCorrelation === null ? [correlation] : [correlation, secondCorrelation];
}

/** d: inputs that enter targets, without those that pick the matrix or the group. */
export function numScoreFeatures({ inputDim, secondCorrelation, numGroups }: SourceSetup): number {
  return Math.max(inputDim - numGroups - (secondCorrelation === null ? 0 : 1), 0);
}

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
