/** What a column holds over all rows: what gates and experts did on held-out rows, and whether every weight is still a number. */
import { square, step, sum, type Tensor } from '../../tf/tf.ts';
import { inputOf, type Operation, run } from '../operation.ts';

/** Sums over rows, `[G, D]` each. A type, not an interface: `tidy` takes only records. */
export type ColumnSums = {
  readonly values: Tensor;
  readonly squares: Tensor;
  /** How many are above 0; NaN where one is NaN. */
  readonly numPositive: Tensor;
};

export const columnSumsOperation: Operation<Record<string, never>> = {
  kernelName: 'ColumnSums',
  reference: (inputs) => {
    const x = inputOf(inputs, 'x');
    return [sum(x, 1), sum(square(x), 1), sum(step(x), 1)];
  },
  gradient: null,
};

/** `x` `[G, B, D]`. Sums are made row by row, in single precision. */
export function columnSums(x: Tensor): ColumnSums {
  const [values, squares, numPositive] = run(columnSumsOperation, { x }, {}) as [Tensor, Tensor, Tensor];
  return { values, squares, numPositive };
}
