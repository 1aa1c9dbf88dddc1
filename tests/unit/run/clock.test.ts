import { afterEach, expect, test, vi } from 'vitest';
import { createClock } from '../../../src/run/clock.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('steps aside for messages, but not again within a few milliseconds', async () => {
  let nowMs = 100;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const channels = vi.spyOn(globalThis, 'MessageChannel');
  const { yieldToMessages } = createClock();
  await yieldToMessages();
  expect(channels).toHaveBeenCalledTimes(1);
  nowMs += 4;
  await yieldToMessages();
  expect(channels).toHaveBeenCalledTimes(1);
  nowMs += 2;
  await yieldToMessages();
  expect(channels).toHaveBeenCalledTimes(2);
});
