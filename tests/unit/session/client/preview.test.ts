import { expect, onTestFinished, test, vi } from 'vitest';
import { problemsOfExperiment } from '../../../../src/experiment/costs/checks.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { previewOf } from '../../../../src/experiment/derived/preview.ts';
import { trainedExperimentOf } from '../../../../src/experiment/derived/trained.ts';
import { setComparison } from '../../../../src/experiment/edit.ts';
import { createPreview, type PreviewResult } from '../../../../src/session/client/preview.ts';
import { WorkerSession } from '../../../../src/session/client/workerSession.ts';
import { smallExperiment, turns } from '../engine/fakes.ts';
import { createFakeWorker } from './fakeWorker.ts';

function createFakePreview(divergeAt = Infinity) {
  const workers: ReturnType<typeof createFakeWorker>[] = [];
  const preview = createPreview(
    new WorkerSession(() => {
      const fake = createFakeWorker({ backend: 'wasm', msPerStep: 1, divergeAt });
      workers.push(fake);
      return fake.worker;
    }),
  );
  const results: PreviewResult[] = [];
  preview.subscribe((result) => results.push(result));
  return { preview, workers, results };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 5000 && !condition(); i++) await turns(1);
  expect(condition()).toBe(true);
}

const small = (seed: number) => {
  const experiment = smallExperiment({ numSteps: 100, evalEvery: 100 });
  return { ...experiment, data: { ...experiment.data, seed } };
};

test('of many updates the first and the last are trained to their end, in one worker, and reported once', async () => {
  const { preview, workers, results } = createFakePreview();
  expect(workers).toHaveLength(0);
  for (let seed = 1; seed <= 5; seed++) preview.update(small(seed));
  await until(() => results.length > 1);
  await turns(50);
  expect(results.map(({ experiment }) => experiment.data.seed)).toEqual([1, 5]);
  expect([...(results[1]?.evaluations ?? [])].map(([id, { loss }]) => [id, loss.step])).toEqual([['A', 100]]);
  preview.update(small(6));
  await until(() => results.length > 2);
  expect([results[2]?.experiment.data.seed, workers.length]).toEqual([6, 1]);
  preview.dispose();
  preview.dispose();
  expect(workers[0]?.isAlive()).toBe(false);
  expect(() => preview.update(small(7))).toThrow('The session was used after it was disposed.');
});

test('a steady hand sees results, also where each is slow: never two in a row are given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { preview, results } = createFakePreview();
  const endless = (seed: number) => {
    const experiment = small(seed);
    return { ...experiment, training: { ...experiment.training, numSteps: 1e9, evalEvery: 1e9 } };
  };
  preview.update(endless(1));
  preview.update(small(2));
  preview.update(small(3));
  await turns(50);
  expect(results).toEqual([]);
  vi.advanceTimersByTime(500);
  preview.update(small(4));
  vi.advanceTimersByTime(5000);
  await until(() => results.length > 1);
  expect(results.map(({ experiment }) => experiment.data.seed)).toEqual([3, 4]);
  preview.dispose();
});

test('a preview that cannot be trained says why, and the next one is trained', async () => {
  const { preview, results } = createFakePreview();
  preview.update({ ...small(1), cards: [] });
  await until(() => results.length > 0);
  expect(results[0]).toMatchObject({ evaluations: null, failure: expect.stringContaining('.') });
  preview.update(small(2));
  await until(() => results.length > 1);
  expect(results[1]).toMatchObject({ failure: null, experiment: { data: { seed: 2 } } });
  preview.dispose();
});

test('a lost worker is replaced, and the preview comes to its end', async () => {
  const { preview, workers, results } = createFakePreview();
  preview.update(small(1));
  await turns(3);
  workers[0]?.crash();
  await until(() => results.length > 0);
  expect([results[0]?.failure, workers.length]).toEqual([null, 2]);
  preview.dispose();
});

test('is one repetition of the chosen cards at the widths that are trained, on few rows', () => {
  const usual = setComparison(defaultExperiment(), { budget: 'equalParameters', isTuned: true });
  const { cards, training, data } = previewOf(usual, ['A', 'B'], 300);
  const wide = trainedExperimentOf({ ...usual, comparison: { ...usual.comparison, isTuned: false } });
  expect(cards).toEqual(wide.cards.slice(0, 2));
  expect(cards[0]?.learningRate).toBeUndefined();
  expect(training).toMatchObject({ numReplicas: 1, numSteps: 300, evalEvery: 300, backend: 'wasm' });
  expect([data.numTrainRows, data.numTestRows, data.seed]).toEqual([4000, 1000, usual.data.seed]);
  expect(problemsOfExperiment(previewOf(usual, ['A', 'B'], 300))).toEqual([]);
});
