/** Correlation matrices to start from; none needs repair. */
import { squareOf } from '../data/linearAlgebra.ts';
import type { Matrix } from '../data/types.ts';
import { text } from '../text/text.ts';
import { defaultCorrelation, oppositeCorrelation } from './matrix.ts';

type CorrelationPattern = ReturnType<typeof patternOf>;

type PatternWords = Omit<typeof text.correlation.patterns, 'menu' | 'replaced'>;

const ALIKE = 0.9;
const EQUAL = 0.5;
const NEIGHBOURS = 0.8;

const inFirstHalf = (task: number, numTasks: number): boolean => task < Math.ceil(numTasks / 2);

const groupCosine = (row: number, column: number, numTasks: number): number => {
  const outsider = numTasks - 1;
  if (row === outsider || column === outsider) return 0;
  return inFirstHalf(row, outsider) === inFirstHalf(column, outsider) ? ALIKE : 0;
};

const oppositeCosine = (row: number, column: number, numTasks: number): number =>
  inFirstHalf(row, numTasks) === inFirstHalf(column, numTasks) ? ALIKE : -ALIKE;

const patternOf = (id: keyof PatternWords, matrixOf: (numTasks: number) => Matrix, minTasks = 2) => ({
  id,
  ...text.correlation.patterns[id],
  minTasks,
  matrixOf,
});

const patternWith = (
  id: keyof PatternWords,
  cosineOf: (row: number, column: number, numTasks: number) => number,
  minTasks?: number,
): CorrelationPattern => {
  const matrixOf = (numTasks: number) =>
    squareOf(numTasks, (row, column) => (row === column ? 1 : cosineOf(row, column, numTasks)));
  return patternOf(id, matrixOf, minTasks);
};

/** First pattern: default of a new experiment. */
export const correlationPatterns: readonly CorrelationPattern[] = [
  patternOf('pair', defaultCorrelation),
  patternOf('oppositePair', oppositeCorrelation),
  patternWith('independent', () => 0),
  patternWith('equal', () => EQUAL),
  // With four tasks the second group would be a second outsider.
  patternWith('groups', groupCosine, 5),
  patternWith('opposite', oppositeCosine),
  patternWith('chain', (row, column) => NEIGHBOURS ** Math.abs(row - column), 3),
];
