/**
 * How many steps to queue before waiting for them. Found by measuring: on a GPU queueing is quick and the work is not,
 * so counting time while queueing would let the queue grow for minutes and a pause go unheard.
 */

/** The length of the next slice, learned from those before. */
export interface SliceSize {
  readonly numSteps: () => number;
  /** `numSteps` took `tookMs`, including the wait for their results. */
  readonly measured: (numSteps: number, tookMs: number) => void;
}

const targetMs = 40;
const maxSteps = 1000;

/** Begins with one step. */
export function createSliceSize(): SliceSize {
  let numSteps = 1;
  return {
    numSteps: () => numSteps,
    measured: (taken, tookMs) => {
      const fitting = Math.floor((taken * targetMs) / Math.max(tookMs, 0.01));
      // Grows by doubling at most: the first steps of a run are no measure of the rest.
      numSteps = Math.min(Math.max(1, fitting), taken * 2, maxSteps);
    },
  };
}
