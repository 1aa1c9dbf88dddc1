/** Speed of a run: how fast it may go, how many steps it takes at once, and how fast it went. Knows no run. */

/** Milliseconds of standing still after which the missed steps are forgotten, not taken in one burst. */
const maxArrearsMs = 1000;

export type Pacer = ReturnType<typeof createPacer>;

/** Holds a run to a number of steps per second. Counts steps against the clock, so late timers are made up for. */
export function createPacer() {
  let msPerStep = 0;
  let dueMs = 0;
  const arrears = (nowMs: number) => {
    dueMs = Math.max(dueMs, nowMs - maxArrearsMs);
    return nowMs - dueMs;
  };
  return {
    /** A new speed counts from now on, first step at once. Null: no limit. */
    setSpeed: (stepsPerSecond: number | null, nowMs: number): void => {
      msPerStep = stepsPerSecond === null ? 0 : 1000 / stepsPerSecond;
      dueMs = nowMs;
    },
    isLimited: (): boolean => msPerStep > 0,
    stepsAllowed: (nowMs: number): number => {
      if (msPerStep === 0) return Number.POSITIVE_INFINITY;
      return Math.max(0, Math.floor(arrears(nowMs) / msPerStep) + 1);
    },
    took: (numSteps: number): void => {
      dueMs += numSteps * msPerStep;
    },
    delayMs: (nowMs: number): number => Math.max(0, dueMs - nowMs),
  };
}

const sliceMs = 40;
const maxSliceSteps = 1000;

/**
 * Number of steps to queue before waiting for them, learned by measuring: on a GPU queueing is quick and the work is not, so
 * counting time while queueing would let the queue grow for minutes and a pause go unheard.
 */
export function createSliceSize() {
  let numSteps = 1;
  return {
    numSteps: (): number => numSteps,
    /** `taken` steps took `tookMs`, including the wait for their results. */
    measured: (taken: number, tookMs: number): void => {
      const fitting = Math.floor((taken * sliceMs) / Math.max(tookMs, 0.01));
      // Grows by doubling at most: the first steps of a run are no measure of the rest.
      numSteps = Math.min(Math.max(1, fitting), taken * 2, maxSliceSteps);
    },
  };
}

const windowMs = 1000;
const shortestMs = 200;

/** Measures steps per second over the last second of running. */
export function createSpeedMeter() {
  let samples: { readonly step: number; readonly atMs: number }[] = [];
  return {
    add: (step: number, nowMs: number): void => {
      samples.push({ step, atMs: nowMs });
      // One sample older than the window stays: slow runs have a step less than once a second.
      while (samples.length > 2 && (samples[1]?.atMs ?? nowMs) < nowMs - windowMs) samples.shift();
    },
    /** Null until there is something to measure. */
    stepsPerSecond: (): number | null => {
      const first = samples[0];
      const last = samples.at(-1);
      if (first === undefined || last === undefined || last.atMs - first.atMs < shortestMs) return null;
      return ((last.step - first.step) * 1000) / (last.atMs - first.atMs);
    },
    /** Forgets everything: the run stood still. */
    reset: (): void => {
      samples = [];
    },
  };
}
