/** Speed of a run: limit per second, steps per slice, measured speed. */

// After a longer stall, missed steps are dropped instead of being made up in one burst.
const maxPacingDebtMs = 1000;

export type Pacer = ReturnType<typeof createPacer>;

// Compares steps with the clock, so that late timers are made up for.
export function createPacer() {
  let msPerStep = 0;
  let dueMs = 0;
  const arrears = (nowMs: number) => {
    dueMs = Math.max(dueMs, nowMs - maxPacingDebtMs);
    return nowMs - dueMs;
  };
  return {
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

// The time of a slice includes waiting for results: a GPU queues steps faster than it computes them, so its
// queue would otherwise grow for minutes and delay a pause.
export function createSliceSize() {
  let numSteps = 1;
  return {
    numSteps: (): number => numSteps,
    /** `tookMs` includes the wait for the results. */
    measured: (taken: number, tookMs: number): void => {
      const fitting = Math.floor((taken * sliceMs) / Math.max(tookMs, 0.01));
      // At most doubles: the first steps of a run are not representative.
      numSteps = Math.min(Math.max(1, fitting), taken * 2, maxSliceSteps);
    },
  };
}

const speedWindowMs = 1000;
const minSpeedWindowMs = 200;

export function createSpeedMeter() {
  let samples: { readonly step: number; readonly atMs: number }[] = [];
  return {
    add: (step: number, nowMs: number): void => {
      samples.push({ step, atMs: nowMs });
      // Keeps one sample older than the window: slow runs take less than one step per second.
      while (samples.length > 2 && (samples[1]?.atMs ?? nowMs) < nowMs - speedWindowMs) samples.shift();
    },
    stepsPerSecond: (): number | null => {
      const first = samples[0];
      const last = samples.at(-1);
      if (first === undefined || last === undefined || last.atMs - first.atMs < minSpeedWindowMs) return null;
      return ((last.step - first.step) * 1000) / (last.atMs - first.atMs);
    },
    reset: (): void => {
      samples = [];
    },
  };
}
