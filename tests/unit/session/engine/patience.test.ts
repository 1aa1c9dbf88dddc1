/** A GPU that says nothing: neither an answer nor that it is lost. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patientTrainer } from '../../../../src/session/engine/runSetUp.ts';
import { createFakeClock, createFakeTrainers, smallExperiment } from './fakes.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

async function trainerWith(parts: object) {
  const { create } = createFakeTrainers({ clock: createFakeClock() });
  const trainer = await create(smallExperiment(), null, {
    onCompiling: () => undefined,
    betweenParts: async () => undefined,
    isAlone: false,
  });
  return patientTrainer(Object.assign(trainer, parts));
}

const silent = { reason: 'device', message: expect.stringContaining('does not answer') };
const never = () => new Promise<never>(() => undefined);

test.for(['settle', 'checkpoint', 'beginEvaluation'] as const)(
  'is taken for lost where %s never ends',
  async (name) => {
    const answer = (await trainerWith({ [name]: never }))[name]();
    vi.advanceTimersByTime(59_000);
    expect(await Promise.race([answer, Promise.resolve('waits')])).toBe('waits');
    const ended = expect(answer).rejects.toMatchObject(silent);
    vi.advanceTimersByTime(1000);
    await ended;
    expect(vi.getTimerCount()).toBe(0);
  },
);

test('trains, answers and rejects as it does otherwise, and leaves no timer', async () => {
  const trainer = await trainerWith({ settle: async () => Promise.reject(new Error('x')) });
  trainer.trainStep(0.1);
  expect(trainer.step).toBe(1);
  expect((await trainer.checkpoint()).step).toBe(1);
  await expect((await trainer.beginEvaluation()).found).resolves.toHaveLength(1);
  await expect(trainer.settle()).rejects.toThrow('x');
  expect(vi.getTimerCount()).toBe(0);
});
