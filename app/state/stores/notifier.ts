/** Tells listeners that something changed, at most so often. Knows nothing of what changed. */
import { type Pause, pauseAfter, type TimeDrawing } from './drawing.ts';

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
  /** Of the last time, unless that was urgent: then what is drawn is no longer the same. */
  let drawingMs = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const notifyNow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    drawingMs = 0;
    lastTime = now();
    for (const listener of [...listeners]) listener();
  };

  const notifyAndTime = (): void => {
    notifyNow();
    timeDrawing((ms) => {
      drawingMs = ms;
    });
  };

  const notify = (): void => {
    if (timer !== null) return;
    const waitMs = lastTime + pauseAfter(pause, drawingMs) - now();
    if (waitMs <= 0) notifyAndTime();
    else timer = setTimeout(notifyAndTime, waitMs);
  };

  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return { subscribe, notify, notifyNow };
}
