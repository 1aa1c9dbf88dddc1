/**
 * How much better an architecture is than a baseline, paired by replica. Knows losses only.
 *
 * gain = 1 - exp(mean r) with r = ln(loss / baseline loss), its t interval transformed back. Positive is better (LibMTL's
 * sign; CAGrad's Delta_m has the opposite one).
 */
import { gainOf, MIN_REPLICAS, pairedRatios } from './pairs.ts';
import { type Interval, tInterval } from './statistics.ts';

/** The gain of one architecture over the baseline. */
export interface Gains {
  /** One per task: 0.1 means a loss 10 % lower than the baseline's. */
  readonly perTask: readonly Interval[];
  /** From each replica's mean of r over tasks. */
  readonly overall: Interval;
  /** Gain per task and replica, `[T][R]`, NaN where it diverged: the dots of a plot of one task's gain against another's. */
  readonly perReplica: readonly (readonly number[])[];
  /** Absolute difference baseline loss - loss per task, positive is better: tells a large gain of a tiny loss from a real one. */
  readonly differences: readonly Interval[];
}

/**
 * Gains with t intervals of that level. Losses are `[R * T]`, replica-major, of the same replicas on the same data; a
 * replica that diverged in either (NaN), or whose loss is 0, is left out of the intervals it touches and counted.
 */
export function gainsOver(
  baselineLosses: readonly number[],
  losses: readonly number[],
  numTasks: number,
  level: number,
): Gains {
  const { perTask, overall, differences } = pairedRatios(losses, baselineLosses, numTasks);
  return {
    perTask: perTask.map((ratios) => gainOf(ratios, level)),
    overall: gainOf(overall, level),
    perReplica: perTask.map((ratios) =>
      ratios.map((ratio) => (Number.isFinite(ratio) ? gainOf([ratio], level).mean : Number.NaN)),
    ),
    differences: differences.map((values) => tInterval(values, level)),
  };
}

/** Negative transfer: learning together made it worse, surely. Never said of fewer than three replicas. */
export function isNegativeTransfer({ high, n }: Interval): boolean {
  return n >= MIN_REPLICAS && high < 0;
}
