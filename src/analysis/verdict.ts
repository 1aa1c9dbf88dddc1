/**
 * Is one architecture better than another, by how much, how sure? Paired by replica, on held-out losses. Knows losses and
 * where they were taken: no names.
 *
 * r = ln(other loss / reference loss), so positive is better for the reference. A reference that is compared with m rivals on
 * T tasks makes m statements over all tasks and m T on single ones; each of the two families is wrong about anything in 5 % of
 * experiments at most (Bonferroni): what is said rests on the interval that is printed, of level 1 - 0.05 / m over all tasks
 * and 1 - 0.05 / (m T) on one. Equality rests on `equality`, which is then printed.
 */
import { mean, ofReplicas } from '../core/lists.ts';
import { expm1, log1p } from '../core/math.ts';
import {
  gainOf,
  MIN_REPLICAS,
  ofTask,
  type PairedGain,
  pairedGain,
  pairedRatios,
  type TaskGain,
} from './pairs.ts';
import type { ReportedLosses, ReportingRule } from './reported.ts';
import { median, type Share, shareAboveZero } from './robust.ts';
import {
  detectableRatio,
  familyLevel,
  type Interval,
  replicasToFind,
  standardDeviation,
  tInterval,
} from './statistics.ts';

/** Statement on the reference against the other architecture. */
export type Conclusion =
  | 'better'
  | 'worse'
  /** No clear difference, and surely none beyond the margin. */
  | 'practicallyEqual'
  /** Neither, but so many replicas would most likely have found a difference as large as the margin. */
  | 'tooSmallToSee'
  /** No clear difference, but there may be one beyond the margin, and so many replicas need not find it. */
  | 'undecided'
  /** A clear difference over all tasks, or a lead so far, but only because of, or half due to, tasks on which neither learned anything. */
  | 'ofUnlearned'
  /** The planned steps are not done: no verdict yet, whatever the interval says. */
  | 'aheadSoFar'
  | 'behindSoFar'
  | 'openSoFar'
  /** Neither has learned anything. */
  | 'learnedNothing'
  /** One of the two is, in every replica, best at the last step, so that there is no best step to report. */
  | 'stillImproving'
  /** There is one replica: no interval, so no verdict. */
  | 'oneReplica'
  /** Fewer than three replicas are left. */
  | 'tooFewReplicas'
  /** Every replica diverged in one of the two. */
  | 'allDiverged';

/** The reference against one other architecture, on one task or over all. */
export interface Comparison extends PairedGain {
  /** Decided by the interval of the gain: clear when it excludes 0. */
  readonly conclusion: Conclusion;
  /** The gain with the interval that decides on equality, 90 % where `gain` has 95 % (two one-sided tests). */
  readonly equality: Interval;
  /** All of the interval that decides is within the margin: whatever difference there is, is smaller. */
  readonly isWithinMargin: boolean;
  /** The gain that so many replicas would have found in 80 % of experiments; NaN where there is no interval. */
  readonly detectableGain: number;
  /** Where undecided: about how many replicas would find a difference as large as the margin; null: more than 100, or no number. */
  readonly replicasToDecide: number | null;
  /** Replicas, of `gain.n`, in which the reference is better. */
  readonly numBetter: number;
  /** Every replica has exactly the same losses, as two equal cards have. */
  readonly isIdentical: boolean;
  /** The gain of the median replica, which a single one far from the others does not move. */
  readonly medianGain: number;
  /** The chance that the reference is better in a replica, with an interval of the same level, unless replicas overlap. */
  readonly chanceBetter: Share;
  /** Replicas in which one of the two is best at the last step; see `ReportedLosses`. */
  readonly numStillImproving: number;
  /** Where it is `ofUnlearned`: what to say instead. */
  readonly learned?: LearnedComparison;
}

/** The comparison without the tasks on which neither learned anything. */
export interface LearnedComparison {
  /** Those tasks. */
  readonly leftOut: readonly number[];
  /** The part of the mean log ratio over all tasks that comes from them: 0.5 for half. */
  readonly share: number;
  /** Comparison by the mean of r over the other tasks, at the level of that over all. */
  readonly comparison: Comparison;
}

/** `Comparison` on one task. */
export interface TaskComparison extends Comparison, TaskGain {
  /** The loss of one of the two is below 5 % of the null loss: relative differences then swing a lot. */
  readonly isNearFloor: boolean;
}

/** The reference against one other architecture. */
export interface Verdict {
  readonly tasks: readonly TaskComparison[];
  /** The comparison by the mean of r over tasks. */
  readonly overall: Comparison;
}

/** Level of the interval of two one-sided tests, which err as often as the interval of that level. */
export const equalityLevel = (level: number): number => 1 - 2 * (1 - level);

/** How verdicts of one experiment are reached. */
export interface VerdictRules {
  readonly numTasks: number;
  /** Architectures the reference is compared with. */
  readonly numRivals: number;
  /** Losses of which neither is more than this share above the other are as good as equal: 0.03 for 3 %. */
  readonly margin: number;
  readonly reportingRule: ReportingRule;
  /** Replicas split the same rows anew: n_test / n_train, as of `effectiveNumber`; else 0. */
  readonly overlap: number;
  /** The planned steps are done. */
  readonly isFinal: boolean;
}

/** Losses that are compared, as `reportedOf` gives them, NaN for a replica that diverged. */
export interface VerdictInput {
  readonly reference: Pick<ReportedLosses, 'losses' | 'isStillImproving'>;
  readonly other: Pick<ReportedLosses, 'losses' | 'isStillImproving'>;
  /** Losses of the best constant on the test rows, `[R * T]`: see `nullLoss` of `metrics.ts`. */
  readonly nullLosses: readonly number[];
}

/** Share of the null loss; below it relative differences were seen to swing by 20 to 60 %. */
const FLOOR = 0.05;

/** Share of the null loss from which on a network may have learned nothing. */
const NOTHING = 0.99;

/** The verdict on the reference; the verdict on the other, asked the other way round, is its mirror image. */
export function verdictOf({ reference, other, nullLosses }: VerdictInput, rules: VerdictRules): Verdict {
  const { numTasks, numRivals, overlap } = rules;
  const { perTask, overall, differences } = pairedRatios(reference.losses, other.losses, numTasks);
  const isImproving = reference.isStillImproving.map(
    (is, index) => is || other.isStillImproving[index] === true,
  );
  const taskLevel = familyLevel(numRivals * numTasks);
  const nothing = perTask.map((_, task) =>
    [reference, other].every(({ losses }) =>
      hasLearnedNothing(sharesOf(losses, nullLosses, task, numTasks), overlap),
    ),
  );
  const isNear = ({ losses }: VerdictInput['other'], task: number) =>
    mean(sharesOf(losses, nullLosses, task, numTasks).filter(Number.isFinite)) < FLOOR;
  const improvingOn = (tasks: readonly number[]) =>
    ofReplicas(isImproving, numTasks).map((ofReplica) => tasks.some((task) => ofReplica[task]));
  const overTasks = (ratios: readonly number[], tasks: readonly number[]) =>
    comparisonOf(ratios, rules, {
      level: familyLevel(numRivals),
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
        isImproving: ofTask(isImproving, task, numTasks),
      }),
      difference: tInterval(differences[task] ?? [], taskLevel, overlap),
      isNearFloor: isNear(reference, task) || isNear(other, task),
    })),
    overall: withoutUnlearned(overTasks(overall, [...perTask.keys()]), {
      leftOut: nothing.flatMap((is, task) => (is ? [task] : [])),
      share: 1 - (learned.length * sumOfFinite(ofLearned)) / (numTasks * sumOfFinite(overall)),
      comparison: overTasks(ofLearned, learned),
    }),
  };
}

/** The share of a difference with which tasks on which nothing was learned carry it. */
const CARRIED = 0.5;

/** A clear difference over all tasks, or a lead so far, is none where tasks that nobody learned make it clear, or half of it. */
function withoutUnlearned(overall: Comparison, learned: LearnedComparison): Comparison {
  const { conclusion } = overall;
  const isClear = ['better', 'worse', 'aheadSoFar', 'behindSoFar'].includes(conclusion);
  const isOfLearned = learned.comparison.conclusion === conclusion && learned.share < CARRIED;
  return !isClear || learned.leftOut.length === 0 || isOfLearned
    ? overall
    : { ...overall, conclusion: 'ofUnlearned', learned };
}

const sumOfFinite = (values: readonly number[]): number =>
  values.filter(Number.isFinite).reduce((sum, value) => sum + value, 0);

/** Losses of one task as shares of the loss of the best constant, `[R]`. */
function sharesOf(
  losses: readonly number[],
  nullLosses: readonly number[],
  task: number,
  numTasks: number,
): readonly number[] {
  const shares = losses.map((loss, index) => loss / (nullLosses[index] ?? Number.NaN));
  return ofTask(shares, task, numTasks);
}

/**
 * True if losses, as shares of that of the best constant, show that nothing was learned: they are at least 99 % of it and, as
 * far as replicas can tell, not below it. False when every replica diverged.
 */
export function hasLearnedNothing(shares: readonly number[], overlap = 0): boolean {
  const { mean: share, high, n } = tInterval(shares, familyLevel(1), overlap);
  return share >= NOTHING && (n < 2 || high >= 1);
}

interface Circumstances {
  readonly level: number;
  /** Neither of the two has learned anything. */
  readonly hasLearnedNothing: boolean;
  /** Truth by replica. */
  readonly isImproving: readonly boolean[];
}

function comparisonOf(
  ratios: readonly number[],
  rules: VerdictRules,
  circumstances: Circumstances,
): Comparison {
  const { level, isImproving } = circumstances;
  const kept = ratios.filter(Number.isFinite);
  const { overlap } = rules;
  const { gain, perReplica } = pairedGain(ratios, level, overlap);
  const equality = gainOf(ratios, equalityLevel(level), overlap);
  const isClear = gain.low > 0 || gain.high < 0;
  const isWithinMargin = isWithin(isClear ? gain : equality, rules.margin);
  const numStillImproving = isImproving.filter((is, index) => is && Number.isFinite(ratios[index])).length;
  const precision = { deviation: standardDeviation(kept), level, overlap };
  const detectable = detectableRatio(precision, kept.length);
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
    replicasToDecide: conclusion === 'undecided' ? replicasToFind(log1p(rules.margin), precision) : null,
    numBetter: kept.filter((ratio) => ratio > 0).length,
    isIdentical: kept.length > 0 && kept.every((ratio) => ratio === 0),
    medianGain: gainOf([median(ratios)], level).mean,
    chanceBetter: shareAboveZero(ratios, level, overlap),
    perReplica,
    numStillImproving,
  };
}

/** Gains between which a difference counts as none. */
export const tieOf = (margin: number): Pick<Interval, 'low' | 'high'> => ({
  low: -margin,
  high: margin / (1 + margin),
});

/** Neither end says that one loss is more than the margin above the other, |r| <= ln(1 + margin): the same asked either way. */
export function isWithin({ low, high, n }: Interval, margin: number): boolean {
  const tie = tieOf(margin);
  return n >= MIN_REPLICAS && low >= tie.low && high <= tie.high;
}

function conclusionOf(
  found: Pick<Comparison, 'gain' | 'isWithinMargin' | 'numStillImproving'> & {
    readonly wouldShowMargin: boolean;
  },
  numReplicas: number,
  { isFinal, reportingRule }: VerdictRules,
  circumstances: Circumstances,
): Conclusion {
  const { low, high, n } = found.gain;
  if (n === 0) return 'allDiverged';
  if (numReplicas === 1) return 'oneReplica';
  if (n < MIN_REPLICAS) return 'tooFewReplicas';
  if (!isFinal) {
    // Of two that have learned nothing yet none is ahead.
    if (circumstances.hasLearnedNothing) return 'openSoFar';
    return low > 0 ? 'aheadSoFar' : high < 0 ? 'behindSoFar' : 'openSoFar';
  }
  if (circumstances.hasLearnedNothing) return 'learnedNothing';
  // At the final step nobody asked for the best one.
  if (reportingRule === 'bestValidation' && found.numStillImproving === n) return 'stillImproving';
  if (low > 0) return 'better';
  if (high < 0) return 'worse';
  if (found.isWithinMargin) return 'practicallyEqual';
  return found.wouldShowMargin ? 'tooSmallToSee' : 'undecided';
}
