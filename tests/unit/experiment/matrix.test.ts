import { describe, expect, it } from 'vitest';
import {
  defaultCorrelation,
  groupValueOf,
  matrixOfTriangle,
  numUpperCellsOf,
  readMatrix,
  upperTriangleOf,
  withGroupValue,
  withMatrixCell,
} from '../../../src/experiment/matrix.ts';

const fourTasks = [
  [1, 0.1, 0.2, 0.3],
  [0.1, 1, 0.4, 0.5],
  [0.2, 0.4, 1, 0.6],
  [0.3, 0.5, 0.6, 1],
];

describe('upper triangle', () => {
  it('goes row by row and comes back', () => {
    expect(upperTriangleOf(fourTasks)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
    expect(matrixOfTriangle([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 4)).toEqual(fourTasks);
  });

  it('is empty for one task', () => {
    expect(numUpperCellsOf(1)).toBe(0);
    expect(matrixOfTriangle([], 1)).toEqual([[1]]);
  });
});

it('sets a cell and its mirror image, clamped, never the diagonal', () => {
  const edited = withMatrixCell(fourTasks, 3, 1, -7);
  expect([edited[3]?.[1], edited[1]?.[3]]).toEqual([-1, -1]);
  expect(edited[0]).toEqual(fourTasks[0]);
  expect(withMatrixCell(fourTasks, 2, 2, 0)).toEqual(fourTasks);
});

describe('readMatrix', () => {
  const read = (given: unknown, numTasks: number) => {
    const problems: string[] = [];
    const report = (problem: string) => problems.push(problem);
    const fallback = defaultCorrelation(numTasks);
    return { matrix: readMatrix(given, numTasks, { what: 'Correlation', fallback, report }), problems };
  };

  it('takes a good matrix as it is', () => {
    expect(read(fourTasks, 4)).toEqual({ matrix: fourTasks, problems: [] });
  });

  it.each<[string, unknown]>([
    ['another size', [[1]]],
    ['ragged rows', [[1, 0.5], [0.5]]],
    ['a number', 3],
    ['nothing', null],
  ])('replaces %s and says so', (_, given) => {
    const { matrix, problems } = read(given, 2);
    expect(matrix).toEqual(defaultCorrelation(2));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('2 rows of 2 numbers');
  });

  it('uses the cells above the diagonal of an asymmetric one, names bad cells', () => {
    const { matrix, problems } = read(
      [
        [1, 2, 'x'],
        [0, 1, 0.3],
        [0, 0, 5],
      ],
      3,
    );
    expect(matrix).toEqual(matrixOfTriangle([1, 0, 0.3], 3));
    expect(problems).toHaveLength(3);
    expect(problems[0]).toContain('symmetric');
    expect(problems[1]).toMatch(/^Tasks 1 and 2: .* got 2/);
    expect(problems[2]).toMatch(/^Tasks 1 and 3: .* got "x"/);
  });
});

describe('a group of tasks', () => {
  const matrix = matrixOfTriangle([0.9, 0.1, 0.2, 0.1, 0.2, 0.4], 4);
  const members = new Set([0, 1, 2]);

  it('is set within and to the outside, and nowhere else', () => {
    expect(withGroupValue(matrix, members, 'within', 0.7)).toEqual(
      matrixOfTriangle([0.7, 0.7, 0.2, 0.7, 0.2, 0.4], 4),
    );
    expect(withGroupValue(matrix, members, 'outside', -0.3)).toEqual(
      matrixOfTriangle([0.9, 0.1, -0.3, 0.1, -0.3, -0.3], 4),
    );
  });

  it('has a mean, and says whether its pairs are equal', () => {
    expect(groupValueOf(matrix, members, 'within')?.mean).toBeCloseTo(1.1 / 3, 12);
    expect(groupValueOf(matrix, members, 'within')?.isEven).toBe(false);
    expect(groupValueOf(matrix, new Set([0, 1]), 'within')).toEqual({ mean: 0.9, isEven: true });
  });

  it('has none where it has no pairs', () => {
    expect(groupValueOf(matrix, new Set([2]), 'within')).toBeNull();
    expect(groupValueOf(matrix, new Set([0, 1, 2, 3]), 'outside')).toBeNull();
    expect(withGroupValue(matrix, new Set(), 'outside', 1)).toEqual(matrix);
  });
});
