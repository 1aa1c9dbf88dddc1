/** Whether what was measured again and again grows. Knows no browser. */

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** How the values began and ended. */
export interface Growth {
  /** Medians of the first and of the last third of what came after the warm-up. */
  readonly early: number;
  readonly late: number;
  readonly isGrowing: boolean;
}

/** By how much a median may rise. */
const tolerance = 0.1;

/** Robust against single values: of one spike, nothing is left in a median. `warmUpShare`: while things are still made for the first time. */
export function growthOf(values: readonly number[], warmUpShare = 0.2): Growth {
  const warm = values.slice(Math.floor(warmUpShare * values.length));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const early = medianOf(warm.slice(0, third));
  const late = medianOf(warm.slice(-third));
  return { early, late, isGrowing: late > early * (1 + tolerance) };
}
