import { EigenvalueDecomposition, Matrix as LibraryMatrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/core/random.ts';
import { at, largestDifference, squareMatrixOf, symmetricEigen } from '../../../src/data/linearAlgebra.ts';

const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** A random symmetric matrix; every third one is singular. */
function symmetricMatrix(size: number, index: number): number[][] {
  const { normal } = createStream('symmetric', size, index);
  const half = squareMatrixOf(size, normal);
  const full = squareMatrixOf(size, (row, column) => at(half, row, column) + at(half, column, row));
  return index % 3 === 0
    ? squareMatrixOf(size, (row, column) => at(full, row, 0) * at(full, column, 0))
    : full;
}

describe('symmetricEigen', () => {
  it('agrees with ml-matrix and rebuilds the matrix', () => {
    for (let size = 1; size <= 8; size++) {
      for (let index = 0; index < 6; index++) {
        const matrix = symmetricMatrix(size, index);
        const { values, vectors } = symmetricEigen(matrix);
        const expected = new EigenvalueDecomposition(new LibraryMatrix(matrix)).realEigenvalues;
        for (const [k, value] of ascending(values).entries())
          expect(value).toBeCloseTo(ascending(expected)[k] ?? 0, 10);
        const rebuilt = squareMatrixOf(size, (row, column) =>
          values.reduce((sum, value, k) => sum + value * at(vectors, k, row) * at(vectors, k, column), 0),
        );
        expect(largestDifference(rebuilt, matrix)).toBeLessThan(1e-12);
      }
    }
  });

  it('gives orthonormal vectors also for equal eigenvalues', () => {
    const { vectors } = symmetricEigen(squareMatrixOf(5, (row, column) => (row === column ? 1 : 0.25)));
    const gram = squareMatrixOf(5, (row, column) =>
      (vectors[row] ?? []).reduce((sum, value, k) => sum + value * at(vectors, column, k), 0),
    );
    expect(
      largestDifference(
        gram,
        squareMatrixOf(5, (row, column) => (row === column ? 1 : 0)),
      ),
    ).toBeLessThan(1e-14);
  });
});
