import { expect, it } from 'vitest';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { dispose, tensor, tidy } from '../../../../src/engine/tf/tf.ts';
import { weightSumsOf } from '../../../../src/engine/train/heldOutPasses.ts';
import { onNodeBackends } from '../../onBackends.ts';

onNodeBackends(() => {
  it('sums the weights of packed tensors of one axis, two, and three', async () => {
    registerOperations();
    const parameters = [
      tensor([1, 2, Number.NaN]),
      tensor([1, 2, 3, 4], [2, 2]),
      tensor([1, 2, 3, 4, 5, 6], [1, 3, 2]),
    ];
    const sums = tidy(() => weightSumsOf({ state: () => ({ parameters, moment1: [], moment2: [] }) }));
    const values = await Promise.all(sums.map(async (sum) => Array.from(await sum.data())));
    expect(values).toEqual([
      [1, 4, Number.NaN],
      [5, 25],
      [35, 56],
    ]);
    dispose([parameters, sums]);
  });
});
