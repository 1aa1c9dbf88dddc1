/** Trainings in a session of one's own, on a fake worker. */
import { expect, onTestFinished, test } from 'vitest';
import { PrivateSession } from '../../../../src/session/client/privateSession.ts';
import { WorkerSession } from '../../../../src/session/client/workerSession.ts';
import { type FakeSession, openInto } from '../../app/state/fakeSession.ts';
import { smallExperiment, turns } from '../engine/fakes.ts';
import { createFakeWorker, type FakeWorkerSettings } from './fakeWorker.ts';

function createSession(settings: Partial<FakeWorkerSettings> = {}) {
  const workers: ReturnType<typeof createFakeWorker>[] = [];
  const session = new PrivateSession(
    () =>
      new WorkerSession(() => {
        const fake = createFakeWorker({ backend: 'wasm', msPerStep: 1, ...settings });
        workers.push(fake);
        return fake.worker;
      }),
  );
  onTestFinished(() => session.close());
  return { session, workers };
}

const start = (seed: number, numSteps = 100) => {
  const experiment = smallExperiment({ numSteps, evalEvery: numSteps });
  return { experiment: { ...experiment, data: { ...experiment.data, seed } } };
};

const seedOf = ({ run }: Awaited<ReturnType<PrivateSession['train']>>) => run.experiment?.data.seed;

test('trains one experiment after the other to its end, in one worker', async () => {
  const { session, workers } = createSession();
  const steps: number[] = [];
  const first = await session.train(start(1), { onProgress: ({ step }) => void steps.push(step) });
  expect([seedOf(first), first.run.step, steps.at(-1), first.backend.backend]).toEqual([1, 100, 100, 'wasm']);
  expect(first.run.networks.get('A')?.history.at(-1)?.loss.step).toBe(100);
  expect(Math.min(first.seconds, first.setUpSeconds)).toBeGreaterThan(0);
  expect([seedOf(await session.train(start(2))), session.runId, workers.length]).toEqual([2, 2, 1]);
  session.close();
  session.close();
  expect(workers[0]?.isAlive()).toBe(false);
  expect([seedOf(await session.train(start(3))), workers.length]).toEqual([3, 2]);
});

test('makes no step before it is asked to, and none in a pause', async () => {
  const { session } = createSession();
  const { backend } = await session.begin(start(1));
  expect([backend, session.resume()]).toEqual(['wasm', true]);
  const steps: number[] = [];
  const trained = session.train(start(2, 300), {
    onReady: () => session.pause(),
    onProgress: ({ step }) => void steps.push(step),
  });
  await turns(100);
  expect(steps.filter((step) => step > 0)).toEqual([]);
  expect(session.resume()).toBe(true);
  expect((await trained).run.step).toBe(300);
  expect(session.resume()).toBe(false);
});

test('takes a divergence for an end only where it is accepted', async () => {
  const { session } = createSession({ divergeAt: 50 });
  const { experiment } = start(1);
  const one = { experiment: { ...experiment, training: { ...experiment.training, numReplicas: 1 } } };
  await expect(session.train(one)).rejects.toThrow('diverged');
  const { run } = await session.train(one, { acceptsDivergence: true });
  expect(run.networks.get('A')?.diverged).toHaveLength(1);
});

test('goes on in another worker where one is lost', async () => {
  const { session, workers } = createSession();
  const trained = session.train(start(1));
  await turns(3);
  workers[0]?.crash();
  expect([seedOf(await trained), workers.length]).toEqual([1, 2]);
});

test('opens another session after a failure that is none of the set-up', async () => {
  const opened: FakeSession[] = [];
  const session = new PrivateSession(openInto(opened));
  const failed = session.train(start(1));
  opened[0]?.emit({ type: 'failed', runId: 1, reason: 'worker', message: 'The worker is gone.' });
  await expect(failed).rejects.toThrow('The worker is gone.');
  expect(opened[0]?.isDisposed()).toBe(true);
  void session.train(start(2));
  expect(opened.map((one) => one.types())).toEqual([['start'], ['start']]);
});
