/** Sums of columns over all rows: what gates and experts did on held-out rows, and whether every weight is still a number. */
import { square, step, sum, type Tensor } from '../../tf/tf.ts';
import { type Operation, run } from '../operation.ts';

/** Sums over rows, `[G, D]` each. A type, not an interface: `tidy` takes only records. */
export type ColumnSums = {
  readonly values: Tensor;
  readonly squares: Tensor;
  /** Number of those above 0; NaN where one is NaN. */
  readonly numPositive: Tensor;
};

export const columnSumsOperation: Operation<Record<string, never>, 'x', keyof ColumnSums> = {
  kernelName: 'ColumnSums',
  inputs: { x: '[G, B, D]' },
  outputs: ['values', 'squares', 'numPositive'],
  reference: ({ x }) => ({ values: sum(x, 1), squares: sum(square(x), 1), numPositive: sum(step(x), 1) }),
};

/** `x` `[G, B, D]`. Sums are made row by row, in single precision. */
export function columnSums(x: Tensor): ColumnSums {
  return run(columnSumsOperation, { x }, {});
}
