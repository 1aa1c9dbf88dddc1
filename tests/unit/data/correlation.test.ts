import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  correlationFactorOf,
  isCorrelationMatrix,
  nearestCorrelationMatrix,
  repairedCorrelation,
} from '../../../src/data/correlation.ts';
import { at, dot, largestDifference, squareMatrixOf } from '../../../src/data/linearAlgebra.ts';
import type { Matrix } from '../../../src/data/types.ts';
import { equalCorrelation, symmetric } from './setup.ts';

const gramOf = (factor: Matrix) =>
  squareMatrixOf(factor.length, (row, column) => dot(factor[row] ?? [], factor[column] ?? []));

/** Symmetric with unit diagonal and other cells in -1 ... 1: what a form lets through. */
const editedMatrix = fc
  .tuple(
    fc.integer({ min: 1, max: 8 }),
    fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 28, maxLength: 28 }),
  )
  .map(([size, cells]) =>
    squareMatrixOf(size, (row, column) => {
      const [low, high] = row < column ? [row, column] : [column, row];
      return row === column ? 1 : (cells[(high * (high - 1)) / 2 + low] ?? 0) / 100;
    }),
  );

describe('isCorrelationMatrix', () => {
  it('accepts equal off-diagonals from -1 / (T - 1) to 1', () => {
    for (let numTasks = 2; numTasks <= 8; numTasks++) {
      const least = -1 / (numTasks - 1);
      for (const cosine of [least, 0, 0.5, 1])
        expect(isCorrelationMatrix(equalCorrelation(numTasks, cosine))).toBe(true);
      if (numTasks > 2) expect(isCorrelationMatrix(equalCorrelation(numTasks, least - 1e-6))).toBe(false);
    }
  });

  it('refuses another diagonal and an asymmetric matrix', () => {
    expect(
      isCorrelationMatrix([
        [0.9, 0],
        [0, 1],
      ]),
    ).toBe(false);
    expect(
      isCorrelationMatrix([
        [1, 0.2],
        [0.1, 1],
      ]),
    ).toBe(false);
  });
});

describe('nearestCorrelationMatrix', () => {
  it("gives Higham's published example (2002, section 4)", () => {
    const nearest = nearestCorrelationMatrix(symmetric(1, 0, 1));
    expect(at(nearest, 0, 1)).toBeCloseTo(0.7607, 4);
    expect(at(nearest, 0, 2)).toBeCloseTo(0.1573, 4);
    expect(at(nearest, 1, 2)).toBeCloseTo(0.7607, 4);
  });

  it('turns anything a form lets through into a correlation matrix', () => {
    fc.assert(
      fc.property(editedMatrix, (matrix) => {
        const nearest = nearestCorrelationMatrix(matrix);
        expect(isCorrelationMatrix(nearest)).toBe(true);
        expect(isCorrelationMatrix(nearestCorrelationMatrix(nearest))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('repairOf', () => {
  it('lists the cells above the diagonal that changed', () => {
    const { matrix, isRepaired, changedCells } = repairedCorrelation(symmetric(0.9, -0.9, 0, 0.9, 0, 0));
    expect(isRepaired).toBe(true);
    expect(changedCells).toEqual([
      { row: 0, column: 1 },
      { row: 0, column: 2 },
      { row: 1, column: 2 },
    ]);
    expect(at(matrix, 0, 3)).toBeCloseTo(0, 9);
    expect(at(matrix, 0, 1)).toBeCloseTo(0.5, 6);
    expect(at(matrix, 0, 2)).toBeCloseTo(-0.5, 6);
  });
});

describe('factorOf', () => {
  it('reproduces the matrix, singular or not', () => {
    fc.assert(
      fc.property(editedMatrix, (matrix) => {
        const { matrix: correlation } = repairedCorrelation(matrix);
        expect(largestDifference(gramOf(correlationFactorOf(correlation)), correlation)).toBeLessThan(2e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('is exact for identical and for opposite tasks', () => {
    expect(correlationFactorOf(symmetric(1))).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(correlationFactorOf(symmetric(-1))).toEqual([
      [1, 0],
      [-1, 0],
    ]);
    for (let numTasks = 3; numTasks <= 8; numTasks++) {
      for (const cosine of [1, -1 / (numTasks - 1)]) {
        const matrix = equalCorrelation(numTasks, cosine);
        expect(largestDifference(gramOf(correlationFactorOf(matrix)), matrix)).toBeLessThan(1e-12);
      }
    }
  });

  it('keeps the rows of the tasks before when one is appended', () => {
    const three = symmetric(0.5, 0.2, 0.1);
    const two = symmetric(0.5);
    const rows = correlationFactorOf(three)
      .slice(0, 2)
      .map((row) => row.slice(0, 2));
    expect(rows).toEqual(correlationFactorOf(two));
  });
});
