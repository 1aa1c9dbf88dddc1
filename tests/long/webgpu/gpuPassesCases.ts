/** What must hold of held-out passes on a GPU: they are replayed to the last bit as eager ones, in one submission and one readback. */
import { beforeAll, expect, it, vi } from 'vitest';
import { registerOperations } from '../../../src/engine/kernels/register.ts';
import { createTrainer } from '../../../src/engine/train/trainer.ts';
import { expectEagerBytes, sizesOfPasses } from '../../unit/engine/train/passesCases.ts';
import { smallExperiment } from '../../unit/engine/train/trainerCases.ts';

export function describeGpuPasses(): void {
  beforeAll(() => void registerOperations());

  it.each(sizesOfPasses)(
    '%i validation and %i test rows of %i repetitions have the bytes of eager passes',
    async (...sizes) => {
      const few = ['adattSp', 'mmoe', 'sharedBottom'];
      const isLarge = sizes[0] + sizes[1] > 100;
      await expectEagerBytes(sizes, ({ architecture }) => !isLarge || few.includes(architecture));
    },
  );

  it('of a network take one submission, one readback and few dispatches', async () => {
    const usual = smallExperiment(2);
    const cards = usual.cards.filter(({ architecture }) => ['adattSp', 'mmoe'].includes(architecture));
    const data = { ...usual.data, numValidationRows: 600, numTestRows: 700 };
    const trainer = await createTrainer({ ...usual, data, cards }, null);
    await trainer.evaluate();
    const submit = vi.spyOn(GPUQueue.prototype, 'submit');
    const map = vi.spyOn(GPUBuffer.prototype, 'mapAsync');
    const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
    await trainer.evaluate();
    const counts = [submit, map, dispatch].map(({ mock }) => mock.calls.length);
    trainer.dispose();
    expect(counts.slice(0, 2)).toEqual([cards.length, cards.length]);
    // Two levels and the towers, and sums over rows of two chunks of test rows; those of validation have no sums.
    expect(counts[2]).toBeLessThanOrEqual(cards.length * 48);
  });
}
