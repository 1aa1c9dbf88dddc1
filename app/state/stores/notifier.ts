/** Tells listeners that something changed, at most so often. Knows nothing of what changed. */

export interface Notifier {
  readonly subscribe: (listener: () => void) => () => void;
  /** Soon: at once when the last time is long enough ago, else when it will be. */
  readonly notify: () => void;
  /** At once, whatever happened before. */
  readonly notifyNow: () => void;
}

/** `minIntervalMs` apart unless urgent; the last change is never left out. */
export function createNotifier(minIntervalMs: number, now: () => number = () => performance.now()): Notifier {
  const listeners = new Set<() => void>();
  let lastTime = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const notifyNow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    lastTime = now();
    for (const listener of [...listeners]) listener();
  };

  const notify = (): void => {
    if (timer !== null) return;
    const waitMs = lastTime + minIntervalMs - now();
    if (waitMs <= 0) notifyNow();
    else timer = setTimeout(notifyNow, waitMs);
  };

  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return { subscribe, notify, notifyNow };
}
