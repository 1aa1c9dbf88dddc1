/** Checks correlation matrices (unit diagonal, no negative eigenvalue) and finds the nearest valid one. */
import { at, dot, largestDifference, squareMatrixOf, symmetricEigen } from './linearAlgebra.ts';
import { matricesOf } from './sources/sourceSetup.ts';
import type { Matrix, SourceSetup } from './types.ts';

// Eigenvalues down to minus this count as 0, so that a singular matrix typed with full precision is kept.
const eigenvalueTolerance = 1e-9;

// Smaller changes of a cell are not worth showing.
const visibleChange = 5e-4;

export type CorrelationRepair = ReturnType<typeof repairedCorrelation>;

/** Correlation matrices of the data, repaired if they are invalid. */
export const usedMatricesOf = (data: SourceSetup): readonly Matrix[] =>
  matricesOf(data).map((matrix) => repairedCorrelation(matrix).matrix);

/** Returns a valid matrix unchanged. `changedCells`: those above the diagonal that changed by 0.0005 or more, if any. */
export function repairedCorrelation(matrix: Matrix) {
  if (isCorrelationMatrix(matrix)) return { matrix, isRepaired: false, changedCells: [] };
  const repaired = nearestCorrelationMatrix(matrix);
  const changedCells = matrix.flatMap((cells, row) =>
    cells.flatMap((cell, column) =>
      column > row && Math.abs(cell - at(repaired, row, column)) >= visibleChange ? [{ row, column }] : [],
    ),
  );
  return { matrix: repaired, isRepaired: true, changedCells };
}

export function isCorrelationMatrix(matrix: Matrix): boolean {
  const hasForm = matrix.every((cells, row) =>
    cells.every((cell, column) => cell === (row === column ? 1 : at(matrix, column, row))),
  );
  return hasForm && symmetricEigen(matrix).values.every((value) => value >= -eigenvalueTolerance);
}

/** -1 / (T - 1): lowest correlation that all pairs can have at once. */
export const lowestCommonCorrelation = (numTasks: number): number => -1 / Math.max(numTasks - 1, 1);

/** Alternating projections with Dykstra's correction (Higham, IMA J. Numer. Anal. 22, 2002, alg. 3.3). */
export function nearestCorrelationMatrix(matrix: Matrix): Matrix {
  const size = matrix.length;
  let current = squareMatrixOf(
    size,
    (row, column) => (at(matrix, row, column) + at(matrix, column, row)) / 2,
  );
  let correction = squareMatrixOf(size, () => 0);
  let semidefinite = current;
  for (let iteration = 0; iteration < 1000; iteration++) {
    const shifted = matrixDifference(current, correction);
    semidefinite = nearestSemidefinite(shifted);
    correction = matrixDifference(semidefinite, shifted);
    current = squareMatrixOf(size, (row, column) => (row === column ? 1 : at(semidefinite, row, column)));
    if (largestDifference(current, semidefinite) < 1e-10) break;
  }
  return scaledToUnitDiagonal(semidefinite);
}

/** C C' = P, `[T, T]`. Cholesky's, so that an appended task changes no earlier row. */
export function correlationFactorOf(correlation: Matrix): Matrix {
  const triangle = choleskyOf(correlation);
  const product = squareMatrixOf(triangle.length, (row, column) =>
    dot(triangle[row] ?? [], triangle[column] ?? []),
  );
  if (largestDifference(product, correlation) < 1e-12) return triangle;
  const { values, vectors } = symmetricEigen(correlation);
  return squareMatrixOf(
    values.length,
    (row, column) => at(vectors, column, row) * Math.sqrt(Math.max(values[column] ?? 0, 0)),
  );
}

/** Symmetric C with C C' = P, `[T, T]`: moves all tasks alike, while Cholesky's factor never moves the first. */
export function symmetricFactorOf(correlation: Matrix): Matrix {
  const { values, vectors } = symmetricEigen(correlation);
  const roots = values.map((value) => Math.sqrt(Math.max(value, 0)));
  return squareMatrixOf(values.length, (row, column) =>
    roots.reduce((sum, root, k) => sum + root * (at(vectors, k, row) * at(vectors, k, column)), 0),
  );
}

/** Accepts semi-definite matrices: a pivot of 0 gives a column of zeros. */
function choleskyOf(matrix: Matrix): Matrix {
  const triangle = squareMatrixOf(matrix.length, () => 0);
  for (const [row, cells] of triangle.entries()) {
    for (let column = 0; column <= row; column++) {
      const rest = at(matrix, row, column) - dot(cells.slice(0, column), triangle[column] ?? []);
      const pivot = at(triangle, column, column);
      if (column === row) cells[column] = rest > 1e-12 ? Math.sqrt(rest) : 0;
      else cells[column] = pivot > 0 ? rest / pivot : 0;
    }
  }
  return triangle;
}

function nearestSemidefinite(matrix: Matrix): number[][] {
  const { values, vectors } = symmetricEigen(matrix);
  return squareMatrixOf(matrix.length, (row, column) =>
    values.reduce(
      (sum, value, k) => sum + Math.max(value, 0) * (at(vectors, k, row) * at(vectors, k, column)),
      0,
    ),
  );
}

function scaledToUnitDiagonal(matrix: Matrix): Matrix {
  const roots = matrix.map((_, index) => Math.sqrt(at(matrix, index, index)));
  return squareMatrixOf(matrix.length, (row, column) =>
    row === column ? 1 : at(matrix, row, column) / ((roots[row] ?? 1) * (roots[column] ?? 1)),
  );
}

function matrixDifference(left: Matrix, right: Matrix): number[][] {
  return squareMatrixOf(left.length, (row, column) => at(left, row, column) - at(right, row, column));
}
