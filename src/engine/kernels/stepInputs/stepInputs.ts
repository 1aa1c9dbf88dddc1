/** Reads each step's rows and rates from tables on the device, so that a replayed step finds its own turn. */
import { add, gather, reshape, type Tensor, tensor } from '../../tf/tf.ts';
import { type Operation, runOperation } from '../operation.ts';

export interface Timetable {
  /** `[1]` int32: index of the next step in the tables. */
  readonly turn: Tensor;
  /** `[K, R*B]` int32: batch rows by step. */
  readonly rows: Tensor;
  /** `[K, N]`: rates by step, learning rate first. */
  readonly rates: Tensor;
}

export const stepInputsOperation: Operation<Record<string, never>, keyof Timetable, keyof Timetable> = {
  kernelName: 'StepInputs',
  inputs: { turn: '[1]', rows: '[K, R*B]', rates: '[K, N]' },
  outputs: ['rows', 'rates', 'turn'],
  reference: ({ turn, rows, rates }) => ({
    rows: reshape(gather(rows, turn), [-1]),
    rates: reshape(gather(rates, turn), [-1]),
    turn: add(turn, tensor([1], [1], 'int32')),
  }),
};

export const stepInputs = ({ turn, rows, rates }: Timetable): Timetable =>
  runOperation(stepInputsOperation, { turn, rows, rates }, {});
