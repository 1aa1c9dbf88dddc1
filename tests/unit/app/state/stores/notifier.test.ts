import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNotifier } from '../../../../../app/state/stores/notifier.ts';
import type { TimeDrawing } from '../../../../../app/ui/drawing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pause = { leastMs: 125, mostMs: 500, timesDrawing: 6 };
const drawsAtOnce: TimeDrawing = ({ leastMs }, done) => done(leastMs);

describe('createNotifier', () => {
  it('tells the first change at once and the rest at most every interval', () => {
    const notifier = createNotifier(pause, drawsAtOnce);
    const listener = vi.fn();
    notifier.subscribe(listener);
    for (let change = 0; change < 100; change += 1) {
      notifier.notify();
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1000);
    expect(listener.mock.calls.length).toBeGreaterThanOrEqual(8);
    expect(listener.mock.calls.length).toBeLessThanOrEqual(9);
  });

  it('never leaves out the last change', () => {
    const notifier = createNotifier(pause, drawsAtOnce);
    const listener = vi.fn();
    notifier.notify();
    notifier.subscribe(listener);
    notifier.notify();
    expect(listener).not.toHaveBeenCalled();
    vi.advanceTimersByTime(125);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('does not wait when asked not to, and then not twice', () => {
    const notifier = createNotifier(pause, drawsAtOnce);
    const listener = vi.fn();
    notifier.notify();
    notifier.subscribe(listener);
    notifier.notify();
    notifier.notifyNow();
    vi.advanceTimersByTime(1000);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('pauses for longer where drawing takes long', () => {
    const notifier = createNotifier(pause, (_, done) => done(300));
    const listener = vi.fn();
    notifier.notify();
    notifier.subscribe(listener);
    notifier.notify();
    vi.advanceTimersByTime(299);
    expect(listener).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('tells nobody who left', () => {
    const notifier = createNotifier(pause, drawsAtOnce);
    const listener = vi.fn();
    notifier.subscribe(listener)();
    notifier.notifyNow();
    expect(listener).not.toHaveBeenCalled();
  });
});
