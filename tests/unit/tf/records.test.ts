import { describe, expect, it } from 'vitest';
import { flattened, recordOf, type TensorRecord } from '../../../src/tf/records.ts';
import type { Tensor } from '../../../src/tf/tf.ts';

/** As much of a tensor as records look at. */
const leaf = (name: string) => ({ dataId: { name } }) as unknown as Tensor;
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(leaf) as [Tensor, Tensor, Tensor, Tensor];

describe('a record of tensors', () => {
  it('has one order, however it was written', () => {
    const record: TensorRecord = { turn: a, cards: [{ parameters: [b, c], lossSum: d }] };
    expect(flattened(record)).toEqual([d, b, c, a]);
    expect(flattened({ cards: [{ lossSum: d, parameters: [b, c] }], turn: a })).toEqual([d, b, c, a]);
  });

  it('keeps the order of lists of more than ten', () => {
    const list = Array.from({ length: 12 }, (_, i) => leaf(`${i}`));
    expect(flattened(list)).toEqual(list);
  });

  it('comes back from a flat list of values with its names', () => {
    const record = { turn: a, cards: [{ parameters: [b, c], lossSum: d }], none: [] };
    const values = recordOf(record, ['sum', 'first', 'second', 'turn']);
    expect(values).toEqual({
      turn: 'turn',
      cards: [{ parameters: ['first', 'second'], lossSum: 'sum' }],
      none: [],
    });
  });
});
