/** Holds a run to a number of steps per second. Counts steps against the clock, so late timers are made up for. */

/** Says how many steps a speed limit allows at a moment. */
export interface Pacer {
  /** A new speed counts from now on, first step at once. Null: no limit. */
  readonly setSpeed: (stepsPerSecond: number | null, nowMs: number) => void;
  readonly isLimited: () => boolean;
  /** How many steps may be taken at `nowMs`. */
  readonly stepsAllowed: (nowMs: number) => number;
  /** That many steps were taken. */
  readonly took: (numSteps: number) => void;
  /** Milliseconds until the next step is due; 0 when it is. */
  readonly delayMs: (nowMs: number) => number;
}

/** Milliseconds of standing still after which the missed steps are forgotten, not taken in one burst. */
const maxArrearsMs = 1000;

/** A pacer without a limit. */
export function createPacer(): Pacer {
  let msPerStep = 0;
  /** When the next step is due. */
  let dueMs = 0;
  const arrears = (nowMs: number) => {
    dueMs = Math.max(dueMs, nowMs - maxArrearsMs);
    return nowMs - dueMs;
  };
  return {
    setSpeed: (stepsPerSecond, nowMs) => {
      msPerStep = stepsPerSecond === null ? 0 : 1000 / stepsPerSecond;
      dueMs = nowMs;
    },
    isLimited: () => msPerStep > 0,
    stepsAllowed: (nowMs) => {
      if (msPerStep === 0) return Number.POSITIVE_INFINITY;
      return Math.max(0, Math.floor(arrears(nowMs) / msPerStep) + 1);
    },
    took: (numSteps) => {
      dueMs += numSteps * msPerStep;
    },
    delayMs: (nowMs) => Math.max(0, dueMs - nowMs),
  };
}
