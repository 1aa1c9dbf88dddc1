/**
 * Losses of two architectures paired by replica, as log ratios; and how much better an architecture is than a baseline. Knows
 * losses only.
 *
 * A ratio treats A over B and B over A alike and is unbounded on both sides, which a plain relative difference is not.
 * gain = 1 - exp(mean r) with r = ln(loss / baseline loss), its t interval transformed back. Positive is better (LibMTL's
 * sign; CAGrad's Delta_m has the opposite one).
 */
import { mean, ofReplicas } from '../core/lists.ts';
import { expm1, ln } from '../core/math.ts';
import { type Interval, LEVEL, tInterval } from './statistics.ts';

/** Fewer replicas than this support no statement. */
export const MIN_REPLICAS = 3;

/**
 * Pairs losses `[R * T]`, replica-major, of the same replicas on the same data, as log ratios. A replica that diverged in either, or whose
 * loss is 0, is no finite number.
 */
export function pairedRatios(losses: readonly number[], otherLosses: readonly number[], numTasks: number) {
  const others = losses.map((_, index) => otherLosses[index] ?? Number.NaN);
  // A difference of logarithms, not the logarithm of a quotient: to the last bit the opposite of that of the other way round.
  const ratios = losses.map((loss, index) => ln(others[index] ?? Number.NaN) - ln(loss)); // [R * T]
  const differences = losses.map((loss, index) => (others[index] ?? Number.NaN) - loss); // [R * T]
  const tasks = Array.from({ length: numTasks }, (_, task) => task);
  return {
    /** ln(other loss / loss) per task, `[T][R]`: positive where the first architecture is better. */
    perTask: tasks.map((task) => ofTask(ratios, task, numTasks)),
    /** Mean over tasks, `[R]`. */
    overall: ofReplicas(ratios, numTasks).map(mean),
    /** Absolute other loss - loss per task, `[T][R]`: tells a large ratio of tiny losses from a real one. */
    differences: tasks.map((task) => ofTask(differences, task, numTasks)),
  };
}

/**
 * Relative reduction of the loss, 1 - exp(-mean r), with its t interval: 0.1 means a loss 10 % lower than the other's. Turning
 * losses around turns the interval of r around, so what excludes 0 here excludes it there.
 */
export function gainOf(ratios: readonly number[], level: number, overlap = 0): Interval {
  const { mean: centre, low, high, n, numLeftOut } = tInterval(ratios, level, overlap);
  // Adding 0 turns -0, which would be printed, into 0.
  const gain = (ratio: number) => -expm1(-ratio) + 0;
  return { mean: gain(centre), low: gain(low), high: gain(high), n, numLeftOut };
}

/** How much lower the loss of one architecture is than that of another. */
export interface PairedGain {
  /** 0.1 for 10 % lower; negative: higher. */
  readonly gain: Interval;
  readonly level: number;
  /** The gain in each replica, `[R]`; NaN where one of the two diverged, or its loss is 0. */
  readonly perReplica: readonly number[];
}

/** `PairedGain` on one task. */
export interface TaskGain extends PairedGain {
  /** Other loss - loss, positive is better, with an interval of the same level: tells a large gain of a tiny loss from a real one. */
  readonly difference: Interval;
}

/** The gain in log ratios, overall and in each replica. */
export function pairedGain(ratios: readonly number[], level: number, overlap = 0): PairedGain {
  const perReplica = ratios.map((ratio) =>
    Number.isFinite(ratio) ? gainOf([ratio], LEVEL).mean : Number.NaN,
  );
  return { gain: gainOf(ratios, level, overlap), level, perReplica };
}

/** Values of one task of `[R * T]`, `[R]`. */
export function ofTask<T>(values: readonly T[], task: number, numTasks: number): readonly T[] {
  return values.filter((_, index) => index % numTasks === task);
}

/** The gain of one architecture over the baseline. */
export interface Gains {
  readonly tasks: readonly TaskGain[];
  /** The gain from each replica's mean of r over tasks. */
  readonly overall: PairedGain;
}

/** Levels of the intervals of single tasks, and of the mean over them. */
export interface GainLevels {
  readonly perTask: number;
  readonly overall: number;
}

/**
 * Gains with t intervals of those levels; `overlap` as of `effectiveNumber`. Losses are `[R * T]`, replica-major, of the same replicas on the same data; a
 * replica that diverged in either (NaN), or whose loss is 0, is left out of the intervals it touches and counted.
 */
export function gainsOver(
  baselineLosses: readonly number[],
  losses: readonly number[],
  numTasks: number,
  levels: GainLevels,
  overlap = 0,
): Gains {
  const { perTask, overall, differences } = pairedRatios(losses, baselineLosses, numTasks);
  return {
    tasks: perTask.map((ratios, task) => ({
      ...pairedGain(ratios, levels.perTask, overlap),
      difference: tInterval(differences[task] ?? [], levels.perTask, overlap),
    })),
    overall: pairedGain(overall, levels.overall, overlap),
  };
}

/** Negative transfer: learning together made it worse, surely. Never said of fewer than three replicas. */
export function isNegativeTransfer({ high, n }: Interval): boolean {
  return n >= MIN_REPLICAS && high < 0;
}
