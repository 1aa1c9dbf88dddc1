/** Correlation matrices as settings: made, resized, edited, read; `data/correlation.ts` repairs them. */

import type { ReportProblem } from '../core/schema/field.ts';
import { shownValue } from '../core/schema/shownValue.ts';
import { squareMatrixOf } from '../data/linearAlgebra.ts';
import type { Matrix } from '../data/types.ts';
import { text } from '../text/text.ts';
import { correlationField } from './fields.ts';

const words = text.experiment.read;

const RELATED_COSINE = 0.9;

/** Tasks 1 and 2, 3 and 4 are related, an odd last one is not. `[T, T]` */
export const defaultCorrelation = (numTasks: number): Matrix =>
  squareMatrixOf(numTasks, (row, column) => {
    if (row === column) return 1;
    return Math.floor(row / 2) === Math.floor(column / 2) ? RELATED_COSINE : 0;
  });

/** Correlation `[T, T]` that makes tasks 1 and 2, 3 and 4 opposite. */
export const oppositeCorrelation = (numTasks: number): Matrix =>
  defaultCorrelation(numTasks).map((cells) => cells.map((cell) => (cell === RELATED_COSINE ? -cell : cell)));

export const resizedMatrix = (matrix: Matrix, filler: Matrix): Matrix =>
  filler.map((cells, row) => cells.map((cell, column) => matrix[row]?.[column] ?? cell));

export const mirroredFromUpper = (matrix: Matrix): Matrix =>
  matrix.map((cells, row) =>
    cells.map((cell, column) =>
      row === column ? 1 : correlationField.read(row < column ? cell : matrix[column]?.[row]),
    ),
  );

export const withMatrixCell = (matrix: Matrix, row: number, column: number, value: number): Matrix => {
  if (row === column) return matrix;
  const cell = correlationField.read(value);
  return matrix.map((cells, r) =>
    cells.map((old, c) => ((r === row && c === column) || (r === column && c === row) ? cell : old)),
  );
};

export type GroupPart = 'within' | 'outside';

const taskPairsOf = (numTasks: number, members: ReadonlySet<number>, part: GroupPart) =>
  Array.from({ length: numTasks }, (_, row) => row).flatMap((row) =>
    Array.from({ length: numTasks - row - 1 }, (_, offset) => row + offset + 1)
      .filter(
        (column) => Number(members.has(row)) + Number(members.has(column)) === (part === 'within' ? 2 : 1),
      )
      .map((column) => ({ row, column })),
  );

export const withGroupValue = (
  matrix: Matrix,
  members: ReadonlySet<number>,
  part: GroupPart,
  value: number,
): Matrix =>
  taskPairsOf(matrix.length, members, part).reduce(
    (edited, { row, column }) => withMatrixCell(edited, row, column, value),
    matrix,
  );

export const groupValueOf = (
  matrix: Matrix,
  members: ReadonlySet<number>,
  part: GroupPart,
): { readonly mean: number; readonly isEven: boolean } | null => {
  const values = taskPairsOf(matrix.length, members, part).map(
    ({ row, column }) => matrix[row]?.[column] ?? 0,
  );
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, isEven: values.every((value) => value === values[0]) };
};

/** Cells above the diagonal, row by row. */
export const upperTriangleOf = (matrix: Matrix): readonly number[] =>
  matrix.flatMap((cells, row) => cells.slice(row + 1));

export const numUpperCellsOf = (numTasks: number): number => (numTasks * (numTasks - 1)) / 2;

/** Symmetric `[T, T]` with ones on the diagonal; missing cells are 0. */
export const matrixOfTriangle = (cells: readonly number[], numTasks: number): Matrix => {
  const indexOf = (row: number, column: number) =>
    numUpperCellsOf(numTasks) - numUpperCellsOf(numTasks - row) + column - row - 1;
  return squareMatrixOf(numTasks, (row, column) =>
    row === column ? 1 : (cells[indexOf(Math.min(row, column), Math.max(row, column))] ?? 0),
  );
};

/** Reads cells row by row; missing ones are 0. Never throws. */
export const readTriangle = (cells: readonly unknown[], numTasks: number, report: ReportProblem): Matrix => {
  const positions = squareMatrixOf(numTasks, (row, column) => row * numTasks + column);
  const values = upperTriangleOf(positions).map((position, index) => {
    const [row, column] = [Math.floor(position / numTasks), position % numTasks];
    return correlationField.read(cells[index] ?? 0, (problem) =>
      report(words.matrixCell(row + 1, column + 1, problem)),
    );
  });
  return matrixOfTriangle(values, numTasks);
};

const isSquareMatrix = (given: unknown, size: number): given is readonly (readonly unknown[])[] =>
  Array.isArray(given) &&
  given.length === size &&
  given.every((cells) => Array.isArray(cells) && cells.length === size);

const isSymmetric = (given: readonly (readonly unknown[])[]): boolean =>
  given.every((cells, row) =>
    cells.every((cell, column) => (row === column ? cell === 1 : cell === given[column]?.[row])),
  );

/** Reads the cells above the diagonal. Never throws; does not check for a valid correlation matrix. */
export const readMatrix = (
  given: unknown,
  numTasks: number,
  {
    what,
    fallback,
    report,
  }: { readonly what: string; readonly fallback: Matrix; readonly report: ReportProblem },
): Matrix => {
  if (!isSquareMatrix(given, numTasks)) {
    report(words.matrixForm(what, numTasks, shownValue(given)));
    return fallback;
  }
  if (!isSymmetric(given)) report(words.matrixSymmetry(what));
  return readTriangle(
    given.flatMap((cells, row) => cells.slice(row + 1)),
    numTasks,
    report,
  );
};
