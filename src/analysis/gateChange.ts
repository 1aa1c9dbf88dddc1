/**
 * The change of a gate's weight by training. Initial weights have shares and preferences as well, so a weight is told only where it
 * changed since step 0 by more than repetitions spread. Works from tables and statistics; knows no architecture.
 */
import { mean } from '../core/lists.ts';
import type { LevelSpec } from '../models/topology.ts';
import { cellWeightsOf, type LevelStatistics, type WeightCell, type WeightReading } from './gateWeights.ts';
import { MIN_REPLICAS } from './pairs.ts';
import { type Interval, tInterval } from './statistics.ts';

/** The least change of a share that is told: 5 points of 100. */
const LEAST = 0.05;

/** Statistics of a level before the first step and at the end. */
export interface StartAndEnd {
  readonly start: LevelStatistics;
  readonly end: LevelStatistics;
}

/** A weight in the repetitions that did not diverge `[R]`. */
export interface WeightChange {
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** Mean of end - start, repetition by repetition, with its interval. */
  readonly by: Interval;
}

/** How sure an interval is: the level and the overlap of `tInterval`. */
export interface Certainty {
  readonly confidence: number;
  readonly overlap: number;
}

/** The change of one cell; null: the cell cannot exist. */
export function weightChangeOf(
  level: LevelSpec,
  { start, end }: StartAndEnd,
  { reading, ...cell }: WeightCell & { readonly reading: WeightReading },
  certainty: Certainty,
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

/** The change of the mean of several weights, repetition by repetition. */
export function meanChangeOf(
  changes: readonly Pick<WeightChange, 'start' | 'end'>[],
  { confidence, overlap }: Certainty,
): Interval {
  const [first] = changes;
  const differences = (first?.end ?? []).map((_, index) =>
    mean(changes.map(({ start, end }) => (end[index] ?? Number.NaN) - (start[index] ?? Number.NaN))),
  );
  return tInterval(differences, confidence, overlap);
}

/** Training raised the weight: by 5 points or more, with an interval above 0. */
export const hasRisen = ({ mean, low, n }: Interval): boolean =>
  n >= MIN_REPLICAS && low > 0 && mean >= LEAST;

/** Training lowered the weight: by 5 points or more, with an interval below 0. */
export const hasFallen = ({ mean, high, n }: Interval): boolean =>
  n >= MIN_REPLICAS && high < 0 && mean <= -LEAST;
