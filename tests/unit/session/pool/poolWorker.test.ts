import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UserError } from '../../../../src/core/errors.ts';
import type { ToPoolWorker } from '../../../../src/session/pool/messages.ts';
import { createPool, PoolWorkerLost, type ThreadEvents } from '../../../../src/session/pool/pool.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const memory = { numTensors: 2, numBytes: 8 };

/** A pool of two whose other thread says only what the test makes it say. */
function createFakePool() {
  const threads: { readonly posted: ToPoolWorker[]; readonly events: ThreadEvents; isEnded: boolean }[] = [];
  const spawn = (events: ThreadEvents) => {
    const thread = { posted: [] as ToPoolWorker[], events, isEnded: false };
    threads.push(thread);
    return {
      post: (message: ToPoolWorker) => void thread.posted.push(message),
      end: () => {
        thread.isEnded = true;
      },
    };
  };
  const pool = createPool({ count: 2, spawn }, { everyMs: 1000, numMissed: 2 });
  const worker = () => {
    const [first] = pool.workers(1);
    if (first === undefined) throw new Error('A pool of two has a worker.');
    return first;
  };
  return { pool, threads, worker };
}

it('answers requests in order, and says what is alive', async () => {
  const { threads, worker, pool } = createFakePool();
  const answers = [worker().ask({ type: 'train', learningRates: [1] }), worker().ask({ type: 'dispose' })];
  expect(threads[0]?.posted.map(({ type }) => type)).toEqual(['train', 'dispose']);
  threads[0]?.events.onMessage({ type: 'done', answer: null, memory });
  expect(await answers[0]).toBe(null);
  expect(worker().memory()).toEqual(memory);
  let isResting = false;
  const left = pool.memoryLeft().finally(() => {
    isResting = true;
  });
  await Promise.resolve();
  expect(isResting).toBe(false);
  threads[0]?.events.onMessage({ type: 'done', answer: null, memory: { numTensors: 0, numBytes: 0 } });
  expect(await left).toEqual({ numTensors: 0, numBytes: 0 });
});

it('passes on what went wrong, and whether it is for people', async () => {
  const { threads, worker } = createFakePool();
  const create = worker().ask({ type: 'evaluate' });
  threads[0]?.events.onMessage({ type: 'failed', message: 'Too wide.', isUserError: true });
  await expect(create).rejects.toEqual(new UserError('Too wide.'));
  const next = worker().ask({ type: 'evaluate' });
  threads[0]?.events.onMessage({ type: 'failed', message: 'Broken.', isUserError: false });
  await expect(next).rejects.toThrow('Broken.');
  expect(worker().isLost()).toBe(false);
});

it('is lost when its thread is, with all that was asked, and the pool makes another', async () => {
  const { threads, worker } = createFakePool();
  const lost = worker();
  const asked = lost.ask({ type: 'evaluate' });
  threads[0]?.events.onLost();
  await expect(asked).rejects.toThrow(PoolWorkerLost);
  await expect(lost.ask({ type: 'checkpoint' })).rejects.toThrow(PoolWorkerLost);
  await lost.rest();
  expect(worker()).not.toBe(lost);
  expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, false]);
});

it('counts as lost when it is silent for long, but not while nobody waits for it', async () => {
  const { threads, worker } = createFakePool();
  const first = worker();
  vi.advanceTimersByTime(10_000);
  expect([first.isLost(), threads[0]?.posted]).toEqual([false, []]);
  const asked = first.ask({ type: 'evaluate' });
  vi.advanceTimersByTime(2000);
  threads[0]?.events.onMessage({ type: 'pong' });
  vi.advanceTimersByTime(2000);
  expect(first.isLost()).toBe(false);
  vi.advanceTimersByTime(1000);
  await expect(asked).rejects.toThrow(PoolWorkerLost);
  expect(threads[0]?.isEnded).toBe(true);
});
