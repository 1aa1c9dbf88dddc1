/**
 * Is one architecture better than another, by how much, how sure? Paired by replica, on held-out losses. Knows losses
 * only: neither names, nor how far the training has come.
 *
 * r = ln(other loss / reference loss), so positive is better for the reference. Who is called better must be so with the
 * interval that is printed: at level 1 - 0.05 / T for each of T tasks (Bonferroni), at 0.95 for the mean over tasks.
 */
import { gainOf, MIN_REPLICAS, ofTask, pairedRatios } from './pairs.ts';
import { ERROR_RATE, type Interval, LEVEL, mean, tInterval } from './statistics.ts';

/** What can be said of the reference against the other architecture; the last three: nothing yet. */
export type Conclusion =
  | 'better'
  | 'worse'
  | 'noClearDifference'
  /** There is one replica: no interval, so no verdict. */
  | 'oneReplica'
  /** Fewer than three replicas are left. */
  | 'tooFewReplicas'
  /** Every replica diverged in one of the two. */
  | 'allDiverged';

/** The reference against one other architecture, on one task or over all. */
export interface Comparison {
  readonly conclusion: Conclusion;
  /** How much lower the reference's loss is, 0.1 for 10 %; negative: higher. Decides: clear when it excludes 0. */
  readonly gain: Interval;
  /** Of the interval of `gain`. */
  readonly level: number;
  /** In so many of `gain.n` replicas the reference is better. */
  readonly numBetter: number;
  /** Every replica has exactly the same losses, as two equal cards have. */
  readonly isIdentical: boolean;
}

/** `Comparison` on one task. */
export interface TaskComparison extends Comparison {
  /** Other loss - reference loss, positive is better for the reference, with an interval of the same level. */
  readonly difference: Interval;
  /** The loss of one of the two is below 5 % of the null loss: relative differences then swing a lot. */
  readonly isNearFloor: boolean;
}

/** The reference against one other architecture. */
export interface Verdict {
  readonly tasks: readonly TaskComparison[];
  /** Of the mean of r over tasks. */
  readonly overall: Comparison;
}

/** Losses to compare. */
export interface VerdictInput {
  /** Reported losses `[R * T]`, replica-major; NaN for a replica that diverged. */
  readonly reference: readonly number[];
  readonly other: readonly number[];
  /** Losses of the best constant, `[R * T]`: see `nullLoss` of `metrics.ts`. */
  readonly nullLosses: readonly number[];
  readonly numTasks: number;
}

/** Share of the null loss; below it relative differences were seen to swing by 20 to 60 %. */
const FLOOR = 0.05;

/** The verdict on the reference; the verdict on the other, asked the other way round, is its mirror image. */
export function verdictOf(input: VerdictInput): Verdict {
  const { reference, other, nullLosses, numTasks } = input;
  const { perTask, overall, differences } = pairedRatios(reference, other, numTasks);
  const level = 1 - ERROR_RATE / numTasks;
  const share = (losses: readonly number[], task: number) =>
    meanOfFinite(
      ofTask(
        losses.map((loss, index) => loss / (nullLosses[index] ?? Number.NaN)),
        task,
        numTasks,
      ),
    );
  return {
    tasks: perTask.map((ratios, task) => ({
      ...comparisonOf(ratios, level),
      difference: tInterval(differences[task] ?? [], level),
      isNearFloor: share(reference, task) < FLOOR || share(other, task) < FLOOR,
    })),
    overall: comparisonOf(overall, LEVEL),
  };
}

function comparisonOf(ratios: readonly number[], level: number): Comparison {
  const kept = ratios.filter(Number.isFinite);
  const gain = gainOf(ratios, level);
  return {
    conclusion: conclusionOf(gain, ratios.length),
    gain,
    level,
    numBetter: kept.filter((ratio) => ratio > 0).length,
    isIdentical: kept.length > 0 && kept.every((ratio) => ratio === 0),
  };
}

function conclusionOf({ low, high, n }: Interval, numReplicas: number): Conclusion {
  if (n === 0) return 'allDiverged';
  if (numReplicas === 1) return 'oneReplica';
  if (n < MIN_REPLICAS) return 'tooFewReplicas';
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'noClearDifference';
}

function meanOfFinite(values: readonly number[]): number {
  return mean(values.filter(Number.isFinite));
}
