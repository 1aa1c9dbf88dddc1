/** Whole correlation matrices to begin with, and groups of tasks set at once. Knows nothing of repair: every pattern is a correlation matrix. */
import { squareOf } from '../data/linearAlgebra.ts';
import type { Matrix } from '../data/types.ts';
import { text } from '../text/text.ts';
import { defaultCorrelation, oppositeCorrelation, withCell } from './matrix.ts';

/** A matrix for any number of tasks from `minTasks` on. */
export interface CorrelationPattern {
  readonly id: string;
  readonly label: string;
  /** The rule in numbers, one phrase. */
  readonly detail: string;
  readonly minTasks: number;
  /** `[T, T]`. */
  readonly matrixOf: (numTasks: number) => Matrix;
}

type PatternWords = Omit<typeof text.correlation.patterns, 'menu' | 'replaced'>;

/** In both groups and halves. */
const ALIKE = 0.9;
const EQUAL = 0.5;
const NEIGHBOURS = 0.8;

const matrixWith =
  (cosineOf: (row: number, column: number, numTasks: number) => number) => (numTasks: number) =>
    squareOf(numTasks, (row, column) => (row === column ? 1 : cosineOf(row, column, numTasks)));

const inFirstHalf = (task: number, numTasks: number): boolean => task < Math.ceil(numTasks / 2);

const groupCosine = (row: number, column: number, numTasks: number): number => {
  const outsider = numTasks - 1;
  if (row === outsider || column === outsider) return 0;
  return inFirstHalf(row, outsider) === inFirstHalf(column, outsider) ? ALIKE : 0;
};

const oppositeCosine = (row: number, column: number, numTasks: number): number =>
  inFirstHalf(row, numTasks) === inFirstHalf(column, numTasks) ? ALIKE : -ALIKE;

const patternOf = (
  id: keyof PatternWords,
  matrixOf: (numTasks: number) => Matrix,
  minTasks = 2,
): CorrelationPattern => ({ id, ...text.correlation.patterns[id], minTasks, matrixOf });

/** In the order of a menu; the first is what a new experiment has. */
export const correlationPatterns: readonly CorrelationPattern[] = [
  patternOf('pair', defaultCorrelation),
  patternOf('oppositePair', oppositeCorrelation),
  patternOf(
    'independent',
    matrixWith(() => 0),
  ),
  patternOf(
    'equal',
    matrixWith(() => EQUAL),
  ),
  // With four tasks the second group would be a second outsider.
  patternOf('groups', matrixWith(groupCosine), 5),
  patternOf('opposite', matrixWith(oppositeCosine)),
  patternOf(
    'chain',
    matrixWith((row, column) => NEIGHBOURS ** Math.abs(row - column)),
    3,
  ),
];

/** Pairs of two members of a group, or of a member and a task outside of it. */
export type GroupPart = 'within' | 'outside';

/** Those pairs, row before column. */
const pairsOf = (numTasks: number, members: ReadonlySet<number>, part: GroupPart) =>
  Array.from({ length: numTasks }, (_, row) => row).flatMap((row) =>
    Array.from({ length: numTasks - row - 1 }, (_, offset) => row + offset + 1)
      .filter(
        (column) => Number(members.has(row)) + Number(members.has(column)) === (part === 'within' ? 2 : 1),
      )
      .map((column) => ({ row, column })),
  );

/** Sets every pair of a part of the group; members are counted from 0. */
export const withGroup = (
  matrix: Matrix,
  members: ReadonlySet<number>,
  part: GroupPart,
  value: number,
): Matrix =>
  pairsOf(matrix.length, members, part).reduce(
    (edited, { row, column }) => withCell(edited, row, column, value),
    matrix,
  );

/** The mean of a part of the group and whether all its pairs are equal; null where it has none. */
export const groupValueOf = (
  matrix: Matrix,
  members: ReadonlySet<number>,
  part: GroupPart,
): { readonly mean: number; readonly isEven: boolean } | null => {
  const values = pairsOf(matrix.length, members, part).map(({ row, column }) => matrix[row]?.[column] ?? 0);
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, isEven: values.every((value) => value === values[0]) };
};
