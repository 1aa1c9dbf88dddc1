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

it.each([
  { drawingMs: 1, pauseMs: 125 },
  { drawingMs: 50, pauseMs: 300 },
  { drawingMs: 700, pauseMs: 500 },
])('leaves $pauseMs ms after $drawingMs ms of drawing', ({ drawingMs, pauseMs }) => {
  const done = vi.fn();
  timeDrawing(pause, done);
  vi.advanceTimersByTime(drawingMs);
  for (const frame of draw) frame();
  expect(done).not.toHaveBeenCalled();
  vi.advanceTimersByTime(0);
  expect(done.mock.calls).toEqual([[pauseMs]]);
  vi.advanceTimersByTime(5000);
  expect(done).toHaveBeenCalledTimes(1);
});

it('waits for no picture that never comes: a hidden page has no frames', () => {
  const done = vi.fn();
  timeDrawing(pause, done);
  vi.advanceTimersByTime(1000);
  expect(done.mock.calls).toEqual([[500]]);
});
