/** Linear algebra for matrices of about ten rows, bit-identical on every machine: only + - * / sqrt in a fixed order. */
import type { Matrix } from './types.ts';

export function at(matrix: Matrix, row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}

export function squareMatrixOf(size: number, cellOf: (row: number, column: number) => number): number[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => cellOf(row, column)),
  );
}

/** Sums in index order. */
export function dot(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

export function largestDifference(left: Matrix, right: Matrix): number {
  return Math.max(
    0,
    ...left.flatMap((cells, row) => cells.map((cell, column) => Math.abs(cell - at(right, row, column)))),
  );
}

// 8 x 8 matrices need about 6; guards against NaN.
const maxSweeps = 40;

/** Unordered, by Jacobi rotations (Golub and Van Loan, 8.5); rows of `vectors` are unit eigenvectors. */
export function symmetricEigen(matrix: Matrix): {
  readonly values: readonly number[];
  readonly vectors: Matrix;
} {
  const size = matrix.length;
  const work = squareMatrixOf(size, (row, column) => at(matrix, row, column));
  const vectors = squareMatrixOf(size, (row, column) => (row === column ? 1 : 0));
  for (let sweep = 0; sweep < maxSweeps && offDiagonalSize(work) > 0; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotateCellToZero(work, vectors, p, q);
  }
  return { values: work.map((_, index) => at(work, index, index)), vectors };
}

/** Size of the cells off the diagonal; rounding noise counts as 0. */
function offDiagonalSize(matrix: Matrix): number {
  let off = 0;
  let on = 0;
  for (const [row, cells] of matrix.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (column > row) off += cell * cell;
      if (column === row) on += cell * cell;
    }
  }
  return off <= 1e-32 * on ? 0 : off;
}

/** Rotates the plane (p, q) so that work[p][q] becomes 0. */
function rotateCellToZero(work: number[][], vectors: number[][], p: number, q: number): void {
  const cell = at(work, p, q);
  if (cell === 0) return;
  const theta = (at(work, q, q) - at(work, p, p)) / (2 * cell);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1)); // the smaller of the two angles that zero the cell
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  rotateRows(work[p] ?? [], work[q] ?? [], cosine, sine);
  for (const cells of work) rotateColumns(cells, p, q, cosine, sine);
  rotateRows(vectors[p] ?? [], vectors[q] ?? [], cosine, sine);
}

function rotateRows(first: number[], second: number[], cosine: number, sine: number): void {
  for (const [column, a] of first.entries()) {
    const b = second[column] ?? 0;
    first[column] = cosine * a - sine * b;
    second[column] = sine * a + cosine * b;
  }
}

function rotateColumns(cells: number[], p: number, q: number, cosine: number, sine: number): void {
  const a = cells[p] ?? 0;
  const b = cells[q] ?? 0;
  cells[p] = cosine * a - sine * b;
  cells[q] = sine * a + cosine * b;
}

export const listsOf = (rows: readonly ArrayLike<number>[]): number[][] => rows.map((row) => Array.from(row));
