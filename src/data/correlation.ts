/**
 * Correlation matrices: is it one, which is the nearest one, and which changes that takes. Knows nothing of tasks or data.
 *
 * A matrix of cosines has a unit diagonal and no negative eigenvalue (T equal off-diagonals: p >= -1 / (T - 1)).
 */
import { at, dot, largestDifference, squareOf, symmetricEigen } from './linearAlgebra.ts';
import { matricesOf } from './sources/sourceSetup.ts';
import type { Matrix, SourceSetup } from './types.ts';

/** Eigenvalues down to minus this count as 0: a singular matrix typed with full precision is taken as it is. */
const eigenvalueTolerance = 1e-9;

/** Smaller changes of a cell are not worth showing. */
const visibleChange = 5e-4;

/** A repaired matrix, and what that changed. */
export type Repair = ReturnType<typeof repairOf>;

/** The matrices that data are made with: those asked for, repaired. */
export const usedMatricesOf = (data: SourceSetup): readonly Matrix[] =>
  matricesOf(data).map((matrix) => repairOf(matrix).matrix);

/**
 * The nearest correlation matrix, the very values given when they already were one; and the cells above the diagonal that changed by 0.0005
 * or more, row by row, which may be none although it was repaired. `matrix` is square and of finite numbers.
 */
export function repairOf(matrix: Matrix) {
  if (isCorrelationMatrix(matrix)) return { matrix, isRepaired: false, changedCells: [] };
  const repaired = nearestCorrelationMatrix(matrix);
  const changedCells = matrix.flatMap((cells, row) =>
    cells.flatMap((cell, column) =>
      column > row && Math.abs(cell - at(repaired, row, column)) >= visibleChange ? [{ row, column }] : [],
    ),
  );
  return { matrix: repaired, isRepaired: true, changedCells };
}

/** Symmetric, unit diagonal, no eigenvalue below -1e-9. */
export function isCorrelationMatrix(matrix: Matrix): boolean {
  const hasForm = matrix.every((cells, row) =>
    cells.every((cell, column) => cell === (row === column ? 1 : at(matrix, column, row))),
  );
  return hasForm && symmetricEigen(matrix).values.every((value) => value >= -eigenvalueTolerance);
}

/** The lowest correlation that every pair of `numTasks` tasks can have at once: -1 / (T - 1), and -1 of a single task. */
export const lowestCommonCorrelation = (numTasks: number): number => -1 / Math.max(numTasks - 1, 1);

/**
 * The correlation matrix with the smallest sum of squared differences: alternating projections on the positive
 * semi-definite matrices and on those with a unit diagonal, with Dykstra's correction (Higham, "Computing the nearest
 * correlation matrix", IMA J. Numer. Anal. 22, 2002, algorithm 3.3). An asymmetric matrix is first averaged with its
 * transpose. The result is scaled to be semi-definite and of unit diagonal up to rounding.
 */
export function nearestCorrelationMatrix(matrix: Matrix): Matrix {
  const size = matrix.length;
  let current = squareOf(size, (row, column) => (at(matrix, row, column) + at(matrix, column, row)) / 2);
  let correction = squareOf(size, () => 0);
  let semidefinite = current;
  for (let iteration = 0; iteration < 1000; iteration++) {
    const shifted = differenceOf(current, correction);
    semidefinite = semidefinitePart(shifted);
    correction = differenceOf(semidefinite, shifted);
    current = squareOf(size, (row, column) => (row === column ? 1 : at(semidefinite, row, column)));
    if (largestDifference(current, semidefinite) < 1e-10) break;
  }
  return scaledToUnitDiagonal(semidefinite);
}

/**
 * A factor C with C C' = P, `[T, T]`. Cholesky's lower triangle where it reproduces P, so that appending a task changes no
 * row before; otherwise (near-singular beyond rounding) eigenvectors times the roots of the eigenvalues.
 */
export function factorOf(correlation: Matrix): Matrix {
  const triangle = choleskyOf(correlation);
  const product = squareOf(triangle.length, (row, column) =>
    dot(triangle[row] ?? [], triangle[column] ?? []),
  );
  if (largestDifference(product, correlation) < 1e-12) return triangle;
  const { values, vectors } = symmetricEigen(correlation);
  return squareOf(
    values.length,
    (row, column) => at(vectors, column, row) * Math.sqrt(Math.max(values[column] ?? 0, 0)),
  );
}

/**
 * The symmetric factor C = C' with C C' = P, `[T, T]`, from eigenvectors: it treats all tasks alike, so that another P moves every
 * task, where Cholesky's keeps the first one and moves the last ones most.
 */
export function symmetricFactorOf(correlation: Matrix): Matrix {
  const { values, vectors } = symmetricEigen(correlation);
  const roots = values.map((value) => Math.sqrt(Math.max(value, 0)));
  return squareOf(values.length, (row, column) =>
    roots.reduce((sum, root, k) => sum + root * (at(vectors, k, row) * at(vectors, k, column)), 0),
  );
}

/** Cholesky's triangle of a semi-definite matrix: a direction that is used up (pivot 0) gets a column of zeros. */
function choleskyOf(matrix: Matrix): Matrix {
  const triangle = squareOf(matrix.length, () => 0);
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

/** The nearest positive semi-definite matrix: negative eigenvalues set to 0. */
function semidefinitePart(matrix: Matrix): number[][] {
  const { values, vectors } = symmetricEigen(matrix);
  return squareOf(matrix.length, (row, column) =>
    values.reduce(
      (sum, value, k) => sum + Math.max(value, 0) * (at(vectors, k, row) * at(vectors, k, column)),
      0,
    ),
  );
}

function scaledToUnitDiagonal(matrix: Matrix): Matrix {
  const roots = matrix.map((_, index) => Math.sqrt(at(matrix, index, index)));
  return squareOf(matrix.length, (row, column) =>
    row === column ? 1 : at(matrix, row, column) / ((roots[row] ?? 1) * (roots[column] ?? 1)),
  );
}

function differenceOf(left: Matrix, right: Matrix): number[][] {
  return squareOf(left.length, (row, column) => at(left, row, column) - at(right, row, column));
}
