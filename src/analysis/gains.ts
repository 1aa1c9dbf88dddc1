/**
 * How much better an architecture is than a baseline, paired by repetition. Knows losses only.
 *
 * The log ratio r = ln(loss / baseline loss) is averaged and its interval transformed back: gain = 1 - exp(mean r). Unlike a
 * plain relative difference it treats A over B and B over A alike and is unbounded on both sides. Positive is better
 * (LibMTL's sign; CAGrad's Delta_m has the opposite one).
 */
import { type Interval, mean, tInterval } from './statistics.ts';

/** The gain of one architecture over the baseline. */
export interface Gains {
  /** One per task: 0.1 means a loss 10 % lower than the baseline's. */
  readonly perTask: readonly Interval[];
  /** From each repetition's mean of r over tasks. */
  readonly overall: Interval;
  /** Absolute difference baseline loss - loss per task, positive is better: tells a large gain of a tiny loss from a real one. */
  readonly differences: readonly Interval[];
}

/**
 * Gains with t intervals of that level. Losses are `[R * T]`, replica-major, of the same repetitions on the same data; a
 * repetition that diverged in either (NaN), or whose loss is 0, is left out of the intervals it touches and counted.
 */
export function gainsOver(
  baselineLosses: readonly number[],
  losses: readonly number[],
  numTasks: number,
  level: number,
): Gains {
  const ratios = losses.map((loss, index) => Math.log(loss / (baselineLosses[index] ?? Number.NaN))); // [R * T]
  const differences = losses.map((loss, index) => (baselineLosses[index] ?? Number.NaN) - loss); // [R * T]
  const tasks = Array.from({ length: numTasks }, (_, task) => task);
  const perReplica = rowsOf(ratios, numTasks).map(mean); // [R]
  return {
    perTask: tasks.map((task) => gainOf(tInterval(columnOf(ratios, numTasks, task), level))),
    overall: gainOf(tInterval(perReplica, level)),
    differences: tasks.map((task) => tInterval(columnOf(differences, numTasks, task), level)),
  };
}

/** 1 - exp turns an interval of log ratios around: its high end is the gain's low end. */
function gainOf(ratio: Interval): Interval {
  const gain = (logRatio: number) => -Math.expm1(logRatio);
  return { ...ratio, mean: gain(ratio.mean), low: gain(ratio.high), high: gain(ratio.low) };
}

function columnOf(values: readonly number[], numTasks: number, task: number): readonly number[] {
  return values.filter((_, index) => index % numTasks === task);
}

function rowsOf(values: readonly number[], numTasks: number): readonly (readonly number[])[] {
  return Array.from({ length: values.length / numTasks }, (_, replica) =>
    values.slice(replica * numTasks, (replica + 1) * numTasks),
  );
}
