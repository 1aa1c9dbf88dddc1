/**
 * Verdict on one architecture against another, paired by replica, from held-out losses.
 * r = ln(other's loss / own loss): positive where the one judged is better. With m rivals and T tasks,
 * intervals have level 1 - 0.05 / m over all tasks and 1 - 0.05 / (m T) on one (Bonferroni, per family);
 * whether two are equal is decided by `equality`.
 */
import { mean, valuesByReplica } from '../core/lists.ts';
import { expm1, log1p } from '../core/math.ts';
import {
  gainOf,
  MIN_REPLICAS,
  type PairedGain,
  pairedGain,
  pairedRatios,
  type TaskGain,
  valuesOfTask,
} from './pairs.ts';
import type { ReportedLosses, ReportingRule } from './reported.ts';
import { median, type ShareWithInterval, shareAboveZero } from './robust.ts';
import {
  bonferroniLevel,
  detectableLogRatio,
  type Interval,
  numReplicasToDetect,
  standardDeviation,
  tInterval,
} from './statistics.ts';

export type Conclusion =
  | 'better'
  | 'worse'
  /** Difference not clear, and surely smaller than the margin. */
  | 'practicallyEqual'
  /** Neither, but a difference as large as the margin would most likely have been found. */
  | 'tooSmallToSee'
  /** No clear difference, but one larger than the margin is possible. */
  | 'undecided'
  /** Difference or lead of which at least half is due to tasks on which neither network learned anything. */
  | 'ofUnlearned'
  /** Clear difference, but before the last planned step. */
  | 'aheadSoFar'
  | 'behindSoFar'
  | 'openSoFar'
  | 'learnedNothing'
  /** One of the two was still improving at the last step in every replica. */
  | 'stillImproving'
  | 'oneReplica'
  | 'tooFewReplicas'
  /** All replicas of one of the two diverged. */
  | 'allDiverged';

export interface PairComparison extends PairedGain {
  /** A difference is clear if the interval of the gain excludes 0. */
  readonly conclusion: Conclusion;
  /** Gain with the interval for equality: 90 % where `gain` has 95 % (two one-sided tests). */
  readonly equality: Interval;
  readonly isWithinMargin: boolean;
  /** Smallest gain that 80 % of experiments with so many replicas would find; NaN without an interval. */
  readonly detectableGain: number;
  /** Replicas that would find a difference as large as the margin; null: over 100, or unknown. */
  readonly replicasToDecide: number | null;
  readonly numBetter: number;
  readonly isIdentical: boolean;
  readonly medianGain: number;
  /** Chance per replica, with an interval of the same level, unless replicas overlap. */
  readonly chanceBetter: ShareWithInterval;
  /** Best at the last step in one of the two; see `ReportedLosses`. */
  readonly numStillImproving: number;
  readonly learned?: LearnedComparison;
}

interface LearnedComparison {
  readonly leftOut: readonly number[];
  /** Share of the mean log ratio that is due to unlearned tasks: 0.5 for half. */
  readonly share: number;
  /** Mean of r over the other tasks, at the level of all tasks. */
  readonly comparison: PairComparison;
}

export interface TaskComparison extends PairComparison, TaskGain {
  /** True if a loss is below 5 % of the best constant's, where relative differences vary strongly. */
  readonly isNearFloor: boolean;
}

export interface Verdict {
  readonly tasks: readonly TaskComparison[];
  readonly overall: PairComparison;
}

/** Confidence level of the interval that two one-sided tests with the same error rate use. */
export const equalityLevel = (level: number): number => 1 - 2 * (1 - level);

export interface VerdictRules {
  readonly numTasks: number;
  readonly numRivals: number;
  /** Losses this close count as equal: 0.03 for 3 %. */
  readonly margin: number;
  readonly reportingRule: ReportingRule;
  /** n_test / n_train if replicas resplit rows (see `effectiveSampleSize`), else 0. */
  readonly overlap: number;
  readonly isFinal: boolean;
}

/** Losses of `reportedOf`, NaN for a diverged replica. */
interface VerdictInput {
  readonly own: Pick<ReportedLosses, 'losses' | 'isStillImproving'>;
  readonly other: Pick<ReportedLosses, 'losses' | 'isStillImproving'>;
  /** Losses of the best constant on test rows, `[R * T]`; see `nullLoss`. */
  readonly nullLosses: readonly number[];
}

/** Share of the best constant's loss below which relative differences varied by 20 to 60 %. */
const TINY_LOSS_SHARE = 0.05;

/** From this share of the best constant's loss on, a network may have learned nothing. */
const UNLEARNED_LOSS_SHARE = 0.99;

/** Exchanging the two networks negates the result exactly. */
export function verdictOf({ own, other, nullLosses }: VerdictInput, rules: VerdictRules): Verdict {
  const { numTasks, numRivals, overlap } = rules;
  const { perTask, overall, differences } = pairedRatios(own.losses, other.losses, numTasks);
  const isImproving = own.isStillImproving.map((is, index) => is || other.isStillImproving[index] === true);
  const taskLevel = bonferroniLevel(numRivals * numTasks);
  const nothing = perTask.map((_, task) =>
    [own, other].every(({ losses }) =>
      hasLearnedNothing(nullLossShares(losses, nullLosses, task, numTasks), overlap),
    ),
  );
  const isNear = ({ losses }: VerdictInput['other'], task: number) =>
    mean(nullLossShares(losses, nullLosses, task, numTasks).filter(Number.isFinite)) < TINY_LOSS_SHARE;
  const improvingOn = (tasks: readonly number[]) =>
    valuesByReplica(isImproving, numTasks).map((ofReplica) => tasks.some((task) => ofReplica[task]));
  const overTasks = (ratios: readonly number[], tasks: readonly number[]) =>
    comparisonOf(ratios, rules, {
      level: bonferroniLevel(numRivals),
      hasLearnedNothing: tasks.every((task) => nothing[task]),
      isImproving: improvingOn(tasks),
    });
  const learned = nothing.flatMap((is, task) => (is ? [] : [task]));
  const ofLearned = overall.map((_, replica) =>
    mean(learned.map((task) => perTask[task]?.[replica] ?? Number.NaN)),
  );
  return {
    tasks: perTask.map((ratios, task) => ({
      ...comparisonOf(ratios, rules, {
        level: taskLevel,
        hasLearnedNothing: nothing[task] === true,
        isImproving: valuesOfTask(isImproving, task, numTasks),
      }),
      difference: tInterval(differences[task] ?? [], taskLevel, overlap),
      isNearFloor: isNear(own, task) || isNear(other, task),
    })),
    overall: concludedWithoutUnlearned(overTasks(overall, [...perTask.keys()]), {
      leftOut: nothing.flatMap((is, task) => (is ? [task] : [])),
      share: 1 - (learned.length * sumOfFinite(ofLearned)) / (numTasks * sumOfFinite(overall)),
      comparison: overTasks(ofLearned, learned),
    }),
  };
}

const UNLEARNED_PART_THRESHOLD = 0.5;

function concludedWithoutUnlearned(overall: PairComparison, learned: LearnedComparison): PairComparison {
  const { conclusion } = overall;
  const isClear = ['better', 'worse', 'aheadSoFar', 'behindSoFar'].includes(conclusion);
  const isOfLearned =
    learned.comparison.conclusion === conclusion && learned.share < UNLEARNED_PART_THRESHOLD;
  return !isClear || learned.leftOut.length === 0 || isOfLearned
    ? overall
    : { ...overall, conclusion: 'ofUnlearned', learned };
}

const sumOfFinite = (values: readonly number[]): number =>
  values.filter(Number.isFinite).reduce((sum, value) => sum + value, 0);

/** Losses of a task as shares of the best constant's, `[R]`. */
function nullLossShares(
  losses: readonly number[],
  nullLosses: readonly number[],
  task: number,
  numTasks: number,
): readonly number[] {
  const shares = losses.map((loss, index) => loss / (nullLosses[index] ?? Number.NaN));
  return valuesOfTask(shares, task, numTasks);
}

/** True if losses are at least 99 % of the best constant's and not significantly below; false if all diverged. */
export function hasLearnedNothing(shares: readonly number[], overlap = 0): boolean {
  const { mean: share, high, n } = tInterval(shares, bonferroniLevel(1), overlap);
  return share >= UNLEARNED_LOSS_SHARE && (n < 2 || high >= 1);
}

interface ConclusionContext {
  readonly level: number;
  readonly hasLearnedNothing: boolean;
  readonly isImproving: readonly boolean[];
}

function comparisonOf(
  ratios: readonly number[],
  rules: VerdictRules,
  circumstances: ConclusionContext,
): PairComparison {
  const { level, isImproving } = circumstances;
  const kept = ratios.filter(Number.isFinite);
  const { overlap } = rules;
  const { gain, perReplica } = pairedGain(ratios, level, overlap);
  const equality = gainOf(ratios, equalityLevel(level), overlap);
  const isClear = gain.low > 0 || gain.high < 0;
  const isWithinMargin = liesWithinMargin(isClear ? gain : equality, rules.margin);
  const numStillImproving = isImproving.filter((is, index) => is && Number.isFinite(ratios[index])).length;
  const precision = { deviation: standardDeviation(kept), level, overlap };
  const detectable = detectableLogRatio(precision, kept.length);
  const conclusion = conclusionOf(
    { gain, isWithinMargin, numStillImproving, wouldShowMargin: detectable <= log1p(rules.margin) },
    ratios.length,
    rules,
    circumstances,
  );
  return {
    conclusion,
    gain,
    level,
    equality,
    isWithinMargin,
    detectableGain: -expm1(-detectable),
    replicasToDecide: conclusion === 'undecided' ? numReplicasToDetect(log1p(rules.margin), precision) : null,
    numBetter: kept.filter((ratio) => ratio > 0).length,
    isIdentical: kept.length > 0 && kept.every((ratio) => ratio === 0),
    medianGain: gainOf([median(ratios)], level).mean,
    chanceBetter: shareAboveZero(ratios, level, overlap),
    perReplica,
    numStillImproving,
  };
}

export const equalityRange = (margin: number): Pick<Interval, 'low' | 'high'> => ({
  low: -margin,
  high: margin / (1 + margin),
});

/** |r| <= ln(1 + margin) at both ends: symmetric in the two. */
export function liesWithinMargin({ low, high, n }: Interval, margin: number): boolean {
  const tie = equalityRange(margin);
  return n >= MIN_REPLICAS && low >= tie.low && high <= tie.high;
}

function conclusionOf(
  found: Pick<PairComparison, 'gain' | 'isWithinMargin' | 'numStillImproving'> & {
    readonly wouldShowMargin: boolean;
  },
  numReplicas: number,
  { isFinal, reportingRule }: VerdictRules,
  circumstances: ConclusionContext,
): Conclusion {
  const { low, high, n } = found.gain;
  if (n === 0) return 'allDiverged';
  if (numReplicas === 1) return 'oneReplica';
  if (n < MIN_REPLICAS) return 'tooFewReplicas';
  if (!isFinal) {
    if (circumstances.hasLearnedNothing) return 'openSoFar';
    return low > 0 ? 'aheadSoFar' : high < 0 ? 'behindSoFar' : 'openSoFar';
  }
  if (circumstances.hasLearnedNothing) return 'learnedNothing';
  // The reporting rule of the final step needs no best step.
  if (reportingRule === 'bestValidation' && found.numStillImproving === n) return 'stillImproving';
  if (low > 0) return 'better';
  if (high < 0) return 'worse';
  if (found.isWithinMargin) return 'practicallyEqual';
  return found.wouldShowMargin ? 'tooSmallToSee' : 'undecided';
}
