/** Change of gate weights by training, reported only beyond the spread of repetitions. */
import { mean } from '../core/lists.ts';
import type { LevelSpec } from '../models/topology.ts';
import { cellWeightsOf, type LevelStatistics, type WeightCell, type WeightReading } from './gateWeights.ts';
import { MIN_REPLICAS } from './pairs.ts';
import { type Interval, tInterval } from './statistics.ts';

const MIN_WEIGHT_CHANGE = 0.05;

interface StartAndEndGates {
  readonly start: LevelStatistics;
  readonly end: LevelStatistics;
}

/** Weights at the start and the end, `[R]` each, without diverged replicas. */
export interface WeightChange {
  readonly start: readonly number[];
  readonly end: readonly number[];
  readonly by: Interval;
}

interface ChangeConfidence {
  readonly confidence: number;
  readonly overlap: number;
}

/** Null if the unit cannot see the expert. */
export function weightChangeOf(
  level: LevelSpec,
  { start, end }: StartAndEndGates,
  { reading, ...cell }: WeightCell & { readonly reading: WeightReading },
  certainty: ChangeConfidence,
): WeightChange | null {
  const [starts, ends] = [start, end].map((statistics) => cellWeightsOf(level, statistics, cell, reading));
  if (starts == null || ends == null) return null;
  const alive = [...ends.keys()].filter((replica) =>
    [starts, ends].every((weights) => Number.isFinite(weights[replica])),
  );
  const [before, after] = [starts, ends].map((weights) => alive.map((replica) => weights[replica] ?? 0));
  const change = { start: before ?? [], end: after ?? [] };
  return { ...change, by: meanChangeOf([change], certainty) };
}

export function meanChangeOf(
  changes: readonly Pick<WeightChange, 'start' | 'end'>[],
  { confidence, overlap }: ChangeConfidence,
): Interval {
  const [first] = changes;
  const differences = (first?.end ?? []).map((_, index) =>
    mean(changes.map(({ start, end }) => (end[index] ?? Number.NaN) - (start[index] ?? Number.NaN))),
  );
  return tInterval(differences, confidence, overlap);
}

export const isSurelyAboveZero = ({ mean, low, n }: Interval): boolean =>
  n >= MIN_REPLICAS && low > 0 && mean >= MIN_WEIGHT_CHANGE;

export const isSurelyBelowZero = ({ mean, high, n }: Interval): boolean =>
  n >= MIN_REPLICAS && high < 0 && mean <= -MIN_WEIGHT_CHANGE;
