import { expect, it, vi } from 'vitest';
import { quickLookPlanOf, quickLooksOf } from '../../../../app/state/quickLook.ts';
import { createFileStore } from '../../../../app/state/stores/fileStore.ts';
import { createTrainingQueue } from '../../../../app/state/stores/trainingQueue.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { trainedExperimentOf } from '../../../../src/experiment/derived/trained.ts';
import { setComparison, setTraining } from '../../../../src/experiment/edit.ts';
import { evaluated, type FakeSession, openInto, progress, ready } from './fakeSession.ts';

const usual = { ...defaultExperiment(), cards: cardsOf(['adattSp', 'ple']) };

it('looks at the first repetition of smaller networks, as each has them at its best size', () => {
  const sized = trainedExperimentOf(setComparison(usual, { budget: 'bestSize' })).cards;
  const plan = quickLookPlanOf(usual, 'B');
  expect(plan?.cards).toEqual(['B~0.5', 'B~0.25'].map((id) => sized.find((card) => card.id === id)));
  expect(plan?.training).toMatchObject({ firstReplica: 0, numReplicas: 1 });
  const tuned = setComparison(usual, { isTuned: true, learningRates: [0.003] });
  expect(quickLookPlanOf(tuned, 'B@0.003')?.cards[0]).toMatchObject({ id: 'B~0.5', learningRate: 0.003 });
  expect(quickLookPlanOf(setTraining(usual, { numSteps: 50_000 }), 'B')).toBeNull();
});

it('finds the smaller network with the lowest validation loss, waits for any run, and looks once', async () => {
  const sessions: FakeSession[] = [];
  const queue = createTrainingQueue();
  const looks = quickLooksOf({ queue, files: createFileStore(), openPlainSession: openInto(sessions) });
  const of = { trainedId: 'A', reported: { scores: [0.5, 0.5] } };
  looks.want(usual, of)();
  const withdraw = looks.want(usual, of);
  const [session] = sessions;
  session?.emit(ready(1));
  const run = queue.join('run', () => {});
  run.take();
  expect(session?.types().at(-1)).toBe('pause');
  run.giveBack();
  expect(session?.types().at(-1)).toBe('play');
  const [started = usual] =
    session?.commands.flatMap((one) => (one.type === 'start' ? [one.experiment] : [])) ?? [];
  const step = started.training.numSteps;
  for (const [id, loss] of [
    ['A~0.5', 0.45],
    ['A~0.25', 0.4],
  ] as const)
    session?.emit(evaluated(1, id, started, { step, loss }));
  session?.emit(progress(1, 'finished', step));
  await vi.waitFor(() => expect(session?.isDisposed()).toBe(true));
  expect(looks.found.getState()).toEqual({ of, best: { factor: 0.25, gain: expect.closeTo(0.2, 10) } });
  withdraw();
  looks.want(usual, of);
  expect(sessions).toHaveLength(1);
});
