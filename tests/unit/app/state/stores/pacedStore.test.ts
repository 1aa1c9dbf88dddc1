import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPacedStore } from '../../../../../app/state/run/runController.ts';
import type { TimeDrawing } from '../../../../../app/ui/frameTiming.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pause = { leastMs: 125, mostMs: 500, timesDrawing: 6 };
const drawsAtOnce: TimeDrawing = ({ leastMs }, done) => done(leastMs);

const storeOf = (timeDrawing: TimeDrawing = drawsAtOnce) => createPacedStore(0, pause, timeDrawing);

describe('createPacedStore', () => {
  it('shows the first change at once and the rest at most every interval', () => {
    const store = storeOf();
    const listener = vi.fn();
    store.shown.subscribe(listener);
    for (let change = 1; change <= 100; change += 1) {
      store.put(change, false);
      expect(store.newest()).toBe(change);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1000);
    expect(listener.mock.calls.length).toBeGreaterThanOrEqual(8);
    expect(listener.mock.calls.length).toBeLessThanOrEqual(9);
    expect(store.shown.getState()).toBe(100);
  });

  it('does not wait with what is urgent, and then shows it once', () => {
    const store = storeOf();
    const listener = vi.fn();
    store.put(1, false);
    store.shown.subscribe(listener);
    store.put(2, false);
    store.put(3, true);
    vi.advanceTimersByTime(1000);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.shown.getState()).toBe(3);
  });

  it('pauses for longer where drawing takes long', () => {
    const store = storeOf((_, done) => done(300));
    const listener = vi.fn();
    store.put(1, false);
    store.shown.subscribe(listener);
    store.put(2, false);
    vi.advanceTimersByTime(299);
    expect(listener).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
