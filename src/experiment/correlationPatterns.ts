/** Correlation matrices to start from; none needs repair. */
import { squareMatrixOf } from '../data/linearAlgebra.ts';
import type { Matrix } from '../data/types.ts';
import { text } from '../text/text.ts';
import { defaultCorrelation, oppositeCorrelation } from './matrix.ts';

type CorrelationPattern = ReturnType<typeof correlationPatternOf>;

type PatternWords = Omit<typeof text.correlation.patterns, 'menu' | 'replaced'>;

const ALIKE_CORRELATION = 0.9;
const EQUAL_CORRELATION = 0.5;
const NEIGHBOUR_CORRELATION = 0.8;

const isInFirstHalf = (task: number, numTasks: number): boolean => task < Math.ceil(numTasks / 2);

const groupCosine = (row: number, column: number, numTasks: number): number => {
  const outsider = numTasks - 1;
  if (row === outsider || column === outsider) return 0;
  return isInFirstHalf(row, outsider) === isInFirstHalf(column, outsider) ? ALIKE_CORRELATION : 0;
};

const oppositeCosine = (row: number, column: number, numTasks: number): number =>
  isInFirstHalf(row, numTasks) === isInFirstHalf(column, numTasks) ? ALIKE_CORRELATION : -ALIKE_CORRELATION;

const correlationPatternOf = (
  id: keyof PatternWords,
  matrixOf: (numTasks: number) => Matrix,
  minTasks = 2,
) => ({
  id,
  ...text.correlation.patterns[id],
  minTasks,
  matrixOf,
});

const patternWithCosine = (
  id: keyof PatternWords,
  cosineOf: (row: number, column: number, numTasks: number) => number,
  minTasks?: number,
): CorrelationPattern => {
  const matrixOf = (numTasks: number) =>
    squareMatrixOf(numTasks, (row, column) => (row === column ? 1 : cosineOf(row, column, numTasks)));
  return correlationPatternOf(id, matrixOf, minTasks);
};

/** First pattern: default of a new experiment. */
export const correlationPatterns: readonly CorrelationPattern[] = [
  correlationPatternOf('pair', defaultCorrelation),
  correlationPatternOf('oppositePair', oppositeCorrelation),
  patternWithCosine('independent', () => 0),
  patternWithCosine('equal', () => EQUAL_CORRELATION),
  // With four tasks the second group would be a second outsider.
  patternWithCosine('groups', groupCosine, 5),
  patternWithCosine('opposite', oppositeCosine),
  patternWithCosine('chain', (row, column) => NEIGHBOUR_CORRELATION ** Math.abs(row - column), 3),
];
