/** Adds up time. */

export interface Stopwatch {
  /** Runs already: changes nothing. */
  readonly start: () => void;
  readonly stop: () => void;
  readonly seconds: () => number;
}

export function createStopwatch(now: () => number = () => performance.now()): Stopwatch {
  let totalMs = 0;
  let sinceMs: number | null = null;
  const stop = (): void => {
    if (sinceMs !== null) totalMs += now() - sinceMs;
    sinceMs = null;
  };
  return {
    start: () => {
      sinceMs ??= now();
    },
    stop,
    seconds: () => (totalMs + (sinceMs === null ? 0 : now() - sinceMs)) / 1000,
  };
}
