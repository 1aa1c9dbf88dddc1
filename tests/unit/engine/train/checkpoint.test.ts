import { expect, it } from 'vitest';
import type { Checkpoint } from '../../../../src/analysis/produced/networks.ts';
import { memory } from '../../../../src/engine/tf/tf.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { onNodeBackends } from '../../onBackends.ts';
import { smallExperiment } from './trainerCases.ts';

onNodeBackends(() => {
  it('names every packed tensor in a checkpoint, and the one that does not fit', async () => {
    // Other files share the process, and may have left tensors of their own.
    const { numTensors } = memory();
    const [card] = smallExperiment(2).cards;
    const experiment = { ...smallExperiment(2), cards: card === undefined ? [] : [card] };
    const trainer = await createTrainer(experiment, null);
    const checkpoint = await trainer.checkpoint();
    trainer.dispose();
    const [saved] = checkpoint.cards;
    if (saved === undefined) throw new Error('The checkpoint has no card.');
    const names = Object.keys(saved.parameters);
    expect(names).toContain('level0.experts.0');
    expect(names).toContain('towers.1');
    expect([Object.keys(saved.moment1), Object.keys(saved.moment2)]).toEqual([names, names]);
    expect(saved.lossSum).toHaveLength(2 * 3);

    const { 'towers.1': _, ...others } = saved.moment2;
    const torn: Checkpoint = { ...checkpoint, cards: [{ ...saved, moment2: others }] };
    await expect(createTrainer(experiment, torn)).rejects.toThrow(
      "The checkpoint's moment2 of towers.1 has shape [0], expected [",
    );
    expect(memory().numTensors).toBe(numTensors);
  });
});
