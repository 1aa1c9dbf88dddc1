import { describe, expect, it } from 'vitest';
import { callScheduleOf } from '../../../../src/engine/backend/wasm/schedule.ts';
import type { TracedCall } from '../../../../src/engine/backend/wasm/traceCalls.ts';
import { type KernelArgument, replicaShareOf } from '../../../../src/engine/kernels/wasm/heap.ts';
import type { TensorInfo } from '../../../../src/engine/tf/tf.ts';

const tensorOf = (size: number): TensorInfo => ({ dataId: {}, shape: [size], dtype: 'float32' });
const call = (from: KernelArgument, to: KernelArgument, count: KernelArgument): TracedCall => ({
  name: 'copy',
  args: { from, to, count },
  inPlace: {},
});
const [x, y] = [tensorOf(6), tensorOf(6)];
const forAll = call(x, y, 6);
const shared = call(x, y, replicaShareOf(6));

describe('the order of the calls of a step', () => {
  it('takes one replica after the other, between what is done for all', () => {
    const { numReplicas, before, ofReplica, after } = callScheduleOf([forAll, shared, shared, forAll], 3);
    expect([numReplicas, before.length, ofReplica.length, after.length]).toEqual([3, 1, 2, 1]);
  });

  it.each([
    ['a call for all lies between', [shared, forAll, shared]],
    ['a share is not the same for each', [shared, call(x, y, replicaShareOf(4)), shared]],
    [
      'one reads of all what each computes',
      [shared, call({ kind: 'part', tensor: y, offset: 0 }, x, replicaShareOf(6))],
    ],
    ['there is nothing to share', [forAll]],
  ])('is that of the calls where %s', (_, calls) => {
    const { before, ofReplica, after } = callScheduleOf(calls, 3);
    expect(ofReplica).toEqual([]);
    expect([...before, ...after]).toEqual(calls);
  });
});
