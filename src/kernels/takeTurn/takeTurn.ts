/** What changes from step to step, read from tables on the device: a step that is repeated as it stands finds its own turn. */

import { assertShape, checksShapes } from '../../core/shape.ts';
import { add, gather, reshape, type Tensor, tensor } from '../../tf/tf.ts';
import { inputOf, type Operation, run } from '../operation.ts';

export interface Timetable {
  /** `[1]` int32: the turn that is next. */
  readonly turn: Tensor;
  /** `[K, R*B]` int32: rows of the batch of each turn. */
  readonly rows: Tensor;
  /** `[K, N]`: N numbers of each turn, learning rate first. */
  readonly rates: Tensor;
}

export const takeTurnOperation: Operation<Record<string, never>> = {
  kernelName: 'TakeTurn',
  reference: (tables) => {
    const [turn, rows, rates] = ['turn', 'rows', 'rates'].map((name) => inputOf(tables, name)) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    return [
      reshape(gather(rows, turn), [-1]),
      reshape(gather(rates, turn), [-1]),
      add(turn, tensor([1], [1], 'int32')),
    ];
  },
  gradient: null,
};

/** The turn's rows `[R*B]` and rates `[N]`, and the turn after it `[1]`. */
export function takeTurn({ turn, rows, rates }: Timetable): Timetable {
  if (checksShapes)
    assertShape('The rates of the turns', rates.shape, [rows.shape[0] ?? 0, rates.shape[1] ?? 0]);
  const taken = run(takeTurnOperation, { turn, rows, rates }, {}) as [Tensor, Tensor, Tensor];
  return { rows: taken[0], rates: taken[1], turn: taken[2] };
}
