/** Tells listeners that something changed, at most so often. Knows nothing of what changed. */
import type { Pause, TimeDrawing } from '../../ui/drawing.ts';

export interface Notifier {
  readonly subscribe: (listener: () => void) => () => void;
  /** Soon: at once when the last time is long enough ago, else when it will be. */
  readonly notify: () => void;
  /** At once, whatever happened before. */
  readonly notifyNow: () => void;
}

/** With a `pause` between unless urgent; the last change is never left out. */
export function createNotifier(
  pause: Pause,
  timeDrawing: TimeDrawing,
  now: () => number = () => performance.now(),
): Notifier {
  const listeners = new Set<() => void>();
  let lastTime = Number.NEGATIVE_INFINITY;
  /** After the last time; the least after an urgent one: what is drawn is no longer the same then. */
  let pauseMs = pause.leastMs;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const notifyNow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    pauseMs = pause.leastMs;
    lastTime = now();
    for (const listener of [...listeners]) listener();
  };

  const notifyAndTime = (): void => {
    notifyNow();
    timeDrawing(pause, (ms) => {
      pauseMs = ms;
    });
  };

  const notify = (): void => {
    if (timer !== null) return;
    const waitMs = lastTime + pauseMs - now();
    if (waitMs <= 0) notifyAndTime();
    else timer = setTimeout(notifyAndTime, waitMs);
  };

  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return { subscribe, notify, notifyNow };
}
