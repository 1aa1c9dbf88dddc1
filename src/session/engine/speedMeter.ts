/** Measures steps per second over the last second of running. */

/** Samples of where a run was when. */
export interface SpeedMeter {
  /** `step` had been reached at `nowMs`. */
  readonly add: (step: number, nowMs: number) => void;
  /** Null until there is something to measure. */
  readonly stepsPerSecond: () => number | null;
  /** Forgets everything: the run stood still. */
  readonly reset: () => void;
}

const windowMs = 1000;
const shortestMs = 200;

/** A meter that has seen nothing. */
export function createSpeedMeter(): SpeedMeter {
  let samples: { readonly step: number; readonly atMs: number }[] = [];
  return {
    add: (step, nowMs) => {
      samples.push({ step, atMs: nowMs });
      // One sample older than the window stays: slow runs have a step less than once a second.
      while (samples.length > 2 && (samples[1]?.atMs ?? nowMs) < nowMs - windowMs) samples.shift();
    },
    stepsPerSecond: () => {
      const first = samples[0];
      const last = samples.at(-1);
      if (first === undefined || last === undefined || last.atMs - first.atMs < shortestMs) return null;
      return ((last.step - first.step) * 1000) / (last.atMs - first.atMs);
    },
    reset: () => {
      samples = [];
    },
  };
}
