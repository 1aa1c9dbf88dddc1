/** Column sums over rows: activity of gates and experts, and detection of NaN weights. */
import { square, step, sum, type Tensor } from '../../tf/tf.ts';
import { type Operation, runOperation } from '../operation.ts';

/** Tensors of shape `[G, D]`. A type, because TensorFlow.js's `tidy` accepts no interface. */
export type ColumnSums = {
  readonly values: Tensor;
  readonly squares: Tensor;
  /** NaN if a value is NaN. */
  readonly numPositive: Tensor;
};

export const columnSumsOperation: Operation<Record<string, never>, 'x', keyof ColumnSums> = {
  kernelName: 'ColumnSums',
  inputs: { x: '[G, B, D]' },
  outputs: ['values', 'squares', 'numPositive'],
  reference: ({ x }) => ({ values: sum(x, 1), squares: sum(square(x), 1), numPositive: sum(step(x), 1) }),
};

/** `x` `[G, B, D]` */
export function columnSums(x: Tensor): ColumnSums {
  return runOperation(columnSumsOperation, { x }, {});
}
