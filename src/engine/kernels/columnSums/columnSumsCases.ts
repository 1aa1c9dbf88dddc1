/** Example calls of the sums over rows. */
import { type KernelCases, normalValues } from '../cases.ts';
import { columnSumsOperation } from './columnSums.ts';

const columnSumsShapes = [
  [7, 1],
  [7, 3],
  [7, 4],
  [7, 13],
  [70, 3],
] as const;

export const columnSumsCases: KernelCases = {
  calls: (numReplicas) =>
    columnSumsShapes.map(([numRows, numColumns]) => ({
      name: `${numRows} rows, ${numColumns} columns`,
      operation: columnSumsOperation,
      inputs: { x: normalValues('x', [numReplicas * 2, numRows, numColumns]) },
      attrs: () => ({}),
    })),
};
