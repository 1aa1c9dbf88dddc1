import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { timeDrawing } from '../../../../app/ui/frameTiming.ts';

const pause = { leastMs: 125, mostMs: 500, timesDrawing: 6 };
let draw: (() => void)[] = [];

beforeEach(() => {
  draw = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => draw.push(callback));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('waits for no picture that never comes: a hidden page has no frames', () => {
  const done = vi.fn();
  timeDrawing(pause, done);
  vi.advanceTimersByTime(1000);
  expect(done.mock.calls).toEqual([[500]]);
});
