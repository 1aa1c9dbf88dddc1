/**
 * Weights on the way from one evaluation to the next, for pictures that move evenly between what was recorded. Knows nothing of time,
 * and makes no number that is not between two recorded ones.
 */
import type { GateSnapshot, LevelGates } from './produced/evaluation.ts';
import { type GateStatistic, levelGatesBy } from './gateWeights.ts';

/**
 * Every statistic blended linearly, `share` of the way from `before` (0) to `after` (1), which are those themselves at the ends. A level
 * in which a replica has diverged meanwhile stays as it was before. `step` is that of `before`.
 */
export function blendedGates(before: GateSnapshot, after: GateSnapshot, share: number): GateSnapshot {
  if (share <= 0) return before;
  if (share >= 1) return after;
  const levels = before.levels.map((level, index) => {
    const next = after.levels[index];
    return next === undefined ? level : blendedLevel(level, next, share);
  });
  return { step: before.step, levels };
}

function blendedLevel(before: LevelGates, after: LevelGates, share: number): LevelGates {
  const keys = Object.keys(before) as readonly GateStatistic[];
  // A mean over the replicas that are left is not between the means before and after.
  if (!keys.every((key) => hasSameKnown(before[key], after[key]))) return before;
  return levelGatesBy((key) =>
    before[key].map((value, index) => (1 - share) * value + share * (after[key][index] ?? Number.NaN)),
  );
}

/** The same values are finite numbers. */
const hasSameKnown = (values: Float32Array, others: Float32Array): boolean =>
  values.length === others.length &&
  values.every((value, index) => Number.isFinite(value) === Number.isFinite(others[index]));
