import { describe, expect, it, vi } from 'vitest';
import {
  readInOneTransfer,
  recordOf,
  type TensorRecord,
  tensorsOfRecord,
} from '../../../../src/engine/tf/records.ts';
import { backend, memory, type Tensor, tensor } from '../../../../src/engine/tf/tf.ts';
import { useCpu } from '../../onBackends.ts';

/** As much of a tensor as records look at. */
const leaf = (name: string) => ({ dataId: { name } }) as unknown as Tensor;
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(leaf) as [Tensor, Tensor, Tensor, Tensor];

describe('a record of tensors', () => {
  it('has one order, however it was written', () => {
    const record: TensorRecord = { turn: a, cards: [{ parameters: [b, c], lossSum: d }] };
    expect(tensorsOfRecord(record)).toEqual([d, b, c, a]);
    expect(tensorsOfRecord({ cards: [{ lossSum: d, parameters: [b, c] }], turn: a })).toEqual([d, b, c, a]);
  });

  it('keeps the order of lists of more than ten', () => {
    const list = Array.from({ length: 12 }, (_, i) => leaf(`${i}`));
    expect(tensorsOfRecord(list)).toEqual(list);
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

describe('a readback', () => {
  useCpu();

  it('leaves no tensor, also where the device is lost before it answers', async () => {
    const kept = [tensor([1, 2]), tensor([3])] as const;
    const { numTensors } = memory();
    expect(await readInOneTransfer(() => ({ kept }))).toEqual({
      kept: [Float32Array.of(1, 2), Float32Array.of(3)],
    });
    const lost = new DOMException('Buffer was unmapped before mapping was resolved.', 'AbortError');
    vi.spyOn(backend(), 'read').mockRejectedValueOnce(lost);
    await expect(readInOneTransfer(() => ({ kept }))).rejects.toBe(lost);
    expect(memory().numTensors).toBe(numTensors);
    for (const one of kept) one.dispose();
  });
});
