import { expect, it } from 'vitest';
import { networkHolderOf } from '../../../../../app/files/weights/weights.ts';
import { type FakeSession, openInto, ready } from '../../state/fakeSession.ts';
import { createTestPlayground } from '../../state/testPlayground.ts';

function pageAt(hash: string) {
  const retraining: FakeSession[] = [];
  const playground = createTestPlayground(hash, { openPlainSession: openInto(retraining) });
  return { playground, retraining };
}

it('finds a network that nobody trained among those that a run would begin with', async () => {
  const { playground, retraining } = pageAt('#tasks=2&A=adattSp&B=ple&reps=3');
  const begun = networkHolderOf(playground, 'B', 1);
  retraining[0]?.emit(ready(1));
  const holder = await begun;
  expect(holder).toMatchObject({ networkId: 'B', replica: 0, isTrained: false });
  expect(retraining).toHaveLength(1);
  const [start] = retraining[0]?.commands ?? [];
  if (start?.type !== 'start') throw new Error('Nothing was begun.');
  expect(start.experiment.cards.map(({ id }) => id)).toEqual(['B']);
  expect(start.experiment.training).toMatchObject({ numReplicas: 1, firstReplica: 1 });
  expect(holder.experiment).toBe(playground.experiments.experiment());
});

it('begins nothing for a set-up that cannot be trained, and says why', async () => {
  const { playground, retraining } = pageAt('#tasks=3&A=ple');
  const { experiments } = playground;
  const before = experiments.experiment();
  const cards = before.cards.map((card) => ({
    ...card,
    options: { ...card.options, numTaskExperts: [1, 2] },
  }));
  experiments.edit({ ...before, cards });
  await expect(networkHolderOf(playground, 'A', 0)).rejects.toThrow(/Experts per task/i);
  expect(retraining).toEqual([]);
});
