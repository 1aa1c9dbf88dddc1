import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UserError } from '../../../../src/core/errors.ts';
import { MemberLost, type ThreadEvents } from '../../../../src/session/pool/memberThread.ts';
import type { ToMember } from '../../../../src/session/pool/messages.ts';
import { createPool } from '../../../../src/session/pool/pool.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const memory = { numTensors: 2, numBytes: 8 };

/** A pool of two whose other thread says only what the test makes it say. */
function createFakePool() {
  const threads: { readonly posted: ToMember[]; readonly events: ThreadEvents; isEnded: boolean }[] = [];
  const spawn = (events: ThreadEvents) => {
    const thread = { posted: [] as ToMember[], events, isEnded: false };
    threads.push(thread);
    return {
      post: (message: ToMember) => void thread.posted.push(message),
      end: () => {
        thread.isEnded = true;
      },
    };
  };
  const pool = createPool({ count: 2, spawn }, { everyMs: 1000, numMissed: 2 });
  const member = () => {
    const [first] = pool.members(1);
    if (first === undefined) throw new Error('A pool of two has a member.');
    return first;
  };
  return { pool, threads, member };
}

it('answers requests in order, and says what is alive', async () => {
  const { threads, member, pool } = createFakePool();
  const answers = [member().ask({ type: 'train', learningRates: [1] }), member().ask({ type: 'dispose' })];
  expect(threads[0]?.posted.map(({ type }) => type)).toEqual(['train', 'dispose']);
  threads[0]?.events.onMessage({ type: 'done', answer: null, memory });
  expect(await answers[0]).toBe(null);
  expect(member().memory()).toEqual(memory);
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
  const { threads, member } = createFakePool();
  const create = member().ask({ type: 'evaluate' });
  threads[0]?.events.onMessage({ type: 'failed', message: 'Too wide.', isUserError: true });
  await expect(create).rejects.toEqual(new UserError('Too wide.'));
  const next = member().ask({ type: 'evaluate' });
  threads[0]?.events.onMessage({ type: 'failed', message: 'Broken.', isUserError: false });
  await expect(next).rejects.toThrow('Broken.');
  expect(member().isLost()).toBe(false);
});

it('is lost when its thread is, with all that was asked, and the pool makes another', async () => {
  const { threads, member } = createFakePool();
  const lost = member();
  const asked = lost.ask({ type: 'evaluate' });
  threads[0]?.events.onLost();
  await expect(asked).rejects.toThrow(MemberLost);
  await expect(lost.ask({ type: 'checkpoint' })).rejects.toThrow(MemberLost);
  await lost.rest();
  expect(member()).not.toBe(lost);
  expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, false]);
});

it('counts as lost when it is silent for long, but not while nobody waits for it', async () => {
  const { threads, member } = createFakePool();
  const first = member();
  vi.advanceTimersByTime(10_000);
  expect([first.isLost(), threads[0]?.posted]).toEqual([false, []]);
  const asked = first.ask({ type: 'evaluate' });
  vi.advanceTimersByTime(2000);
  threads[0]?.events.onMessage({ type: 'pong' });
  vi.advanceTimersByTime(2000);
  expect(first.isLost()).toBe(false);
  vi.advanceTimersByTime(1000);
  await expect(asked).rejects.toThrow(MemberLost);
  expect(threads[0]?.isEnded).toBe(true);
});

it('is lost at once where no thread can be made', async () => {
  const spawn = () => {
    throw new Error('No threads here.');
  };
  const [member] = createPool({ count: 2, spawn }).members(1);
  await expect(member?.ask({ type: 'evaluate' })).rejects.toThrow(MemberLost);
});

it('is ended with its pool', () => {
  const { pool, threads, member } = createFakePool();
  member();
  pool.close();
  pool.close();
  expect(threads.map(({ isEnded }) => isEnded)).toEqual([true]);
});
