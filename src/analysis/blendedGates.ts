/** Gate weights between two recorded evaluations, for smooth pictures. */

import { type GateStatistic, levelGatesFrom } from './gateWeights.ts';
import type { GateSnapshot, LevelGates } from './produced/evaluation.ts';

/** Blends from `before` (`share` 0) to `after` (1); a level with a newly diverged replica stays as before. */
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
  // If replicas diverged in between, the two means are over different replicas and cannot be mixed.
  if (!keys.every((key) => hasSameKnown(before[key], after[key]))) return before;
  return levelGatesFrom((key) =>
    before[key].map((value, index) => (1 - share) * value + share * (after[key][index] ?? Number.NaN)),
  );
}

const hasSameKnown = (values: Float32Array, others: Float32Array): boolean =>
  values.length === others.length &&
  values.every((value, index) => Number.isFinite(value) === Number.isFinite(others[index]));
